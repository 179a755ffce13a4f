"""Messages as they are sent: plain text and HTML with the same words, in the language of the subscriber."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from monitoring.presenters.case import shortened
from monitoring.presenters.links import absolute
from notify.links import confirm_link, manage_link, stop_link
from notify.models import CONFIRM_WITHIN, Delivery, Subscription, Topic
from notify.topics import followed_by
from search.changes.telling import Told, tell
from search.following import Followed

Part = tuple[Followed, list[Told]]


class Messages:
    """Messages of one batch: what is the same for several subscribers is worked out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Part] = {}

    def make(self, delivery: Delivery) -> EmailMultiAlternatives | None:
        """None when nothing of it is public any more."""
        subscription = delivery.subscription
        with override(subscription.language):
            followed, told = self._part(subscription.topic, subscription.language, delivery.changes)
            if not told:
                return None
            total = delivery.total - len(delivery.changes) + len(told)
            message = written(
                "notify/email/alert",
                subscription,
                subject(followed, total),
                {
                    "followed": followed,
                    "followed_url": absolute(followed.path),
                    "told": [{"told": each, "url": absolute(each.path)} for each in told],
                    "total": total,
                    "more": total - len(told),
                },
            )
        message.extra_headers |= {
            "List-Id": f"<alerts.{host()}>",
            "List-Unsubscribe": f"<{stop_link(subscription)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Message-ID": f"<alert-{subscription.uid.hex}-{delivery.until}@{host()}>",
        }
        return message

    def _part(self, topic: Topic, language: str, keys: list[int]) -> Part:
        """What changed, the latest first, as far as it still belongs to what is followed."""
        key = (topic.pk, language, *keys)
        if key not in self._known:
            followed = followed_by(topic)
            changes = followed.changes().filter(pk__in=keys).order_by("-at", "-pk")
            self._known[key] = (followed, tell(changes))
        return self._known[key]


def confirmation(subscription: Subscription) -> EmailMultiAlternatives:
    """Says nothing that whoever asked has typed: it goes to addresses that did not ask for it."""
    with override(subscription.language):
        if subscription.confirmed_at:
            return written("notify/email/already", subscription, _("You follow this already"), {})
        context = {"confirm_url": confirm_link(subscription), "days": CONFIRM_WITHIN.days}
        return written("notify/email/confirm", subscription, _("Confirm that you want these messages"), context)


def subject(followed: Followed, total: int) -> str:
    text = ngettext("%(count)s change: %(what)s", "%(count)s changes: %(what)s", total)
    return text % {"count": total, "what": shortened(followed.words)}


def written(template: str, subscription: Subscription, title: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    shown = {
        **context,
        "title": title,
        "subscription": subscription,
        "frequency": subscription.get_frequency_display(),
        "stop_url": stop_link(subscription),
        "manage_url": manage_link(subscription),
        "site_url": f"{settings.SITE_URL}/{subscription.language}/",
    }
    text = render_to_string(f"{template}.txt", shown).strip() + "\n"
    message = EmailMultiAlternatives(title, text, to=[subscription.subscriber.email])
    message.attach_alternative(render_to_string(f"{template}.html", shown), "text/html")
    message.extra_headers = {"Auto-Submitted": "auto-generated"}
    return message


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
