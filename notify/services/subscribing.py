"""Asking, confirming, changing, stopping, forgetting. Whoever asks learns nothing of what is kept of an address."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils import timezone

from notify.enums import Frequency
from notify.models import Delivery, Subscriber, Subscription, Topic
from notify.topics import topic_of
from search.changes.models import RecordChange
from search.following import Followed

MOST_FOLLOWED = 30
KEEP_DELIVERIES = dt.timedelta(days=30)


@transaction.atomic
def ask(*, email: str, followed: Followed, frequency: str, language: str) -> None:
    """The address gets a message that asks to confirm, or says that this is followed already; at its limit, none."""
    from notify.tasks import write_to_confirm

    subscriber, _created = Subscriber.objects.get_or_create(email=email.lower())
    if subscriber.subscriptions.count() >= MOST_FOLLOWED:
        return
    subscription, created = Subscription.objects.get_or_create(
        subscriber=subscriber,
        topic=topic_of(followed),
        defaults={"frequency": frequency, "language": language},
    )
    if not created and subscription.confirmed_at is None:
        subscription.frequency, subscription.language, subscription.asked_at = frequency, language, timezone.now()
        subscription.save(update_fields=["frequency", "language", "asked_at"])
    transaction.on_commit(partial(write_to_confirm.enqueue, subscription.pk))


def confirm(*, subscription: Subscription) -> None:
    """From now on; what changed before is on the site. Again: nothing happens."""
    now = timezone.now()
    Subscription.objects.filter(pk=subscription.pk, confirmed_at__isnull=True).update(
        confirmed_at=now,
        told_until=RecordChange.objects.last_key(),
        next_on=Frequency(subscription.frequency).next_after(timezone.localdate(now)),
    )


def change(*, subscription: Subscription, frequency: str, language: str) -> None:
    subscription.frequency, subscription.language = frequency, language
    subscription.next_on = Frequency(frequency).next_after(timezone.localdate())
    subscription.full_clean()
    subscription.save(update_fields=["frequency", "language", "next_on"])


@transaction.atomic
def stop(*, subscription: Subscription) -> None:
    """The address goes with the last of what it follows."""
    subscription.delete()
    Subscriber.objects.filter(pk=subscription.subscriber_id, subscriptions__isnull=True).delete()


def forget(*, subscriber: Subscriber) -> None:
    subscriber.delete()


@transaction.atomic
def sweep(now: dt.datetime) -> int:
    """Forget addresses that never confirmed, and what is no longer needed. Returns how many subscriptions went."""
    abandoned = Subscription.objects.abandoned(now)
    number = abandoned.count()
    abandoned.delete()
    Subscriber.objects.filter(subscriptions__isnull=True).delete()
    Topic.objects.unused().delete()
    Delivery.objects.filter(created_at__lt=now - KEEP_DELIVERIES).delete()
    return number
