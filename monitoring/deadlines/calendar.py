"""Which days count as working days in Kazakhstan, and why the others do not."""

import datetime as dt
import hashlib
import re
from calendar import isleap
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import accumulate

import holidays

ONE_DAY = dt.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = holidays.KZ.start_year, holidays.KZ.end_year
_MARKED = re.compile(r"^(?P<name>.+?)(?: \((?P<marks>[^()]+)\))?$")
_FROM = re.compile(r"substituted from (\d\d)/(\d\d)/(\d{4})")

# The library's English names; readers see ours (it has no Russian).
HOLIDAYS = {
    "New Year's Day": "new_year",
    "Orthodox Christmas": "christmas",
    "International Women's Day": "women",
    "Nowruz Holiday": "nauryz",
    "Kazakhstan's People Solidarity Holiday": "unity",
    "Defender of the Fatherland Day": "defender",
    "Victory Day": "victory",
    "Capital Day": "capital",
    "Constitution Day": "constitution",
    "Republic Day": "republic",
    "First President Day": "first_president",
    "Independence Day": "independence",
    "Eid al-Adha": "kurban_ait",
}
OTHER_HOLIDAY = "other"


class OutOfCalendarError(ValueError):
    """The day lies outside the years the calendar knows."""


class OffKind(StrEnum):
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    TRANSFER = "transfer"  # of a holiday that fell on a day off
    MOVED = "moved"  # by an act of the Government, for a weekend that was worked
    ACT = "act"  # by our own table of overrides
    SUSPENDED = "suspended"


@dataclass(frozen=True)
class OffReason:
    """`key` names the holiday; `names` are the words of an act or document, by language; `other` is the weekend
    worked instead; `estimated` marks a religious holiday not announced yet."""

    kind: OffKind
    key: str = ""
    names: tuple[tuple[str, str], ...] = ()
    other: dt.date | None = None
    estimated: bool = False


WEEKEND = OffReason(OffKind.WEEKEND)


@dataclass(frozen=True)
class Override:
    """A decision on one day; it wins over the library. `names` by language."""

    date: dt.date
    is_working: bool
    names: tuple[tuple[str, str], ...] = ()

    def reason(self) -> OffReason:
        return OffReason(OffKind.ACT, names=self.names)


@dataclass(frozen=True)
class Year:
    off: dict[dt.date, OffReason]
    worked: frozenset[dt.date]


@cache
def _year(year: int) -> Year:
    """What the library knows of a year. Each year is asked alone: a loaded year drags worked days of others along."""
    known = holidays.KZ(years=year, language="en_US")
    off = {day: _reason(name) for day, name in known.items() if day.year == year}
    return Year(off, frozenset(day for day in known.weekend_workdays if day.year == year))


def _reason(label: str) -> OffReason:
    """Of two holidays on one day the first named stands for both."""
    first = label.split("; ")[0]
    if moved := _FROM.search(first):
        month, day, year = (int(part) for part in moved.groups())
        return OffReason(OffKind.MOVED, other=dt.date(year, month, day))
    match = _MARKED.match(first)
    name, marks = (match["name"], match["marks"] or "") if match else (first, "")
    kind = OffKind.TRANSFER if "observed" in marks else OffKind.HOLIDAY
    return OffReason(kind, HOLIDAYS.get(name, OTHER_HOLIDAY), estimated="estimated" in marks)


def _place(day: dt.date) -> int:
    """In its year, from 0."""
    return day.timetuple().tm_yday - 1


@dataclass(frozen=True)
class WorkCalendar:
    """The library's calendar under a table of overrides, sorted by date.

    Every method raises OutOfCalendarError for a day before FIRST_YEAR or after LAST_YEAR.
    """

    overrides: tuple[Override, ...] = ()

    @cached_property
    def version(self) -> str:
        """The same for the same library and overrides, on every machine: `0.109`, or `0.109+2.1f3a9c02`."""
        library = str(holidays.__version__)
        if not self.overrides:
            return library
        lines = sorted(f"{item.date.isoformat()}{int(item.is_working)}" for item in self.overrides)
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
        return f"{library}+{len(lines)}.{digest}"

    @cached_property
    def _by_date(self) -> dict[dt.date, Override]:
        return {item.date: item for item in self.overrides}

    def day_off(self, day: dt.date) -> OffReason | None:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise OutOfCalendarError(day.isoformat())
        if override := self._by_date.get(day):
            return None if override.is_working else override.reason()
        year = _year(day.year)
        if day in year.worked:
            return None
        return year.off.get(day) or (WEEKEND if day.weekday() >= 5 else None)

    def is_working(self, day: dt.date) -> bool:
        return self.day_off(day) is None

    def worked_instead(self, day: dt.date) -> bool:
        """Whether a day that would be off by the week or as a holiday is worked."""
        return self.is_working(day) and (day.weekday() >= 5 or day in _year(day.year).off)

    def working_after(self, first: dt.date, last: dt.date) -> int:
        """How many working days follow `first` up to `last`, which counts; none if `last` is before `first`."""
        if last <= first:
            return 0
        whole = sum(self._worked(year)[-1] for year in range(first.year, last.year))
        return whole + self._worked(last.year)[_place(last)] - self._worked(first.year)[_place(first)]

    def _worked(self, year: int) -> list[int]:
        """How many working days the year has up to each of its days."""
        if year not in self._worked_by_year:
            days = (dt.date(year, 1, 1) + number * ONE_DAY for number in range(366 if isleap(year) else 365))
            self._worked_by_year[year] = list(accumulate(map(self.is_working, days), initial=0))[1:]
        return self._worked_by_year[year]

    @cached_property
    def _worked_by_year(self) -> dict[int, list[int]]:
        return {}
