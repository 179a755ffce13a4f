"""Why the machine answers a criterion of councils as it does: kept as data, told in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class ReasonKind(StrEnum):
    NO_SESSION = "no_session"
    BEFORE_DECISION = "before_decision"
    AFTER_DECISION = "after_decision"
    NO_DECISION_YET = "no_decision_yet"
    ORDER_UNCERTAIN = "order_uncertain"
    QUORUM_MET = "quorum_met"
    QUORUM_MISSED = "quorum_missed"
    QUORUM_UNKNOWN = "quorum_unknown"
    QUORUM_SEEN = "quorum_seen"
    QUORUM_NOT_SEEN = "quorum_not_seen"
    CONFLICT = "conflict"
    NO_CONFLICT = "no_conflict"
    CONFLICT_UNKNOWN = "conflict_unknown"
    NO_RECOMMENDATION = "no_recommendation"
    NOT_SENT = "not_sent"
    REPLY_IN_TIME = "reply_in_time"
    REPLY_LATE = "reply_late"
    REPLY_OVERDUE = "reply_overdue"
    REPLY_AWAITED = "reply_awaited"
    REPLY_UNREASONED = "reply_unreasoned"
    PUBLISHED_IN_TIME = "published_in_time"
    PUBLISHED_LATE = "published_late"
    PUBLICATION_AWAITED = "publication_awaited"
    PUBLICATION_UNKNOWN = "publication_unknown"
    TERM_RUNNING = "term_running"
    TERM_ENDED = "term_ended"
    TERM_UNKNOWN = "term_unknown"
    GAP = "gap"
    REGULAR = "regular"
    SESSIONS_INCOMPLETE = "sessions_incomplete"


@dataclass(frozen=True)
class Reason:
    """`values` are numbers and texts only; dates are ISO 8601, as precise as is known."""

    kind: ReasonKind
    values: Mapping[str, str | int]

    @classmethod
    def of(cls, kind: ReasonKind, **values: object) -> Self:
        known = {name: value if isinstance(value, int) else str(value) for name, value in values.items()}
        return cls(kind, known)

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "values": dict(self.values)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(ReasonKind(data["kind"]), dict(data["values"]))
