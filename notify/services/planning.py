"""Decides who is to be told of what. Each topic is asked once for all whose day has come, and cursors move with it."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from notify.enums import Frequency
from notify.models import Delivery, Subscription, Topic
from notify.topics import followed_by
from search.changes.models import RecordChange

LISTED = 50
ROWS = 500


def plan(now: dt.datetime) -> int:
    """Returns how many messages are to be sent. Broken off, it goes on where it was: a topic is one transaction."""
    today, last = timezone.localdate(now), RecordChange.objects.last_key()
    return sum(_plan(topic, today, last) for topic in Topic.objects.with_due(today).order_by("pk"))


@transaction.atomic
def _plan(topic: Topic, today: dt.date, last: int) -> int:
    """Whose day has come gets what is new, or waits for the next day of theirs if nothing is."""
    rows = Subscription.objects.due(today).filter(topic=topic).select_for_update(of=("self",))
    due = list(rows.only("pk", "told_until", "frequency"))
    if not due:
        return 0
    since = min(subscription.told_until for subscription in due)
    changes = followed_by(topic).changes().filter(pk__gt=since, pk__lte=last).order_by("pk")
    keys = list(changes.values_list("pk", flat=True))
    made = [delivery for each in due if (delivery := _delivery(each, keys, last))]
    Delivery.objects.bulk_create(made, batch_size=ROWS)
    for frequency in Frequency:
        told = [subscription.pk for subscription in due if subscription.frequency == frequency]
        for start in range(0, len(told), ROWS):
            Subscription.objects.filter(pk__in=told[start : start + ROWS]).update(
                told_until=last, next_on=frequency.next_after(today)
            )
    return len(made)


def _delivery(subscription: Subscription, keys: Sequence[int], last: int) -> Delivery | None:
    """`keys` are in order; of many, the latest are listed."""
    new = keys[bisect_right(keys, subscription.told_until) :]
    if not new:
        return None
    return Delivery(subscription=subscription, changes=list(new[-LISTED:]), total=len(new), until=last)
