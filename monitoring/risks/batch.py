"""The cases looked at together, and the public records and the centre's own that they are compared with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from monitoring.checklist.answers import MachineAnswer
from monitoring.checklist.dates import known
from monitoring.enums import MilestoneKind
from monitoring.models import Case
from monitoring.partial_date import PartialDate
from monitoring.risks.durations import Durations
from monitoring.services.assessing import Assessed

BEGINS = (MilestoneKind.APPLICATION, MilestoneKind.REGISTERED)


@dataclass(frozen=True)
class Looked:
    """One case, as its draft or its public version says, with the answers to its criteria."""

    case: Case
    assessed: Assessed

    @cached_property
    def machine(self) -> dict[str, MachineAnswer]:
        return {row.criterion.key: row.machine for row in self.assessed.rows if row.machine and row.by_machine}

    @cached_property
    def applied(self) -> PartialDate | None:
        return begun(self.case)


@dataclass(frozen=True)
class Batch:
    """Every indicator asks a fixed number of queries for the whole batch. `durations` are shared by a run."""

    items: Sequence[Looked]
    today: dt.date
    durations: Durations

    @cached_property
    def keys(self) -> list[int]:
        return [item.case.pk for item in self.items if item.case.pk]

    def comparable(self) -> QuerySet[Case]:
        """Public cases, and those of the centres of the batch: nothing is told of the drafts of others."""
        centres = {item.case.centre_id for item in self.items if item.case.centre_id}
        return Case.objects.filter(Q(live=True, withdrawn_at__isnull=True) | Q(centre__in=centres))


def begun(case: Case) -> PartialDate | None:
    """When the initiator applied, as far as the record tells."""
    dates = known([*(made.date for made in case.milestones.all() if made.kind in BEGINS), case.registered_on])
    return dates[0] if dates else None
