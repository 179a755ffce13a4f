"""All the indicators over a batch of cases."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from monitoring.risks import attendance, concentration, history, procedure, protocols, splitting
from monitoring.risks.batch import Batch, Looked
from monitoring.risks.durations import Durations
from monitoring.risks.signs import Sign

Detector = Callable[[Batch], Iterator[tuple[int, Sign]]]

INDICATORS: dict[str, Detector] = {
    "K03": splitting.splitting,
    "K05": procedure.decision_before_hearing,
    "K06": procedure.shortened_period,
    "K07": procedure.working_hours,
    "K08": procedure.silence_in_conflict,
    "K09": attendance.same_people,
    "K11": protocols.template_protocol,
    "K12": concentration.one_developer,
    "K13": concentration.too_quick,
    "K15": procedure.no_quorum,
    "K17": procedure.commitment_before_assessment,
    "K19": history.fined_before,
    "K23": history.changed_after_comments,
}
"""By the code of the indicator; each says one thing of a case at the most."""


def signs_of(
    items: Sequence[Looked], *, today: dt.date, durations: Durations | None = None
) -> dict[int, dict[str, Sign]]:
    """By the key of the case and the code. The number of queries does not depend on how many cases there are."""
    batch = Batch(items, today, durations or Durations())
    found: dict[int, dict[str, Sign]] = defaultdict(dict)
    for code, detector in INDICATORS.items():
        for case, sign in detector(batch):
            found[case][code] = sign
    return found
