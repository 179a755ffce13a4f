"""Where the values of a filter stand in the read model: how to narrow by them and how to count them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from search.enums import Several
from search.models import CaseRecord, CaseRecordQuerySet, FacetValue

Counts = QuerySet[CaseRecord, tuple[str, str, int]]


class Source(Protocol):
    def condition(self, values: Collection[str]) -> Q:
        """Records with any of the values."""

    def counts(self, records: CaseRecordQuerySet, name: str) -> Counts:
        """(name, value, how many of the records have it); all sources yield the same columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the record. `empty` is the value that stands for nothing in it, when that means something."""

    column: str
    empty: str = ""

    def condition(self, values: Collection[str]) -> Q:
        return Q(**{f"{self.column}__in": ["" if value == self.empty else value for value in values]})

    def counts(self, records: CaseRecordQuerySet, name: str) -> Counts:
        if not self.empty:
            return _counts(records.exclude(**{self.column: ""}), name, F(self.column))
        nothing = When(**{self.column: ""}, then=Value(self.empty))
        return _counts(records, name, Case(nothing, default=F(self.column), output_field=CharField()))


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes-or-no column; its only value is `1`."""

    column: str

    def condition(self, values: Collection[str]) -> Q:
        return Q(**{self.column: True})

    def counts(self, records: CaseRecordQuerySet, name: str) -> Counts:
        return _counts(records.filter(**{self.column: True}), name, Value("1", output_field=CharField()))


@dataclass(frozen=True, slots=True)
class Values:
    """Values of which a record can have several."""

    facet: Several

    def condition(self, values: Collection[str]) -> Q:
        return Q(pk__in=FacetValue.objects.filter(facet=self.facet, value__in=values).values("record"))

    def counts(self, records: CaseRecordQuerySet, name: str) -> Counts:
        rows = FacetValue.objects.filter(facet=self.facet, record__in=records.order_by().values("pk"))
        return _counts(rows, name, F("value"))


def _counts(rows: "QuerySet", name: str, value: Combinable) -> Counts:
    named = rows.order_by().annotate(of=Value(name, output_field=CharField()), is_value=value)
    return named.values("of", "is_value").annotate(number=Count("pk")).values_list("of", "is_value", "number")
