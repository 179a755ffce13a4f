"""What became, or would become, of each row."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Result(TextChoices):
    CREATED = "created", _("New")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    WAITS = "waits", _("Waits for a person")
    ERROR = "error", _("Error")


@dataclass(frozen=True, slots=True)
class Issue:
    """`column` is the name in the file; empty when the whole row is meant. A warning hinders nothing."""

    column: str
    reason: str
    is_error: bool = False


@dataclass(slots=True)
class RowResult:
    row: int
    result: str
    key: str = ""
    title: str = ""
    issues: list[Issue] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


@dataclass
class Report:
    """`stored` is false after a dry run, and when an error in one row kept all of them out."""

    rows: list[RowResult] = field(default_factory=list)
    stored: bool = False
    published: int = 0

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.result for row in self.rows)
        return {result.value: found[result.value] for result in Result}

    @property
    def has_errors(self) -> bool:
        return any(row.result == Result.ERROR for row in self.rows)

    @property
    def issues(self) -> list[tuple[RowResult, Issue]]:
        return [(row, issue) for row in self.rows for issue in row.issues]

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": [asdict(row) for row in self.rows],
            "counts": self.counts,
            "stored": self.stored,
            "published": self.published,
        }
