"""Who sits on a council on a day, and whether its term runs."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitoring.councils.quorum import members_on
from monitoring.enums import MemberSector

if TYPE_CHECKING:
    from monitoring.models import Council, CouncilMember


@dataclass(frozen=True)
class Composition:
    """Members on `day` by sector, in the order of the sectors, without those that have none."""

    day: dt.date
    by_sector: tuple[tuple[MemberSector, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _sector, count in self.by_sector)

    def percent(self, sector: MemberSector) -> int:
        return round(100 * dict(self.by_sector).get(sector, 0) / self.total) if self.total else 0


def composition(members: "Iterable[CouncilMember]", day: dt.date) -> Composition:
    counts = Counter(member.sector for member in members_on(members, day))
    return Composition(day, tuple((sector, counts[sector]) for sector in MemberSector if counts[sector]))


def in_term(council: "Council", day: dt.date) -> bool | None:
    """Whether the council's term holds on `day`; None where its end is not known."""
    if council.term_from and day < council.term_from:
        return False
    return None if council.term_to is None else day <= council.term_to
