"""Loading of the versioned data files: idempotent, and an editor's change always outlives a reload.

Each record remembers the values last loaded into it. A field whose present value still equals the one last
loaded takes the new value of the file; a field that somebody edited keeps theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction

from monitoring import models as reference
from monitoring.models.reference import ReferenceModel
from monitoring.reference.values import Plain, column, normal, plain

# The same as SafeLoader, ten times as fast where libyaml is there.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATA = Path(__file__).resolve().parent.parent / "data"

# In the order in which they refer to each other.
FILES: dict[str, type[ReferenceModel]] = {
    "regions": reference.Region,
    "districts": reference.District,
    "centres": reference.Centre,
    "acts": reference.Act,
    "provisions": reference.Provision,
    "deadline_rules": reference.DeadlineRule,
    "calendar_days": reference.CalendarDay,
    "criteria": reference.Criterion,
    "decision_kinds": reference.DecisionKind,
    "sectors": reference.Sector,
    "violation_types": reference.ViolationType,
    "risk_indicators": reference.RiskIndicator,
    "outcomes": reference.Outcome,
    "authorities": reference.Authority,
    "bodies": reference.ExecutiveBody,
    "councils": reference.Council,
    "officials": reference.Official,
    "precedents": reference.Precedent,
}


UNKNOWN = object()


class DataFileError(ValueError):
    """A data file that contradicts itself or the models; says which file, item and field."""


@dataclass
class Report:
    name: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)

    def count(self, *, new: bool, changed: bool) -> None:
        if new:
            self.created += 1
        elif changed:
            self.updated += 1
        else:
            self.unchanged += 1


def load_all(folder: Path = DATA) -> list[Report]:
    with transaction.atomic():
        return [load_file(name, model, folder) for name, model in FILES.items()]


def load_file(name: str, model: type[ReferenceModel], folder: Path = DATA) -> Report:
    """Raise DataFileError when an item names an unknown field or key."""
    with (folder / f"{name}.yaml").open(encoding="utf-8") as stream:
        items: list[dict[str, Any]] = yaml.load(stream, Loader=SAFE_LOADER)["items"]  # noqa: S506 (it is the safe one)
    loader = FileLoader(name, model)
    for item in in_order(items, loader.to_itself, name):
        loader.apply(item)
    return loader.report


def in_order(items: list[dict[str, Any]], to_itself: list[str], name: str) -> Iterator[dict[str, Any]]:
    """The items such that each comes after those it refers to (a body after its superior)."""
    waiting, done = list(items), set()
    while waiting:
        ready = [i for i in waiting if all(i.get(f) is None or i[f] in done for f in to_itself)]
        if not ready:
            raise DataFileError(f"{name}.yaml: {waiting[0]['key']} refers to an unknown key or to itself")
        yield from ready
        done |= {item["key"] for item in ready}
        waiting = [item for item in waiting if item["key"] not in done]


class FileLoader:
    """Brings the records of one model up to the items of one file."""

    def __init__(self, name: str, model: type[ReferenceModel]) -> None:
        self.name, self.model, self.report = name, model, Report(name)
        relations = [f for f in [*model._meta.fields, *model._meta.many_to_many] if f.is_relation]
        self.related: dict[str, Any] = {f.name: f.related_model for f in relations}
        self.many = {f.name for f in relations if f.many_to_many}
        self.to_itself = [name for name, related in self.related.items() if related is model]
        records = model._default_manager.select_related(*(self.related.keys() - self.many))
        self.known = {record.key: record for record in records.prefetch_related(*self.many)}
        self.keys: dict[Any, dict[str, Any]] = {}

    def apply(self, item: dict[str, Any]) -> None:
        key = item["key"]
        known = self.known.get(key)
        values = {name: self.normal(item, name) for name in item if name != "key"}
        take = self.not_edited(known, values) if known else values
        record = known or self.model(key=key)
        if take or record.loaded != values:
            record.loaded = values
            self.store(record, take)
        self.known[key] = record
        self.report.count(new=known is None, changed=bool(take))

    def not_edited(self, record: ReferenceModel, values: dict[str, Plain]) -> dict[str, Plain]:
        """The new values of those fields that still hold what was loaded last."""
        take = {}
        for name, value in values.items():
            current = plain(record, name)
            if current == value:
                continue
            if current == record.loaded.get(name, UNKNOWN):
                take[name] = value
            else:
                self.report.kept.append(f"{record.key}.{name}")
        return take

    def normal(self, item: dict[str, Any], name: str) -> Plain:
        try:
            return normal(column(self.model, name), item[name])
        except FieldDoesNotExist as error:
            raise DataFileError(f"{self.name}.yaml, {item['key']}: there is no field {name!r}") from error

    def store(self, record: ReferenceModel, values: dict[str, Plain]) -> None:
        for name, value in values.items():
            if name in self.many:
                continue
            if name in self.related:
                setattr(record, name, self.find(name, value, record) if value else None)
            else:
                setattr(record, name, column(self.model, name).to_python(value))
        record.save()
        for name in self.many & values.keys():
            getattr(record, name).set([self.find(name, key, record) for key in cast(list[str], values[name])])

    def find(self, name: str, key: Any, record: ReferenceModel) -> models.Model:
        model = self.related[name]
        if model is self.model:
            return self.known[key]
        if model not in self.keys:
            self.keys[model] = {found.key: found for found in model._default_manager.all()}
        try:
            return self.keys[model][key]
        except KeyError:
            raise DataFileError(f"{self.name}.yaml, {record.key}: {name} {key!r} is unknown") from None
