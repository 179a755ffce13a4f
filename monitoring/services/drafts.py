"""What two drafts of a case say, apart from keys, places in the order and what belongs to publishing."""

from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations

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
    """The comparable part of a revision's content.

    Nothing typed is the same as nothing known, and the line ends that a browser sends say nothing.
    """
    if isinstance(content, dict):
        return {name: said(value) for name, value in content.items() if name not in NOT_SAID}
    if isinstance(content, list):
        return [said(item) for item in content]
    if isinstance(content, str):
        return content.replace("\r\n", "\n").strip() or None
    return content


def say_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(said(one) == said(other))


def drop_empty_children(parent: models.Model) -> None:
    """Rows that were added to a form and left empty; Wagtail's drafts do not ask for required fields and keep them."""
    for relation in get_all_child_relations(type(parent)):
        name = relation.get_accessor_name()
        rows = list(getattr(parent, name).all())
        for row in rows:
            drop_empty_children(row)
        kept = [row for row in rows if row.pk or not is_empty(row)]
        if len(kept) < len(rows):
            getattr(parent, name).set(kept)


def is_empty(child: models.Model) -> bool:
    """Nothing was typed: each field is as in a new row, and no rows of its own."""
    new = type(child)()
    fields = [
        field
        for field in child._meta.concrete_fields
        if field.editable and field.name not in NOT_SAID and not (field.has_default() and callable(field.default))
    ]
    if any(getattr(child, field.attname) not in (getattr(new, field.attname), None, "") for field in fields):
        return False
    return not any(getattr(child, rel.get_accessor_name()).all() for rel in get_all_child_relations(type(child)))
