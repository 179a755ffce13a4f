"""All the indicators over a batch of cases."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from monitoring.risks import attendance, concentration, history, procedure, protocols, splitting
from monitoring.risks.batch import Batch, Looked
from monitoring.risks.durations import Durations
from monitoring.risks.signs import Sign

INDICATORS: tuple[Callable[[Batch], Iterator[tuple[int, Sign]]], ...] = (
    splitting.splitting,
    procedure.decision_before_hearing,
    procedure.shortened_period,
    procedure.working_hours,
    procedure.silence_in_conflict,
    attendance.same_people,
    protocols.template_protocol,
    concentration.one_developer,
    concentration.too_quick,
    procedure.no_quorum,
    procedure.commitment_before_assessment,
    history.fined_before,
    history.changed_after_comments,
)


def signs_of(items: Sequence[Looked], *, today: dt.date, durations: Durations | None = None) -> dict[int, list[Sign]]:
    """By the key of the case. The number of queries does not depend on how many cases there are."""
    batch = Batch(items, today, durations or Durations())
    found: dict[int, list[Sign]] = defaultdict(list)
    for indicator in INDICATORS:
        for case, sign in indicator(batch):
            found[case].append(sign)
    return found
