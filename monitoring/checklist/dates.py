"""Comparison of dates known to the day, the month or the year: yes, no, or cannot be told (None)."""

from collections.abc import Iterable
from typing import Any

from monitoring.partial_date import PartialDate


def before(one: PartialDate, other: PartialDate) -> bool | None:
    """Strictly before."""
    if one.latest() < other.earliest():
        return True
    return False if one.earliest() >= other.latest() else None


def not_after(one: PartialDate, other: PartialDate) -> bool | None:
    if one.latest() <= other.earliest():
        return True
    return False if one.earliest() > other.latest() else None


def known(values: Iterable[Any]) -> list[PartialDate]:
    """The dates among `values`, earliest possible day first; drafts may hold them as text."""
    dates = [PartialDate.parse(value) if isinstance(value, str) else value for value in values if value]
    return sorted(dates, key=lambda date: (date.earliest(), date.latest()))


def last(dates: Iterable[PartialDate]) -> PartialDate | None:
    return max(dates, key=lambda date: (date.latest(), date.earliest()), default=None)
