"""Days of the calendar in words: why a day does not count, and the strip of days of a term."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from monitoring.deadlines import Count, Day, DayKind, Extension, OffKind, OffReason, Working
from monitoring.enums import Counting, TermUnit
from monitoring.presenters.dates import formatted, long_date, table_date

HOLIDAYS = {
    "new_year": gettext_lazy("New Year"),
    "christmas": gettext_lazy("Orthodox Christmas"),
    "women": gettext_lazy("International Women's Day"),
    "nauryz": gettext_lazy("Nauryz"),
    "unity": gettext_lazy("Unity Day"),
    "defender": gettext_lazy("Defender's Day"),
    "victory": gettext_lazy("Victory Day"),
    "capital": gettext_lazy("Capital Day"),
    "constitution": gettext_lazy("Constitution Day"),
    "republic": gettext_lazy("Republic Day"),
    "first_president": gettext_lazy("First President's Day"),
    "independence": gettext_lazy("Independence Day"),
    "kurban_ait": gettext_lazy("Kurban Ait"),
    "other": gettext_lazy("holiday"),
}
LONGEST_STRIP = 40
ONE_DAY = dt.timedelta(days=1)


def weekday(day: dt.date) -> str:
    """As inside a sentence: only English writes it with a capital."""
    name = formatted(day, "l")
    return name if get_language() == "en" else name.lower()


def reason_text(reason: OffReason) -> str:
    if reason.kind == OffKind.WEEKEND:
        return _("weekend")
    if reason.kind == OffKind.MOVED and reason.other:
        return _("day off for %(date)s, which was worked") % {"date": table_date(reason.other)}
    if reason.kind == OffKind.SUSPENDED:
        return _("suspended: %(document)s") % {"document": spoken(reason.names)}
    if reason.kind == OffKind.ACT:
        return spoken(reason.names) or _("day off by an act")
    name = str(HOLIDAYS[reason.key])
    if reason.kind == OffKind.TRANSFER:
        return _("moved day off: %(holiday)s") % {"holiday": name}
    return _("%(holiday)s, estimated date") % {"holiday": name} if reason.estimated else name


def spoken(names: Sequence[tuple[str, str]]) -> str:
    """In the language of the reader, else in any."""
    known = dict(names)
    return known.get(get_language() or "") or next(iter(known.values()), "")


def days_off(days: Iterable[Day]) -> list[tuple[str, str]]:
    """Days that were not counted and why, neighbours with one reason together; plain weekends are left out."""
    told = [(day.date, reason_text(day.reason)) for day in days if is_told(day) and day.reason]
    groups = groupby(enumerate(told), key=lambda item: (item[1][1], item[1][0] - item[0] * ONE_DAY))
    found = []
    for (reason, _start), items in groups:
        dates = [date for _number, (date, _reason) in items]
        found.append((period(dates[0], dates[-1]), reason))
    return found


def is_told(day: Day) -> bool:
    return day.kind == DayKind.OFF and day.reason is not None and day.reason.kind != OffKind.WEEKEND


def period(first: dt.date, last: dt.date) -> str:
    return table_date(first) if first == last else f"{table_date(first)}–{table_date(last)}"


def strip(days: Sequence[Day]) -> list[dict[str, str]]:
    """Squares of the component `working`; none when there are too many to look at."""
    if len(days) > LONGEST_STRIP:
        return []
    return [square(day, first=number == 0) for number, day in enumerate(days)]


def square(day: Day, first: bool) -> dict[str, str]:
    return {
        "label": str(day.date.day),
        "kind": day.kind,
        "title": f"{capfirst(weekday(day.date))}, {long_date(day.date)}: {said(day)}",
        "month": formatted(day.date, "M").lower() if first or day.date.day == 1 else "",
    }


def said(day: Day) -> str:
    kinds = {
        DayKind.START: _("day of the event, not counted"),
        DayKind.COUNT: pgettext("day of a term", "counted"),
        DayKind.OFF: pgettext("day of a term", "not counted"),
        DayKind.END: pgettext("day of a term", "last day"),
        DayKind.OVER: _("after the term"),
    }
    why = f", {reason_text(day.reason)}" if day.reason else ""
    return f"{kinds[day.kind]}{why}"


def not_counted(days: Sequence[Day]) -> str:
    """`Not counted: Saturdays and Sundays; 16.12.2025 (Independence Day).`; empty when every day counts."""
    off = [day for day in days if day.kind == DayKind.OFF and day.reason]
    weekends = [_("Saturdays and Sundays")] if any(d.reason and d.reason.kind == OffKind.WEEKEND for d in off) else []
    told = [f"{when} ({reason})" for when, reason in days_off(days)]
    return _("Not counted: %(days)s.") % {"days": "; ".join(weekends + told)} if off else ""


def explained(working: Working) -> list[str]:
    """Sentences of how the last day was found."""
    term = working.term
    sentences = [
        _("The first day counts.")
        if term.counting == Counting.INCLUSIVE
        else _("The day of the event is not counted."),
        not_counted(working.days),
    ]
    if term.unit != TermUnit.WORKING_DAYS:
        sentences.append(_("Days off count in this term."))
    if working.rolled_from:
        sentences.append(
            _("%(date)s is a day off, so the last day moved to a working day.")
            % {"date": long_date(working.rolled_from)}
        )
    sentences += [extended(item) for item in working.amendments if isinstance(item, Extension)]
    return [sentence for sentence in sentences if sentence]


def extended(extension: Extension) -> str:
    document = f" ({extension.document})" if extension.document else ""
    if extension.until:
        return _("Extended until %(date)s%(document)s.") % {"date": long_date(extension.until), "document": document}
    return _("Extended%(document)s.") % {"document": document}


def calendar_line(version: str) -> str:
    return _("Calendar of Kazakhstan, version %(version)s.") % {"version": version}


def panel(working: Working | Count, *sentences: str, opened: bool = False) -> dict[str, Any]:
    """What the component `working` shows."""
    days = working.days
    return {
        "text": " ".join(filter(None, sentences)),
        "days": strip(days),
        "has_over": any(day.kind == DayKind.OVER for day in days),
        "open": opened,
    }
