"""How long decisions of each kind usually take, by the public records."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from statistics import median

from monitoring.enums import MilestoneKind
from monitoring.models import Case, Milestone
from monitoring.partial_date import PartialDate
from monitoring.risks.parameters import LEAST_CASES

START = MilestoneKind.APPLICATION
ENDS = (MilestoneKind.CONCLUSION, MilestoneKind.DECISION)


def days_taken(events: Iterable[tuple[str, PartialDate | None]]) -> int | None:
    """Calendar days from the application to the first conclusion or decision; None unless both days are exact."""
    exact = [(kind, date.earliest()) for kind, date in events if date and date.is_exact]
    starts = [day for kind, day in exact if kind == START]
    ends = [day for kind, day in exact if kind in ENDS]
    if not starts or not ends or min(ends) < min(starts):
        return None
    return (min(ends) - min(starts)).days


class Durations:
    """Medians by kind of decision, read once a run in one query."""

    def median(self, kind: int | None) -> float | None:
        """In days; None where fewer than `LEAST_CASES` public cases tell."""
        return self._medians.get(kind or 0)

    @cached_property
    def _medians(self) -> dict[int, float]:
        rows = Milestone.objects.filter(
            kind__in=[START, *ENDS], case__in=Case.objects.public().exclude(kind=None).values("pk")
        ).values_list("case_id", "case__kind_id", "kind", "date")
        events: dict[tuple[int, int], list[tuple[str, PartialDate | None]]] = defaultdict(list)
        for case, kind, event, date in rows.iterator():
            events[case, kind].append((event, date))
        taken: dict[int, list[int]] = defaultdict(list)
        for (_case, kind), found in events.items():
            if (days := days_taken(found)) is not None:
                taken[kind].append(days)
        return {kind: median(days) for kind, days in taken.items() if len(days) >= LEAST_CASES}
