"""How long a council went without a session."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.councils.terms import NEXT_SESSION, Terms
from monitoring.partial_date import PartialDate


@dataclass(frozen=True)
class Gap:
    """No session from `after` to `until`; both are days of sessions, of the beginning of the record, or today."""

    after: dt.date
    until: dt.date
    due_on: dt.date


def long_gaps(
    held: Iterable[PartialDate], known_from: dt.date | None, terms: Terms, today: dt.date
) -> tuple[Gap, ...] | None:
    """Where the next session came later than the term allows, up to `today`.

    None where the record of sessions is not known to be complete since some day: then a gap proves nothing.
    A session known to the month may have been on any of its days, so the shortest gap possible is taken.
    """
    if known_from is None or known_from > today:
        return None
    days = sorted(day for day in held if day.latest() >= known_from and day.earliest() <= today)
    starts = [known_from, *(max(day.latest(), known_from) for day in days)]
    ends = [*(max(day.earliest(), known_from) for day in days), today]
    found = []
    for start, end in zip(starts, ends, strict=True):
        due = terms.due(NEXT_SESSION, start)
        if due is None:
            return None
        if end > due:
            found.append(Gap(start, end, due))
    return tuple(found)
