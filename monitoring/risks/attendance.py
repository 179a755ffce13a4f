"""K09: the same people registered at hearings of different initiators."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from monitoring.checklist.reasons import because
from monitoring.models import AttendanceName, AttendanceSheet
from monitoring.risks.batch import Batch
from monitoring.risks.parameters import SAME_PEOPLE
from monitoring.risks.signs import Sign


def same_people(batch: Batch) -> Iterator[tuple[int, Sign]]:
    """People who come to hearings of one initiator near their home are no sign."""
    pairs = _pairs(batch)
    if not pairs:
        return
    initiators = dict(batch.comparable().filter(pk__in={other for _own, other in pairs}).values_list("pk", "initiator"))
    for item in batch.items:
        here = item.case.initiator_id
        found = {
            other: count
            for (mine, other), count in pairs.items()
            if mine == item.case.pk
            and count >= SAME_PEOPLE
            and here
            and initiators.get(other)
            and initiators[other] != here
        }
        if found:
            text = _("%(people)s or more people of the attendance list registered at hearings of other initiators too.")
            records = tuple(sorted(found))
            yield (
                item.case.pk,
                Sign((because(text, people=min(found.values())),), records, tuple(map(str, records))),
            )


def _pairs(batch: Batch) -> Counter[tuple[int, int]]:
    """How many people two cases have in common, by the keys of the cases."""
    sheets = dict(AttendanceSheet.objects.filter(case__in=batch.keys).values_list("pk", "case"))
    if not sheets:
        return Counter()
    mine: dict[str, set[int]] = defaultdict(set)
    for digest, case in AttendanceName.objects.filter(sheet__in=sheets).values_list("digest", "sheet__case"):
        mine[digest].add(case)
    shared = (
        AttendanceName.objects.filter(digest__in=AttendanceName.objects.filter(sheet__in=sheets).values("digest"))
        .filter(sheet__case__in=batch.comparable().values("pk"))
        .values_list("digest", "sheet__case")
        .distinct()
    )
    pairs: Counter[tuple[int, int]] = Counter()
    for digest, other in shared:
        for case in mine[digest] - {other}:
            pairs[case, other] += 1
    return pairs
