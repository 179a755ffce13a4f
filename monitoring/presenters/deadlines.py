"""Terms of the law in words: what was asked, what happened, by how much they differ."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.deadlines import Problem, Term, Verdict, working_days
from monitoring.enums import MISSED, Counting, DeadlineState, Direction, NoticeChannel, TermUnit
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import long_date, partial_text
from monitoring.presenters.days import calendar_line, explained, not_counted, panel
from monitoring.presenters.law import short_law
from monitoring.presenters.states import Chip, chip, to_be_verified
from monitoring.rules import term_of

if TYPE_CHECKING:
    from monitoring.case_deadlines import ComputedDeadline
    from monitoring.models import DeadlineRule

Panel = dict[str, Any]
STATES = {
    DeadlineState.MET: "met",
    DeadlineState.LATE: "late",
    DeadlineState.SHORT: "late",
    DeadlineState.OVERDUE: "late",
    DeadlineState.DUE: "plain",
    DeadlineState.UNCERTAIN: "unknown",
}
ROWS = {
    DeadlineState.MET: "met",
    DeadlineState.LATE: "late",
    DeadlineState.OVERDUE: "late",
    DeadlineState.SHORT: "breach",
}
# The outer limit of the Convention is news only when even it was passed.
OUTER_LIMITS = frozenset({"D15", "D15-2"})


def amount_text(term: Term) -> str:
    """`20 рабочих дней`."""
    count = term.amount
    words = {
        TermUnit.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", count),
        TermUnit.CALENDAR_DAYS: ngettext("%(count)s calendar day", "%(count)s calendar days", count),
        TermUnit.MONTHS: ngettext("%(count)s month", "%(count)s months", count),
    }
    return words[TermUnit(term.unit)] % {"count": count}


def days_text(state: str, count: int, unit: str) -> str:
    """`на 9 рабочих дней позже срока`; days of a term in months are calendar days."""
    working = unit == TermUnit.WORKING_DAYS
    words = {
        (DeadlineState.LATE, True): ngettext("%(count)s working day late", "%(count)s working days late", count),
        (DeadlineState.LATE, False): ngettext("%(count)s day late", "%(count)s days late", count),
        (DeadlineState.SHORT, True): ngettext("%(count)s working day short", "%(count)s working days short", count),
        (DeadlineState.SHORT, False): ngettext("%(count)s day short", "%(count)s days short", count),
        (DeadlineState.DUE, True): ngettext("%(count)s working day left", "%(count)s working days left", count),
        (DeadlineState.DUE, False): ngettext("%(count)s day left", "%(count)s days left", count),
        (DeadlineState.OVERDUE, True): ngettext(
            "nothing recorded; the term passed %(count)s working day ago",
            "nothing recorded; the term passed %(count)s working days ago",
            count,
        ),
        (DeadlineState.OVERDUE, False): ngettext(
            "nothing recorded; the term passed %(count)s day ago",
            "nothing recorded; the term passed %(count)s days ago",
            count,
        ),
    }
    return words[DeadlineState(state), working] % {"count": count}


def verdict_text(verdict: Verdict, unit: str, started: PartialDate, done: PartialDate | None) -> str:
    if verdict.state == DeadlineState.UNCERTAIN:
        return problem_text(verdict, started, done)
    if verdict.state == DeadlineState.MET:
        return str(DeadlineState.MET.label)
    text = days_text(verdict.state, verdict.days, unit)
    return text if verdict.days == verdict.days_most else _("%(text)s at least") % {"text": text}


def problem_text(verdict: Verdict, started: PartialDate, done: PartialDate | None) -> str:
    texts = {
        Problem.ORDER: _("cannot be computed: the end is dated before the beginning"),
        Problem.NOT_RECORDED: _("the record does not tell whether it was done"),
        Problem.WORDING: _("cannot be computed: the law changed about that time"),
        Problem.OUT_OF_CALENDAR: _("cannot be computed: the calendar does not reach so far"),
    }
    if verdict.problem in texts:
        return texts[verdict.problem]
    years = any(date is not None and date.precision == "year" for date in (started, done))
    if years:
        return _("cannot be computed: the date is known only to the year")
    return _("cannot be computed: the date is known only to the month")


def deadline_text(item: "ComputedDeadline") -> str:
    """The verdict of a computed term; of a period too short also how long it was."""
    text = verdict_text(item.verdict, item.rule.unit, item.started.date, item.done)
    measured = "" if item.verdict.days != item.verdict.days_most else got_text(item)
    return f"{measured}: {text}" if measured else text


def got_text(item: "ComputedDeadline") -> str:
    """`4 из 5 рабочих дней`."""
    amount = item.rule.amount or 0
    if item.state != DeadlineState.SHORT or item.rule.unit != TermUnit.WORKING_DAYS or item.days > amount:
        return ""
    words = ngettext("%(got)s of %(count)s working day", "%(got)s of %(count)s working days", amount)
    return words % {"got": amount - item.days, "count": amount}


def rule_line(rule: "DeadlineRule") -> str:
    """`Правило D28: … (Экологический кодекс, ст. 87)`, the doubt about it, and who has confirmed nothing yet."""
    law = short_law(rule.provision) if rule.provision else ""
    line = _("Rule %(code)s.") % {"code": rule.code}
    if law:
        line = _("Rule %(code)s: %(law)s.") % {"code": rule.code, "law": law}
    doubt = _("To be verified by a lawyer") + "." if rule.needs_verification else ""
    return " ".join(filter(None, [line, rule.note, doubt]))


def rule_chips(rule: "DeadlineRule") -> list[Chip]:
    return [to_be_verified()] if rule.needs_verification else []


class Panels:
    """How the terms of a page were counted: each told once, however often it is shown."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[ComputedDeadline, Panel | None]] = {}

    def of(self, item: "ComputedDeadline") -> "Panel | None":
        if id(item) not in self._told:
            self._told[id(item)] = item, working_panel(item)
        return self._told[id(item)][1]


def deadline_row(item: "ComputedDeadline", panels: Panels) -> dict[str, Any]:
    """A row of the timeline on the last day of the term, without its date."""
    again = calculator_address(item)
    return {
        "kind": ROWS.get(item.state, "due"),
        "title": item.rule.name,
        "chips": [chip(STATES[item.state], deadline_text(item)), *rule_chips(item.rule)],
        "text": asked_and_done(item),
        "note": channels(item),
        "working": panels.of(item),
        **({"url": again, "url_label": _("count it again")} if again else {}),
    }


def missed_chips(items: "Sequence[ComputedDeadline]") -> list[Chip]:
    """For the head of a record: what is plain from its dates, two at most; silence stays on the time line."""
    plain = [
        item for item in items if shown_on_timeline(item) and item.state in (DeadlineState.SHORT, DeadlineState.LATE)
    ]
    return [chip(STATES[item.state], deadline_text(item)) for item in plain[:2]]


def shown_on_timeline(item: "ComputedDeadline") -> bool:
    return item.of_law and (item.code not in OUTER_LIMITS or item.state in MISSED)


def row_date(item: "ComputedDeadline") -> PartialDate:
    """Where a row of the timeline stands: on the due day, or where the term began when no day can be told."""
    due = item.verdict.due_first
    return PartialDate(due.isoformat()) if due else item.started.date


def asked_and_done(item: "ComputedDeadline") -> str:
    verdict = item.verdict
    if verdict.due_first is None or verdict.due_last is None:
        return ""
    last = due_text(verdict.due_first, verdict.due_last)
    term = term_of(item.rule)
    floor = term is not None and term.is_floor
    asked = _("By law not earlier than %(date)s") if floor else _("By law not later than %(date)s")
    done = _("in fact %(date)s") % {"date": partial_text(item.done)} if item.done else ""
    return "; ".join(filter(None, [asked % {"date": last}, done])) + "."


def due_text(first: dt.date, last: dt.date) -> str:
    if first == last:
        return long_date(first)
    return _("a day between %(first)s and %(last)s") % {"first": long_date(first), "last": long_date(last)}


def channels(item: "ComputedDeadline") -> str:
    """Each channel of the notice, where there were several."""
    if len(item.parts) < 2:
        return ""
    return "; ".join(f"{NoticeChannel(part.label).label}: {deadline_text(part)}" for part in item.parts)


def working_panel(item: "ComputedDeadline", *, opened: bool = False) -> Panel | None:
    """The way to the last day; of a period that was too short, the period itself."""
    working = item.working
    if working is None:
        return None
    law = (rule_line(item.rule), calendar_line(working.calendar_version))
    forwards = working.term.direction == Direction.FORWARDS
    if item.state == DeadlineState.SHORT and forwards and item.done and item.done.is_exact:
        inclusive = working.term.counting == Counting.INCLUSIVE
        count = working_days(working.start, item.done.earliest(), working.calendar, inclusive=inclusive)
        both = _("Both the first and the last day count.") if inclusive else _("The day of the event is not counted.")
        return panel(count, both, not_counted(count.days), *law, opened=opened)
    return panel(working, *explained(working), *law, opened=opened)


def calculator_address(item: "ComputedDeadline") -> str:
    """The calculator with the same question; empty where the dates are not exact."""
    if not item.started.date.is_exact:
        return ""
    query = {"rule": item.code, "from": item.started.date.iso}
    if item.done and item.done.is_exact:
        query["to"] = item.done.iso
    return f"{reverse('monitoring:deadlines')}?{urlencode(query)}"
