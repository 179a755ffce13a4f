"""K03: one initiator, several applications in one district within a year."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from monitoring.checklist.reasons import because
from monitoring.models import Case
from monitoring.partial_date import PartialDate
from monitoring.risks.batch import Batch, Looked, begun
from monitoring.risks.parameters import SPLIT_CASES, SPLIT_MONTHS
from monitoring.risks.signs import Sign

Others = dict[tuple[int, int], list[tuple[Case, PartialDate]]]


def splitting(batch: Batch) -> Iterator[tuple[int, Sign]]:
    asked = [item for item in batch.items if item.case.initiator_id and item.case.district_id and item.applied]
    others = _others(batch, {item.case.initiator_id for item in asked})
    for item in asked:
        place = (item.case.initiator_id or 0, item.case.district_id or 0)
        found = _most_in_a_year(item, others.get(place, []))
        if len(found) + 1 < SPLIT_CASES:
            continue
        text = _("One initiator applied %(count)s times in this district within %(months)s months.")
        records = tuple(sorted(case.pk for case in found))
        reason = because(text, count=len(found) + 1, months=SPLIT_MONTHS)
        yield item.case.pk, Sign((reason,), records, tuple(map(str, records)))


def _others(batch: Batch, initiators: set[int | None]) -> Others:
    found: Others = defaultdict(list)
    if initiators:
        # Private persons are one row for all of them: nothing is said of who applied.
        cases = batch.comparable().filter(initiator__in=initiators, initiator__is_private=False)
        for case in cases.exclude(district=None).prefetch_related("milestones"):
            if day := begun(case):
                found[case.initiator_id or 0, case.district_id or 0].append((case, day))
    return found


def _most_in_a_year(item: Looked, others: list[tuple[Case, PartialDate]]) -> list[Case]:
    """The other cases of the fullest stretch of `SPLIT_MONTHS` that holds this one."""
    own = item.applied
    if own is None:
        return []
    near = [(case, day) for case, day in others if case.pk != item.case.pk and _within(own, day)]
    best: list[Case] = []
    for start in [own, *(day for _case, day in near)]:
        if _month(start) > _month(own):
            continue
        inside = [case for case, day in near if 0 <= _month(day) - _month(start) < SPLIT_MONTHS]
        if _month(own) - _month(start) < SPLIT_MONTHS and len(inside) > len(best):
            best = inside
    return best


def _within(one: PartialDate, other: PartialDate) -> bool:
    return abs(_month(one) - _month(other)) < SPLIT_MONTHS


def _month(date: PartialDate) -> int:
    """Months since year 0, of the first day possible."""
    return date.year * 12 + (date.month or 1)
