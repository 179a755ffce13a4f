"""Rules about terms, each in the wording in force on a given day."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from monitoring.deadlines import Term
from monitoring.enums import Counting, Direction, Sense, TermUnit
from monitoring.models import DeadlineRule

COUNTED_BY = ("code", "trigger", "amount", "unit", "counting", "direction", "sense", "rolls", "valid_from", "valid_to")


def term_of(rule: DeadlineRule) -> Term | None:
    """None where the law sets no number."""
    if rule.amount is None:
        return None
    return Term(
        rule.amount,
        TermUnit(rule.unit),
        Counting(rule.counting),
        Direction(rule.direction),
        Sense(rule.sense),
        rule.rolls,
    )


class RuleBook:
    """Wordings by code; the dates in force are both inclusive, and an open end is open."""

    def __init__(self, rules: Iterable[DeadlineRule]) -> None:
        self.rules = list(rules)
        self._by_code: dict[str, list[DeadlineRule]] = defaultdict(list)
        for rule in sorted(self.rules, key=lambda rule: rule.valid_from or dt.date.min, reverse=True):
            self._by_code[rule.code].append(rule)

    @cached_property
    def version(self) -> str:
        """The same for the same wordings on every machine: how many there are, and a digest of what is counted by."""
        lines = sorted("|".join(str(getattr(rule, name)) for name in COUNTED_BY) for rule in self.rules)
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
        return f"{len(lines)}.{digest}"

    def wording(self, code: str, on: dt.date) -> DeadlineRule | None:
        """The one in force that day; of several the one that came last."""
        return next((rule for rule in self._by_code.get(code, []) if in_force(rule, on)), None)

    def wordings(self, code: str) -> list[DeadlineRule]:
        """All of them, the latest first."""
        return list(self._by_code.get(code, []))


def in_force(rule: DeadlineRule, on: dt.date) -> bool:
    return (rule.valid_from or dt.date.min) <= on <= (rule.valid_to or dt.date.max)


def rule_book() -> RuleBook:
    """Every wording with its provision, in one query."""
    return RuleBook(DeadlineRule.objects.select_related("provision__act"))
