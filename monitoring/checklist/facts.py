"""What is known of one case, as the criteria ask for it. In memory: a draft and a public version alike."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from monitoring.case_deadlines import ComputedDeadline
from monitoring.checklist.dates import known, last
from monitoring.enums import ConsultationForm, ConsultationStatus, MilestoneKind
from monitoring.partial_date import PartialDate

if TYPE_CHECKING:
    from monitoring.councils import CouncilAnswer
    from monitoring.models import Case, Consultation

NOT_TO_BE = frozenset({ConsultationStatus.CANCELLED, ConsultationStatus.POSTPONED})
NO_PARTICIPATION = NOT_TO_BE | {ConsultationStatus.FAILED}


@dataclass(frozen=True)
class Facts:
    """`repeated` gives by consultation how many lines of its attendance list repeat another one."""

    case: "Case"
    terms: Sequence[ComputedDeadline]
    today: dt.date
    repeated: Mapping[UUID, int] = field(default_factory=dict)
    council: "Mapping[str, CouncilAnswer]" = field(default_factory=dict)

    def count(self, kind: MilestoneKind) -> int:
        """Dated or not."""
        return sum(milestone.kind == kind for milestone in self.case.milestones.all())

    def dates(self, *kinds: MilestoneKind) -> list[PartialDate]:
        return known(milestone.date for milestone in self.case.milestones.all() if milestone.kind in kinds)

    def of(self, *codes: str) -> list[ComputedDeadline]:
        return [term for term in self.terms if term.code in codes]

    @property
    def consultations(self) -> "list[Consultation]":
        """Those that took place, will, or may have."""
        return [item for item in self.case.consultations.all() if item.status not in NOT_TO_BE]

    @property
    def meetings(self) -> "list[Consultation]":
        return [item for item in self.consultations if item.form == ConsultationForm.OPEN_MEETING]

    @property
    def participation(self) -> "list[Consultation]":
        return [item for item in self.consultations if item.status not in NO_PARTICIPATION]

    def notices(self) -> list[PartialDate]:
        told = [notice.date for item in self.consultations for notice in item.notices.all()]
        return known([*told, *self.dates(MilestoneKind.NOTICE)])

    def begins(self) -> list[PartialDate]:
        """First days of participation, one a consultation that has a date."""
        return known(first_day(item) for item in self.participation)

    def ends(self) -> list[PartialDate]:
        """Last days of participation, one a consultation that has a date."""
        return known(end_of(item) for item in self.participation)

    @property
    def is_dated(self) -> bool:
        """Every consultation has an end, so that the last of them is the end of participation."""
        return bool(self.participation) and all(end_of(item) for item in self.participation)


def first_day(item: "Consultation") -> PartialDate | None:
    """The day until which comments are taken is a beginning only where nothing else is known."""
    return next(iter(known([item.period_from, item.held_on]) or known([item.period_to])), None)


def end_of(item: "Consultation") -> PartialDate | None:
    return last(known([item.held_on, item.period_to]))
