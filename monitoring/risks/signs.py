"""A computed sign of corruption risk: offered to a person with what it rests on, never asserted."""

from dataclasses import dataclass, field
from typing import Any

from monitoring.checklist.answers import Told


@dataclass(frozen=True, slots=True)
class Sign:
    """`records` are keys of the cases compared.

    `facts` are what has to change for a dismissed sign to be offered again; by default the reasons themselves.
    """

    reasons: tuple[Told, ...]
    records: tuple[int, ...] = ()
    facts: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        reasons = [reason.as_json() for reason in self.reasons]
        return {"reasons": reasons, "records": list(self.records), "facts": list(self.facts) or reasons}
