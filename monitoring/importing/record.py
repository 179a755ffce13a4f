"""What one row says, between the file and the case: values to set, and children with stable identities."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from monitoring.models import Case, Consultation, EvidenceLink, Milestone, Notice
from monitoring.models.bodies import Mergeable
from monitoring.reference.values import Plain, empty_of

NAMESPACE = uuid.UUID("6f0c3f0e-4a55-5d0e-9f0c-1c9f6c1d7b52")
MODELS: dict[str, type[models.Model]] = {
    "": Case,
    "consultations": Consultation,
    "milestones": Milestone,
    "evidence": EvidenceLink,
    "notices": Notice,
}


@dataclass
class Node:
    """A case (`set` is empty) or one of its children; `set` is the name of the relation that holds it.

    `column` of the file is named in errors about a child that came whole from one column.
    """

    set: str
    uid: uuid.UUID
    values: dict[str, Any]
    children: list["Node"] = field(default_factory=list)
    column: str = ""

    @property
    def model(self) -> type[models.Model]:
        return MODELS[self.set]

    def child(self, name: str, at: str, values: dict[str, Any], column: str = "") -> "Node":
        """Add a child known by `at` within its set: the same place in the source is the same child for ever."""
        known = {made.uid for made in self.children}
        for number in range(len(self.children) + 1):
            uid = uuid.uuid5(NAMESPACE, f"{self.uid}/{name}/{at}/{number}")
            if uid not in known:
                break
        made = Node(name, uid, values, column=column)
        self.children.append(made)
        return made


@dataclass
class Record(Node):
    """The case of one row. `key` finds it again when the source is imported anew."""

    key: str = ""

    def column_of(self, uid: uuid.UUID | None) -> str:
        found = (child for node in (self, *self.children) for child in node.children)
        return next((child.column for child in found if child.uid == uid), "")

    @property
    def title(self) -> str:
        return str(self.values.get("title", ""))


def uid_of(key: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, key)


def field_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101  (mappings name fields, never reverse relations)
    return field


def normal(model: type[models.Model], name: str, value: Any) -> Any:
    """The value to set: what is empty in the source is what the field calls empty."""
    return empty_of(field_of(model, name)) if value is None or value == "" else value


def plain(model: type[models.Model], name: str, value: Any) -> Plain:
    """The value as it is remembered and compared; relations by key, merged ones by the one that was kept."""
    if isinstance(value, Mergeable):
        value = value.kept()
    if isinstance(value, models.Model):
        return str(value.key)  # type: ignore[attr-defined]
    found = field_of(model, name).to_python(value) if value is not None else None
    return found if found is None or isinstance(found, (str, int, float, bool)) else str(found)


def snapshot(node: Node) -> dict[str, Any]:
    """What is remembered of an import, to see next time what the source changed and what people did."""
    return {
        "values": {name: plain(node.model, name, value) for name, value in node.values.items()},
        "children": {f"{child.set}/{child.uid}": snapshot(child) for child in node.children},
    }
