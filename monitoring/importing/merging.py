"""Three-way update: what the source changed since the last import is taken, what people changed stays."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from monitoring.importing.record import Node, plain
from monitoring.models import Consultation
from monitoring.models.children import add_last

EMPTY = (None, "", False)


@dataclass
class Merge:
    """`changed` names the fields set; `kept` those where a person's value stands against a new one."""

    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def attach(node: Node, instance: models.Model) -> None:
    """Put the values and children of the node into a new instance and its cluster, unsaved."""
    for name, value in node.values.items():
        setattr(instance, name, value)
    for child in node.children:
        attach_child(child, instance)


def attach_child(child: Node, parent: models.Model) -> None:
    made = child.model(uid=child.uid)
    attach(child, made)
    add_last(getattr(parent, child.set), made)


def differs(new: dict[str, Any], last: dict[str, Any]) -> bool:
    """Whether the source says anything else than last time; what it no longer tells about at all is not asked."""
    if any(name not in last["values"] or last["values"][name] != v for name, v in new["values"].items()):
        return True
    if new["children"].keys() != last["children"].keys():
        return True
    return any(differs(child, last["children"][name]) for name, child in new["children"].items())


def merge(node: Node, instance: models.Model, last: dict[str, Any]) -> Merge:
    """Bring `instance`, a draft, up to the node; `last` is the snapshot of the import before."""
    result = Merge()
    _merge_values(node, instance, last["values"], result)
    _merge_children(node, instance, last["children"], result)
    return result


def _merge_values(node: Node, instance: models.Model, last: dict[str, Any], result: Merge) -> None:
    prefix = f"{node.set}." if node.set else ""
    for name, value in node.values.items():
        new = plain(node.model, name, value)
        if name in last and new == last[name]:
            continue
        current = plain(node.model, name, getattr(instance, name))
        if current == new:
            continue
        untouched = current == last[name] if name in last else current in EMPTY
        if untouched:
            setattr(instance, name, value)
            result.changed.append(prefix + name)
        else:
            result.kept.append(prefix + name)


def _merge_children(node: Node, instance: models.Model, last: dict[str, Any], result: Merge) -> None:
    present = {(name, _uid(child)): child for name in _sets(node, last) for child in _members(instance, name)}
    for child in node.children:
        name = f"{child.set}/{child.uid}"
        existing = present.get((child.set, child.uid))
        if existing is None and name not in last:
            attach_child(child, instance)
            result.changed.append(child.set)
        elif existing is not None:
            _merge_one(child, existing, instance, last.get(name), result)
    told = {f"{child.set}/{child.uid}" for child in node.children}
    for name in last.keys() - told:
        relation, _slash, uid = name.partition("/")
        existing = next((made for (s, u), made in present.items() if s == relation and str(u) == uid), None)
        if existing is not None and _as_imported(existing, last[name]):
            getattr(instance, relation).remove(existing)
            result.changed.append(relation)
        elif existing is not None:
            result.kept.append(relation)


def _merge_one(
    child: Node, existing: models.Model, parent: models.Model, last: dict[str, Any] | None, result: Merge
) -> None:
    inner = merge(child, existing, last or {"values": {}, "children": {}})
    if inner.changed:
        getattr(parent, child.set).add(existing)
    result.changed += inner.changed
    result.kept += inner.kept


def _sets(node: Node, last: dict[str, Any]) -> set[str]:
    return {child.set for child in node.children} | {name.partition("/")[0] for name in last}


def _members(instance: models.Model, name: str) -> list[models.Model]:
    return list(getattr(instance, name).all())


def _as_imported(instance: models.Model, last: dict[str, Any]) -> bool:
    """Nobody has touched the child since it was imported; a consultation is never taken away."""
    model = type(instance)
    return model is not Consultation and all(
        plain(model, name, getattr(instance, name)) == v for name, v in last["values"].items()
    )


def _uid(child: Any) -> uuid.UUID:
    found: uuid.UUID = child.uid
    return found
