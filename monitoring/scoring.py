"""How much of what the law asks was met, by a published method: pure arithmetic over answers and severities.

index = 1 - lost / weight, where every answered criterion weighs its severity and loses all of it when not met, half
when partly met. coverage = answered / applicable. Under half coverage there is no index.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.enums import Answer

METHOD_VERSION = "1"
LEAST_COVERAGE = 0.5
LOST_DOUBLED = {Answer.MET: 0, Answer.PARTLY: 1, Answer.NOT_MET: 2}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and weights that add up over cases; `lost_doubled` is kept doubled so that halves stay whole."""

    applicable: int = 0
    answered: int = 0
    weight: int = 0
    lost_doubled: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.applicable + other.applicable,
            self.answered + other.answered,
            self.weight + other.weight,
            self.lost_doubled + other.lost_doubled,
        )

    @property
    def coverage(self) -> float | None:
        """From 0 to 1; None where nothing applies."""
        return self.answered / self.applicable if self.applicable else None

    @property
    def index(self) -> float | None:
        """From 0 (nothing met) to 1 (everything met); None when too little was checked for one."""
        if self.coverage is None or self.coverage < LEAST_COVERAGE or not self.weight:
            return None
        return 1 - self.lost_doubled / (2 * self.weight)


def score(answers: Iterable[tuple[str, int]]) -> Score:
    """The score of pairs (answer that counts, severity of the criterion)."""
    total = Score()
    for answer, severity in answers:
        if answer == Answer.NOT_APPLICABLE:
            continue
        if answer == Answer.NO_DATA:
            total += Score(applicable=1)
        else:
            total += Score(1, 1, severity, LOST_DOUBLED[Answer(answer)] * severity)
    return total
