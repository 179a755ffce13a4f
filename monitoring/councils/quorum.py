"""Whether enough members of a council were present."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitoring.models import Council, CouncilMember, CouncilSession

LARGEST_DENOMINATOR = 20


@dataclass(frozen=True)
class Quorum:
    """`share` is of all members; `counted` tells that `total` comes from the list of members, not from the protocol."""

    present: int | None
    total: int | None
    share: Fraction | None
    counted: bool = False

    @property
    def needed(self) -> int | None:
        return math.ceil(self.total * self.share) if self.total and self.share else None

    @property
    def met(self) -> bool | None:
        """None where one of the three numbers is not known."""
        needed = self.needed
        return None if needed is None or self.present is None else self.present >= needed


def simple_fraction(share: Decimal) -> Fraction:
    """The fraction that three decimals stand for: 0.667 is two thirds, so that 10 of 15 members are enough."""
    return Fraction(share).limit_denominator(LARGEST_DENOMINATOR)


def members_on(members: "Iterable[CouncilMember]", day: dt.date) -> "list[CouncilMember]":
    """Those whose membership holds on `day`; an unknown end of it is taken as open."""
    return [
        member for member in members if (member.started_on or dt.date.min) <= day <= (member.ended_on or dt.date.max)
    ]


def quorum_of(session: "CouncilSession", council: "Council", members: "Iterable[CouncilMember]") -> Quorum:
    """The protocol's own total first; the list of members only for a session whose day is known."""
    total, counted = session.members_total, False
    if total is None and session.held_on and session.held_on.is_exact:
        total = len(members_on(members, session.held_on.earliest())) or None
        counted = total is not None
    share = simple_fraction(council.quorum_share) if council.quorum_share is not None else None
    return Quorum(session.members_present, total, share, counted)
