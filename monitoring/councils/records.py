"""What is public of the councils that cases were put before, read for many cases at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from monitoring.enums import ConsultationForm
from monitoring.models import CouncilSession, Recommendation

if TYPE_CHECKING:
    from monitoring.models import Case, Consultation


@dataclass(frozen=True)
class CouncilRecords:
    """Public recommendations by the key of the case, and public sessions in their order."""

    recommendations: dict[int | None, list[Recommendation]]
    sessions: tuple[CouncilSession, ...]

    def about(self, case: "Case") -> list[Recommendation]:
        return self.recommendations.get(case.pk, [])

    def sessions_for(self, case: "Case") -> list[CouncilSession]:
        """All sessions of the councils of the case, and those whose recommendations are about it."""
        councils = councils_of(case)
        made_at = {item.session_id for item in self.about(case)}
        if not councils and not made_at:
            return []
        return [item for item in self.sessions if item.council_id in councils or item.pk in made_at]


def council_consultations(case: "Case") -> "tuple[Consultation, ...]":
    return tuple(
        item for item in case.consultations.all() if item.form == ConsultationForm.COUNCIL_SESSION or item.council_id
    )


def councils_of(case: "Case") -> set[int]:
    return {item.council_id for item in case.consultations.all() if item.council_id}


def read_records(cases: "Sequence[Case]") -> CouncilRecords:
    """One query of a batch that no council dealt with, four of any other; `cases` with their consultations."""
    recommendations: dict[int | None, list[Recommendation]] = defaultdict(list)
    for item in Recommendation.objects.public().filter(case__in=[case.pk for case in cases if case.pk]):
        recommendations[item.case_id].append(item)
    councils = {council for case in cases for council in councils_of(case)}
    made_at = {item.session_id for found in recommendations.values() for item in found}
    return CouncilRecords(dict(recommendations), tuple(_sessions(councils, made_at)))


def _sessions(councils: set[int], made_at: set[int]) -> Iterable[CouncilSession]:
    if not councils and not made_at:
        return []
    found = CouncilSession.objects.public().filter(Q(council__in=councils) | Q(pk__in=made_at))
    return found.select_related("council").prefetch_related("council__members", "recommendations")
