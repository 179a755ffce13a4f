"""A term of the law and the day on which it ends, with every day of the way."""

import calendar as months
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from monitoring.deadlines.calendar import ONE_DAY, OffKind, OffReason, WorkCalendar
from monitoring.enums import Counting, Direction, Sense, TermUnit


@dataclass(frozen=True)
class Term:
    """`amount` of `unit`. `rolls`: a last day in calendar days or months that is a day off moves on, in the direction
    of counting, to a working day."""

    amount: int
    unit: TermUnit = TermUnit.WORKING_DAYS
    counting: Counting = Counting.EXCLUSIVE
    direction: Direction = Direction.FORWARDS
    sense: Sense = Sense.AT_MOST
    rolls: bool = True

    @property
    def step(self) -> dt.timedelta:
        return ONE_DAY if self.direction == Direction.FORWARDS else -ONE_DAY

    @property
    def is_floor(self) -> bool:
        """Whether nothing may happen before the due day; otherwise nothing may happen after it."""
        return (self.sense == Sense.AT_LEAST) == (self.direction == Direction.FORWARDS)


@dataclass(frozen=True)
class Extension:
    """A new last day, or so much more on top of the old one; an earlier `until` shortens nothing."""

    until: dt.date | None = None
    term: Term | None = None
    document: str = ""


@dataclass(frozen=True)
class Suspension:
    """Days that do not count, both inclusive."""

    first: dt.date
    last: dt.date
    document: str = ""


Amendment = Extension | Suspension


class DayKind(StrEnum):
    START = "start"
    COUNT = "count"
    OFF = "off"
    END = "end"
    OVER = "over"


class Day(NamedTuple):
    date: dt.date
    kind: DayKind
    reason: OffReason | None = None


@dataclass(frozen=True)
class Working:
    """How `due` follows from `start`. `rolled_from` is the last day before it moved off a day off;
    `until` is a later day up to which `days` go on, as overdue ones."""

    term: Term
    start: dt.date
    due: dt.date
    calendar: WorkCalendar
    amendments: tuple[Amendment, ...] = ()
    rolled_from: dt.date | None = None
    until: dt.date | None = None

    @property
    def calendar_version(self) -> str:
        return self.calendar.version

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """In the order of the calendar, whichever way the term runs."""
        first, last = sorted((self.start, self.due))
        over = self.until if self.until and self.until > last else last
        why = off_reason(self.term, self.calendar, suspensions(self.amendments))
        return tuple(self._day(date, why(date), last) for date in dates(first, over))

    def _day(self, date: dt.date, reason: OffReason | None, last: dt.date) -> Day:
        if date == self.due:
            return Day(date, DayKind.END, reason)
        if date == self.start and self.term.counting == Counting.EXCLUSIVE:
            return Day(date, DayKind.START, reason)
        if reason:
            return Day(date, DayKind.OFF, reason)
        return Day(date, DayKind.OVER if date > last else DayKind.COUNT)


@dataclass(frozen=True)
class Count:
    """Working days of a period and every day of it."""

    days: tuple[Day, ...]
    total: int


def dates(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Both inclusive; none if `last` is before `first`."""
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY


def suspensions(amendments: Sequence[Amendment]) -> list[Suspension]:
    return [item for item in amendments if isinstance(item, Suspension)]


def off_reason(
    term: Term, calendar: WorkCalendar, suspended: Sequence[Suspension]
) -> Callable[[dt.date], OffReason | None]:
    """Why a day does not count in this term. Days off count in terms of calendar days and months."""

    def reason(day: dt.date) -> OffReason | None:
        for item in suspended:
            if item.first <= day <= item.last:
                return OffReason(OffKind.SUSPENDED, names=(("", item.document),))
        return calendar.day_off(day) if term.unit == TermUnit.WORKING_DAYS else None

    return reason


def due(term: Term, start: dt.date, calendar: WorkCalendar, amendments: Sequence[Amendment] = ()) -> Working:
    """The last day of `term` from the event of `start`, extensions and suspensions applied on top.

    Raises OutOfCalendarError when a day on the way lies outside the calendar.
    """
    last = _counted(term, start, off_reason(term, calendar, suspensions(amendments)))
    rolled = _rolled(term, last, calendar)
    end = rolled
    for item in amendments:
        if isinstance(item, Extension):
            end = _extended(item, end, calendar)
    return Working(term, start, end, calendar, tuple(amendments), last if rolled != last else None)


def _counted(term: Term, start: dt.date, reason: Callable[[dt.date], OffReason | None]) -> dt.date:
    inclusive = term.counting == Counting.INCLUSIVE and term.amount > 0
    if term.unit == TermUnit.MONTHS:
        return _months_later(term, start, inclusive, reason)
    day = start - term.step if inclusive else start
    left = term.amount
    while left:
        day += term.step
        if reason(day) is None:
            left -= 1
    return day


def _months_later(
    term: Term, start: dt.date, inclusive: bool, reason: Callable[[dt.date], OffReason | None]
) -> dt.date:
    """Suspended days are added to the end."""
    day = _same_day(start, term.amount * term.step.days) - (term.step if inclusive else dt.timedelta())
    first, last = sorted((start, day))
    left = sum(1 for passed in dates(first, last) if reason(passed))
    while left:
        day += term.step
        if reason(day) is None:
            left -= 1
    return day


def _same_day(day: dt.date, later: int) -> dt.date:
    """The same day so many months later, or the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return dt.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _rolled(term: Term, day: dt.date, calendar: WorkCalendar) -> dt.date:
    if term.rolls and term.unit != TermUnit.WORKING_DAYS:
        while not calendar.is_working(day):
            day += term.step
    return day


def _extended(extension: Extension, end: dt.date, calendar: WorkCalendar) -> dt.date:
    if extension.term:
        end = due(extension.term, end, calendar).due
    return max(end, extension.until) if extension.until else end


def working_days(first: dt.date, last: dt.date, calendar: WorkCalendar, *, inclusive: bool = True) -> Count:
    """Working days from `first` to `last`, both counted; without `inclusive` the first day is not."""
    days = tuple(_period_day(date, first, last, calendar, inclusive) for date in dates(first, last))
    return Count(days, sum(1 for day in days if day.reason is None and day.kind != DayKind.START))


def _period_day(date: dt.date, first: dt.date, last: dt.date, calendar: WorkCalendar, inclusive: bool) -> Day:
    reason = calendar.day_off(date)
    if date == first and not inclusive:
        return Day(date, DayKind.START, reason)
    if reason:
        return Day(date, DayKind.OFF, reason)
    return Day(date, DayKind.END if date == last else DayKind.COUNT)
