"""What the read model takes from the tables beside a case: plain rows of many cases, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Model, QuerySet

from monitoring.models import (
    Assessment,
    Case,
    Consultation,
    District,
    EvidenceLink,
    ExecutiveBody,
    Finding,
    Initiator,
    Milestone,
    Official,
    Region,
)
from search.language import Field, Weight

NAME_LANGUAGES = ("ru", "kk", "en")
NAMED: Mapping[str, type[Model]] = {
    "region": Region,
    "district": District,
    "body": ExecutiveBody,
    "initiator": Initiator,
    "official": Official,
}
_CHILDREN = {
    "milestones": (Milestone, ("date", "description")),
    "consultations": (Consultation, ("held_on", "period_from", "period_to", "form_text", "venue", "note")),
    "assessments": (Assessment, ("note",)),
}
_FINDING = ("title", "description", "position", "severity", "violation_type__key", "official_id")


@dataclass(frozen=True, slots=True)
class Named:
    """A place, body or person: its key, and its names as words of the setting."""

    key: str
    fields: tuple[Field, ...]


@dataclass(slots=True)
class Parts:
    """Of one case, in the order of its page: rows that have the names of the columns of their models.

    `findings` are those shown; `risks` are the keys of their indicators, and `evidence` is public.
    """

    milestones: list[Any] = field(default_factory=list)
    consultations: list[Any] = field(default_factory=list)
    assessments: list[Any] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)
    evidence: list[Any] = field(default_factory=list)
    risks: set[str] = field(default_factory=set)


def cases_of(keys: Collection[int]) -> list[Case]:
    """Those of them that are public, with the keys of their kind and sector as `kind_key` and `sector_key`."""
    public = Case.objects.public().filter(pk__in=keys).order_by("pk")
    return list(public.annotate(kind_key=F("kind__key"), sector_key=F("sector__key")))


def parts_of(keys: Collection[int]) -> Mapping[int, Parts]:
    found: defaultdict[int, Parts] = defaultdict(Parts)
    for name, (model, columns) in _CHILDREN.items():
        for row in _rows(model.objects.filter(case__in=keys), columns):
            getattr(found[row.case_id], name).append(row)
    shown = Finding.objects.shown().filter(case__in=keys)
    for row in _rows(shown, _FINDING):
        found[row.case_id].findings.append(row)
    public = EvidenceLink.objects.public().filter(case__in=keys)
    for row in _rows(public.order_by("pk"), ("title", "file_id")):
        found[row.case_id].evidence.append(row)
    for case, sign in shown.filter(risk_indicators__isnull=False).values_list("case", "risk_indicators__key"):
        found[case].risks.add(sign)
    return found


def _rows(children: QuerySet[Any], columns: Collection[str]) -> QuerySet[Any, Any]:
    return children.values_list("case_id", *columns, named=True)


def named(cases: Collection[Case], parts: Mapping[int, Parts]) -> Mapping[str, Mapping[int, Named]]:
    """By the name of the relation and the primary key: those that these cases and their findings refer to."""
    keys = {name: {getattr(case, f"{name}_id") for case in cases} for name in NAMED if name != "official"}
    keys["official"] = {finding.official_id for each in parts.values() for finding in each.findings}
    found: dict[str, dict[int, Any]] = {
        name: model._default_manager.in_bulk(keys[name]) for name, model in NAMED.items()
    }
    return {
        name: {pk: Named(each.key, tuple(_names(each))) for pk, each in rows.items()} for name, rows in found.items()
    }


def _names(each: Model) -> Iterator[Field]:
    attributes = [name for name in ("name", "short_name") if hasattr(each, name)]
    for language in NAME_LANGUAGES:
        for attribute in attributes:
            yield Field(getattr(each, f"{attribute}_{language}") or "", language, Weight.SETTING)
    for alias in getattr(each, "aliases", []):
        yield Field(str(alias), "ru", Weight.SETTING)
