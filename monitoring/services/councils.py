"""Sessions of public councils, and the terms in which a body replies to their recommendations."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from monitoring.councils.terms import REPLY, Terms, current_terms
from monitoring.enums import RecordEventKind
from monitoring.models import CouncilSession, Recommendation, RecordEvent

BATCH = 500


def due_of(recommendation: Recommendation, terms: Terms) -> dt.date | None:
    """By when the body must reply; None for what was not sent, or where no rule was in force."""
    return terms.due(REPLY, recommendation.sent_on) if recommendation.sent_on else None


@transaction.atomic
def save_session(*, session: CouncilSession) -> CouncilSession:
    """Store a session with its recommendations; the term of each reply follows from the day it was sent.

    Raises ValidationError.
    """
    session.full_clean()
    terms, recommendations = current_terms(), list(session.recommendations.all())
    for recommendation in recommendations:
        recommendation.full_clean(exclude=["session"])
        recommendation.due_on = due_of(recommendation, terms)
    session.recommendations = recommendations
    session.save()
    return session


def recompute_due_dates() -> int:
    """After a change of a rule or of the calendar; how many dates moved."""
    terms, moved = current_terms(), 0
    for batch in batches(Recommendation.objects.sent().only("sent_on", "due_on").order_by("pk")):
        changed = []
        for recommendation in batch:
            due_on = due_of(recommendation, terms)
            if due_on != recommendation.due_on:
                recommendation.due_on = due_on
                changed.append(recommendation)
        moved += Recommendation.objects.bulk_update(changed, ["due_on"])
    return moved


def expire_recommendations(today: dt.date) -> int:
    """Write down, once for each public recommendation, that its term ended without a reply; how many were new."""
    recompute_due_dates()
    overdue = Recommendation.objects.public().overdue(today).with_council().order_by("pk")
    return sum(_expire(batch) for batch in batches(overdue))


def _expire(recommendations: list[Recommendation]) -> int:
    keys = {f"recommendation-no-reply:{item.uid}": item for item in recommendations}
    known = set(RecordEvent.objects.filter(key__in=keys).values_list("key", flat=True))
    events = [_no_reply(key, item) for key, item in keys.items() if key not in known]
    RecordEvent.objects.bulk_create(events, ignore_conflicts=True)
    return len(events)


def _no_reply(key: str, recommendation: Recommendation) -> RecordEvent:
    council = recommendation.session.council
    region = council.body.region
    return RecordEvent(
        case_id=recommendation.case_id,
        kind=RecordEventKind.NO_REPLY,
        key=key,
        due_on=recommendation.due_on,
        detail={
            "recommendation": str(recommendation.uid),
            "council": council.key,
            "region": region.key if region else "",
        },
    )


def batches(found: QuerySet[Recommendation]) -> Iterator[list[Recommendation]]:
    rows = found.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield batch
