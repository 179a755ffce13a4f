"""The working calendar as it stands in the database now."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.conf import settings

from monitoring.deadlines import Override, WorkCalendar
from monitoring.models import CalendarDay

_NAMES = [f"name_{language}" for language, _name in settings.LANGUAGES]


def current_calendar() -> WorkCalendar:
    """One query. The same overrides give the same object, in every thread and language."""
    rows = CalendarDay.objects.order_by("date").values_list("date", "is_working", *_NAMES)
    return _calendar(tuple(_override(row) for row in rows))


def calendar_of(days: Iterable[CalendarDay]) -> WorkCalendar:
    """Of rows at hand, in the order of their dates."""
    return _calendar(tuple(_override((day.date, day.is_working, *_names(day))) for day in days))


def calendar_with(day: CalendarDay, *, gone: bool = False) -> WorkCalendar:
    """As if `day` were saved as it stands, or deleted."""
    rows = CalendarDay.objects.exclude(pk=day.pk).order_by("date").values_list("date", "is_working", *_NAMES)
    changed = [] if gone else [(day.date, day.is_working, *_names(day))]
    return WorkCalendar(tuple(_override(row) for row in sorted([*rows, *changed], key=lambda row: row[0])))


def _names(day: CalendarDay) -> Iterator[str]:
    return (getattr(day, name) for name in _NAMES)


def _override(row: tuple) -> Override:
    day, is_working, *names = row
    known = zip((language for language, _name in settings.LANGUAGES), names, strict=True)
    return Override(day, is_working, tuple((language, name) for language, name in known if name))


@lru_cache(maxsize=4)
def _calendar(overrides: tuple[Override, ...]) -> WorkCalendar:
    return WorkCalendar(overrides)
