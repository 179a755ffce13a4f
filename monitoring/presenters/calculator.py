"""The answer of the calculator: for readers and for programs."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.deadlines import Day
from monitoring.enums import Counting, DeadlineState, Sense
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import long_date, table_date
from monitoring.presenters.days import calendar_line, explained, not_counted, panel, reason_text, weekday
from monitoring.presenters.deadlines import STATES, amount_text, rule_chips, rule_line, verdict_text
from monitoring.presenters.law import short_law
from monitoring.presenters.states import chip
from monitoring.rules import RuleBook, term_of

if TYPE_CHECKING:
    from monitoring.calculator import Calculation
    from monitoring.models import DeadlineRule


def answer(found: "Calculation") -> dict[str, Any]:
    """`title`, `chips`, `lines` and a `working` panel that is open."""
    chips = rule_chips(found.rule) if found.rule else []
    if found.verdict and found.term and found.end:
        ends = PartialDate(found.start.isoformat()), PartialDate(found.end.isoformat())
        chips = [chip(STATES[found.verdict.state], verdict_text(found.verdict, found.term.unit, *ends)), *chips]
    return {"title": title(found), "chips": chips, "lines": lines(found), "working": working(found)}


def title(found: "Calculation") -> str:
    if found.working is None:
        return period_text(found)
    day = found.working.due
    words = (
        _("Not before %(date)s, %(weekday)s") if found.working.term.is_floor else _("Last day: %(date)s, %(weekday)s")
    )
    return words % {"date": long_date(day), "weekday": weekday(day)}


def lines(found: "Calculation") -> list[str]:
    if found.term is None:
        return []
    name = found.rule.name if found.rule else ""
    asked = _("%(amount)s from %(date)s") % {"amount": amount_text(found.term), "date": long_date(found.start)}
    told = f"{name}: {asked}." if name else f"{asked}."
    return [told, period_text(found)] if found.period else [told]


def period_text(found: "Calculation") -> str:
    """How many working days the period had, and how it was counted."""
    if found.period is None or found.end is None:
        return ""
    count = found.period.total
    first, last = sorted((found.start, found.end))
    whole = found.term is None or found.term.counting == Counting.INCLUSIVE
    words = ngettext(
        "%(first)s – %(last)s: %(count)s working day", "%(first)s – %(last)s: %(count)s working days", count
    ) % {"first": table_date(first), "last": table_date(last), "count": count}
    counting = _("both ends counted") if whole else _("the first day not counted")
    return f"{words}, {counting}."


def working(found: "Calculation") -> dict[str, Any]:
    law = [rule_line(found.rule)] if found.rule else []
    calendar = calendar_line(found.calendar.version)
    if found.working is None:
        days = found.period.days if found.period else ()
        return panel(found.period, not_counted(days), calendar, opened=True) if found.period else {}
    shown = found.working
    if found.verdict and found.verdict.state == DeadlineState.LATE and found.verdict.working:
        shown = found.verdict.working
    return panel(shown, *explained(shown), *law, calendar, opened=True)


def as_json(found: "Calculation") -> dict[str, Any]:
    """The same answer for programs; names of keys and of kinds of day are stable, texts are in the asked language."""
    term, working, period, verdict = found.term, found.working, found.period, found.verdict
    days = working.days if working else period.days if period else ()
    return {
        "from": found.start.isoformat(),
        "to": found.end.isoformat() if found.end else None,
        "due": working.due.isoformat() if working else None,
        "state": verdict.state.value if verdict else None,
        "days": verdict.days if verdict else None,
        "rule": rule_json(found.rule) if found.rule else None,
        "term": {
            "amount": term.amount,
            "unit": term.unit.value,
            "counting": term.counting.value,
            "direction": term.direction.value,
            "sense": term.sense.value,
        }
        if term
        else None,
        "period": {"working_days": period.total, "calendar_days": len(period.days)} if period else None,
        "working": [day_json(day) for day in days],
        "calendar": {"country": "KZ", "version": found.calendar.version},
    }


def rule_json(rule: "DeadlineRule") -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "provision": rule.provision.key if rule.provision else None,
        "in_force_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "in_force_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "confidence": rule.confidence,
        "to_be_verified": rule.needs_verification,
        "note": rule.note,
    }


def day_json(day: Day) -> dict[str, Any]:
    reason = day.reason
    return {
        "date": day.date.isoformat(),
        "kind": day.kind.value,
        "reason": reason_text(reason) if reason else None,
        "reason_kind": reason.kind.value if reason else None,
    }


def rules_list(book: RuleBook) -> list[dict[str, Any]]:
    """Every wording the site knows, in the order of the law."""
    return [rule_item(rule) for rule in sorted(book.rules, key=lambda rule: (rule.order, rule.key))]


def rule_item(rule: "DeadlineRule") -> dict[str, Any]:
    law = short_law(rule.provision) if rule.provision else ""
    return {
        "code": rule.code,
        "name": rule.name,
        "from": _("from: %(event)s") % {"event": rule.get_trigger_display()},
        "term": asked_text(rule),
        "details": "; ".join(filter(None, [law, in_force(rule), rule.note])),
        "trust": _("to be verified by a lawyer") if rule.needs_verification else rule.get_confidence_display(),
    }


def asked_text(rule: "DeadlineRule") -> str:
    term = term_of(rule)
    if term is None:
        return _("not named")
    if term.amount == 0:
        return _("at once")
    words = _("at least %(amount)s") if rule.sense == Sense.AT_LEAST else _("at most %(amount)s")
    return words % {"amount": amount_text(term)}


def in_force(rule: "DeadlineRule") -> str:
    if rule.valid_from and rule.valid_to:
        return _("in force %(first)s–%(last)s") % {
            "first": table_date(rule.valid_from),
            "last": table_date(rule.valid_to),
        }
    if rule.valid_from:
        return _("in force from %(date)s") % {"date": table_date(rule.valid_from)}
    return ""
