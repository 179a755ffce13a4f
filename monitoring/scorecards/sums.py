"""Adding up figures of cases; pure, so that every part can be checked against the whole."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import Self

from monitoring.scoring import Score


@dataclass(frozen=True, slots=True)
class Sums:
    """Of `cases` cases, as the columns of CaseFigures count: `lost_doubled` is twice the weight lost."""

    cases: int = 0
    applicable: int = 0
    answered: int = 0
    weight: int = 0
    lost_doubled: int = 0
    findings: int = 0
    severity_1: int = 0
    severity_2: int = 0
    severity_3: int = 0
    severity_4: int = 0
    severity_5: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    @classmethod
    def of(cls, parts: Iterable[Self]) -> Self:
        return sum(parts, cls())

    @property
    def score(self) -> Score:
        return Score(self.applicable, self.answered, self.weight, self.lost_doubled)

    @property
    def coverage(self) -> float | None:
        return self.score.coverage

    @property
    def index(self) -> float | None:
        return self.score.index

    def severity(self, level: int) -> int:
        found: int = getattr(self, f"severity_{level}")
        return found


COLUMNS = tuple(field.name for field in fields(Sums) if field.name != "cases")
