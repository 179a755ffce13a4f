"""The links of messages: signed, so that nobody can make one for an address that is not theirs."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from monitoring.presenters.links import absolute
from notify.models import CONFIRM_WITHIN, Subscriber, Subscription

CONFIRM, STOP, MANAGE = "confirm", "stop", "manage"


def confirm_link(subscription: Subscription) -> str:
    return _link(CONFIRM, subscription.uid, subscription.language)


def stop_link(subscription: Subscription) -> str:
    return _link(STOP, subscription.uid, subscription.language)


def manage_link(subscription: Subscription) -> str:
    """To all that the subscriber follows."""
    return _link(MANAGE, subscription.subscriber.uid, subscription.language)


def to_be_confirmed(token: str) -> Subscription | None:
    return _subscription(_uid(CONFIRM, token, CONFIRM_WITHIN))


def to_be_stopped(token: str) -> Subscription | None:
    return _subscription(_uid(STOP, token))


def holder(token: str) -> Subscriber | None:
    uid = _uid(MANAGE, token)
    return Subscriber.objects.filter(uid=uid).first() if uid else None


def _link(purpose: str, uid: UUID, language: str) -> str:
    with override(language):
        return absolute(reverse(f"notify:{purpose}", args=[signing.dumps(uid.hex, salt=_salt(purpose))]))


def _uid(purpose: str, token: str, max_age: dt.timedelta | None = None) -> UUID | None:
    try:
        value: Any = signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except signing.BadSignature:
        return None
    return UUID(value)


def _salt(purpose: str) -> str:
    return f"notify.{purpose}"


def _subscription(uid: UUID | None) -> Subscription | None:
    return Subscription.objects.select_related("subscriber", "topic").filter(uid=uid).first() if uid else None
