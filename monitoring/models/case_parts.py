"""What belongs to a case: the relations its page shows, and how all of them are read at once."""

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.constants import LOOKUP_SEP
from modelcluster.models import get_all_child_relations

from monitoring.models.reference import for_reading
from monitoring.models.together import Together, hold, in_order

if TYPE_CHECKING:
    from monitoring.models import Case

# Joined to the case itself.
JOINED = ("kind", "sector", "body__region", "initiator", "region", "district", "centre")
# By relation, seen from the case, parents first: what is joined to its rows.
PARTS: dict[str, tuple[str, ...]] = {
    "milestones": (),
    "consultations": ("council",),
    "consultations__notices": (),
    "evidence": ("file",),
    "assessments": ("criterion",),
    "attendance_sheets": (),
    "findings": ("criterion", "provision__act", "violation_type", "official"),
    "findings__statuses": (),
    "findings__risk_indicators": (),
    "referrals": (),
    "referrals__steps": (
        "authority",
        "addressee",
        "rule__provision__act",
        "letter__file",
        "reply__file__file",
    ),
    "referrals__steps__events": ("document__file",),
    "referrals__steps__questions": (),
    "referrals__steps__outcomes": ("outcome", "body", "official", "file__file"),
    "referrals__referred": (),
    "versions": (),
}
CHAINS = "referrals"
ANY_CASE = -1


def prefetches(model: type[models.Model]) -> list[models.Prefetch]:
    """For many cases: one question a relation."""
    return [models.Prefetch(path, for_reading(Relation(model, path).rows(), *joins)) for path, joins in PARTS.items()]


def was_referred(model: type[models.Model]) -> Exists:
    """Of a case in a queryset: whether it has a chain, which is a third of what there is to read and rarely there."""
    chains: Any = model._meta.get_field(CHAINS)
    return Exists(chains.related_model._base_manager.filter(**{chains.field.name: OuterRef("pk")}))


def gather(model: type[models.Model], using: str, pk: int, referred: bool) -> "Case | None":
    """One case and every relation in one question. The case is then as if all had been prefetched."""
    relations, question = _question(model, referred, using)
    cases, *found = question.read(wanted=ANY_CASE, given=pk)
    known: dict[str, list[Any]] = {"": cases}
    for relation, rows in zip(relations, found, strict=True):
        relation.attach(known[relation.parents], rows)
        known[relation.path] = rows
    return next(iter(cases), None)


def without_parents(model: type[models.Model], content: dict[str, Any]) -> dict[str, Any]:
    """`content` of a revision, its children without the keys of their parents, which they get from where they stand.

    For each key that is there the database is asked whether it has such a row: once a child.
    """
    kept = dict(content)
    for relation in get_all_child_relations(model):
        name, parent = relation.get_accessor_name(), relation.field.name
        kept[name] = [
            {key: value for key, value in without_parents(relation.related_model, item).items() if key != parent}
            for item in content.get(name, [])
        ]
    return kept


class Relation:
    """A relation reached by `path`; of a many-to-many the rows between are read, with their targets joined."""

    def __init__(self, model: type[models.Model], path: str) -> None:
        *parents, self.name = path.split(LOOKUP_SEP)
        self.path, self.parents = path, LOOKUP_SEP.join(parents)
        back: list[str] = []
        for name in parents:
            field: Any = model._meta.get_field(name)
            model = field.related_model
            back = [field.field.name, *back]
        relation: Any = model._meta.get_field(self.name)
        self.field = relation
        self.target: str = relation.m2m_reverse_field_name() if relation.many_to_many else ""
        self.child: Any = relation.remote_field.through if self.target else relation.related_model
        self.link: str = relation.m2m_field_name() if self.target else relation.field.name
        self.to_case = LOOKUP_SEP.join([self.link, *back])

    def rows(self) -> "models.QuerySet[Any]":
        found: models.QuerySet[Any] = self.field.related_model._default_manager.all()
        return found

    def of_any_case(self) -> "models.QuerySet[Any]":
        joins = [self.target] if self.target else PARTS[self.path]
        rows = self.child._default_manager.filter(**{self.to_case: ANY_CASE})
        return in_order(for_reading(rows, *joins), *self._order())

    def _order(self) -> list[str]:
        if not self.target:
            return []
        by = self.field.related_model._meta.ordering
        return [f"-{self.target}__{name[1:]}" if name.startswith("-") else f"{self.target}__{name}" for name in by]

    def attach(self, parents: list[Any], rows: list[Any]) -> None:
        of_parent: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            of_parent[getattr(row, f"{self.link}_id")].append(getattr(row, self.target) if self.target else row)
        for parent in parents:
            children = of_parent[parent.pk]
            if not self.target:
                for child in children:
                    setattr(child, self.link, parent)
            hold(parent, self.name, children)


@cache
def _question(model: type[models.Model], referred: bool, using: str) -> tuple[list[Relation], Together]:
    below = f"{CHAINS}{LOOKUP_SEP}"
    relations = [Relation(model, path) for path in PARTS if referred or not path.startswith(below)]
    case = in_order(for_reading(model._default_manager.filter(pk=ANY_CASE), *JOINED), "pk")
    return relations, Together([case, *(relation.of_any_case() for relation in relations)], using)
