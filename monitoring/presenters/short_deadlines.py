"""Missed terms of published records, for readers."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from monitoring.case_deadlines import ComputedDeadline
from monitoring.enums import DeadlineState
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import long_date
from monitoring.presenters.deadlines import (
    STATES,
    asked_and_done,
    channels,
    days_text,
    deadline_text,
    rule_chips,
    working_panel,
)
from monitoring.presenters.states import chip

if TYPE_CHECKING:
    from monitoring.models import Case, CaseDeadline, DeadlineRule, Region

FILTERS = ("state", "region", "rule")
COUNTED = (DeadlineState.SHORT, DeadlineState.LATE, DeadlineState.OVERDUE)


def missed_item(row: "CaseDeadline", case: "Case", computed: ComputedDeadline | None) -> dict[str, Any]:
    """`computed`: the same term counted now, with its working; None when the record has moved on since."""
    verdict = deadline_text(computed) if computed else days_text(row.state, row.days, row.rule.unit)
    return {
        "ref": case.reference,
        "url": f"{case.get_absolute_url()}#timeline",
        "title": case.title,
        "lang": "" if case.language == get_language() else case.language,
        "meta": " · ".join(str(part) for part in (case.region, case.body or case.body_text) if part),
        "rule": f"{row.code}. {row.rule.name}",
        "chips": [chip(STATES[DeadlineState(row.state)], verdict), *rule_chips(row.rule)],
        "text": asked_and_done(computed) if computed else stored_text(row),
        "note": channels(computed) if computed else "",
        "working": working_panel(computed) if computed else None,
    }


def stored_text(row: "CaseDeadline") -> str:
    if row.due_on is None:
        return ""
    return _("By law: %(date)s.") % {"date": long_date(row.due_on)}


def address(**query: str) -> str:
    kept = {key: value for key, value in query.items() if value}
    page = reverse("monitoring:short_deadlines")
    return f"{page}?{urlencode(kept)}" if kept else page


def facets(
    chosen: Mapping[str, str],
    states: Mapping[str, int],
    regions: "Iterable[tuple[Region, int]]",
    rules: "Iterable[tuple[DeadlineRule, int]]",
) -> list[dict[str, Any]]:
    """Numbers of each are counted with the other filters; a chosen value leads back to the list without it."""
    found = [
        facet(
            "state", _("What came out"), chosen, [(state.value, state.label, states.get(state, 0)) for state in COUNTED]
        ),
        facet("region", _("Region"), chosen, [(item.letters, str(item), count) for item, count in regions]),
        facet("rule", _("Rule"), chosen, [(item.code, f"{item.code}. {item.name}", count) for item, count in rules]),
    ]
    return [item for item in found if item["options"]]


def facet(name: str, title: str, chosen: Mapping[str, str], values: Iterable[tuple[str, Any, int]]) -> dict[str, Any]:
    options = [
        {
            "label": str(label),
            "count": count,
            "current": chosen[name] == value,
            "url": address(**{**chosen, name: "" if chosen[name] == value else value}),
        }
        for value, label, count in values
        if count or chosen[name] == value
    ]
    return {"title": title, "options": options}


def is_same(row: "CaseDeadline", computed: ComputedDeadline) -> bool:
    """Whether the snapshot still says what the record says."""
    same = (row.code, row.subject, row.state) == (computed.code, computed.subject, computed.state)
    return same and PartialDate(row.started) == computed.started.date
