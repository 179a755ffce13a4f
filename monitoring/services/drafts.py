"""What two drafts of a case say, apart from keys, places in the order and what belongs to publishing."""

from typing import Any

from monitoring.models import Case

OF_PUBLISHING = frozenset({"change_note", "go_live_at"})
NOT_SAID = OF_PUBLISHING | {
    "pk",
    "case",
    "consultation",
    "finding",
    "sort_order",
    "latest_revision",
    "live",
    "live_revision",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "created_at",
    *Case.OF_THE_RECORD,
} - {"uid"}


def said(content: Any) -> Any:
    """The comparable part of a revision's content; nothing typed is the same as nothing known."""
    if isinstance(content, dict):
        return {name: said(value) for name, value in content.items() if name not in NOT_SAID}
    if isinstance(content, list):
        return [said(item) for item in content]
    return None if content == "" else content


def say_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(said(one) == said(other))
