"""Recommendations of public councils that wait for a reply, as a list, as facets and as a table to download."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from monitoring.councils.states import answered
from monitoring.models import Recommendation
from monitoring.models.case_parts import ANY_CASE
from monitoring.models.reference import for_reading
from monitoring.models.together import Together, in_order
from monitoring.presenters.council_sessions import recommendation_pair, sent_text, state_chip
from monitoring.presenters.dates import partial_text
from monitoring.presenters.links import absolute

if TYPE_CHECKING:
    from monitoring.councils.terms import Terms
    from monitoring.models import Case, Council, Region


def unanswered_hits(found: "Iterable[Recommendation]", today: dt.date) -> list[dict[str, Any]]:
    """The longest overdue stand first as the list is sorted."""
    return [hit(recommendation, today) for recommendation in found]


def hit(recommendation: "Recommendation", today: dt.date) -> dict[str, Any]:
    session = recommendation.session
    council = session.council
    day = partial_text(session.held_on) if session.held_on else _("date not known")
    parts = [str(council), str(council.body), _("session of %(date)s") % {"date": day}]
    return {
        "ref": sent_text(recommendation),
        "url": f"{session.get_absolute_url()}#r-{recommendation.uid}",
        "title": recommendation.text,
        "meta": " · ".join(parts),
        "chips": [state_chip(answered(recommendation, today))],
    }


def address(name: str = "monitoring:councils_unanswered", **query: str) -> str:
    kept = {key: value for key, value in query.items() if value}
    return f"{reverse(name)}?{urlencode(kept)}" if kept else reverse(name)


def region_facet(regions: "Iterable[Region]", counts: Mapping[int | None, int], current: str) -> dict[str, Any]:
    options = [
        {
            "label": str(region),
            "count": counts.get(region.pk, 0),
            "current": region.letters == current,
            "url": address(region="" if region.letters == current else region.letters),
        }
        for region in regions
        if region.pk in counts or region.letters == current
    ]
    return {"title": _("Region"), "options": options}


def council_facet(
    councils: "Iterable[Council]", counts: Mapping[int, int], region: str, current: str
) -> dict[str, Any]:
    options = [
        {
            "label": str(council),
            "count": counts.get(council.pk, 0),
            "current": council.key == current,
            "url": address(region=region, council="" if council.key == current else council.key),
        }
        for council in councils
    ]
    return {"title": _("Public council"), "options": options}


CSV_HEAD = (
    "recommendation",
    "council",
    "body",
    "region",
    "session_held",
    "sent",
    "reply_due",
    "days_overdue",
    "case",
    "address",
)


def csv_rows(found: "Iterable[Recommendation]", today: dt.date) -> Iterator[list[Any]]:
    """In the order of `CSV_HEAD`; of recommendations with their shown case."""
    for item in found:
        council = item.session.council
        yield [
            item.text,
            str(council),
            str(council.body),
            str(council.body.region or ""),
            item.session.held_on.iso if item.session.held_on else "",
            item.sent_on.isoformat() if item.sent_on else "",
            item.due_on.isoformat() if item.due_on else "",
            answered(item, today).days_over,
            item.case_reference or "",  # type: ignore[attr-defined]  # annotated
            absolute(f"{item.session.get_absolute_url()}#r-{item.uid}"),
        ]


def case_recommendations(case: "Case", terms: "Terms", today: dt.date) -> list[dict[str, Any]]:
    """What public councils recommended on a case, beside what the body replied, for its page."""
    found: list[Recommendation] = []
    if case.pk:
        [found] = _question(case._state.db or "default").read(wanted=ANY_CASE, given=case.pk)
    return [
        {
            **recommendation_pair(item, terms, today),
            "council": {
                "label": str(item.session.council),
                "url": f"{item.session.get_absolute_url()}#r-{item.uid}",
            },
        }
        for item in found
    ]


@cache
def _question(using: str) -> Together:
    of_case = Recommendation.objects.public().filter(case=ANY_CASE)
    return Together([in_order(for_reading(of_case, "session__council__body__region"))], using)
