"""Where a reference record is used: in the tables by every foreign key, in drafts by what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    F,
    ForeignKey,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Revision

from monitoring.models import Assessment, Case, CaseFigures, Consultation, Finding

# Computed of what is counted itself.
DERIVED: tuple[type[Model], ...] = (CaseFigures,)
CLUSTER: tuple[type[Model], ...] = (Case, Consultation, Assessment, Finding)


@dataclass(frozen=True)
class Link:
    """A column that holds keys of a reference model; for a many-to-many relation, of the table between."""

    model: type[Model]
    field: ForeignKey

    @property
    def between(self) -> ForeignKey | None:
        """In the table between, the column of the other side."""
        if not self.model._meta.auto_created:
            return None
        return next(f for f in self.model._meta.fields if isinstance(f, ForeignKey) and f.name != self.field.name)

    @property
    def label(self) -> str:
        source = self.between.related_model if self.between else self.model
        return str(source._meta.verbose_name_plural)

    def rows(self, keys: Any) -> QuerySet[Any]:
        return self.model._base_manager.filter(**{f"{self.field.name}__in": keys})


def links_to(model: type[Model]) -> Iterator[Link]:
    """Every column of the database that can hold a key of `model`; signposts of merged records are no use of it."""
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            field = relation.field
            if field.name != "merged_into":
                yield Link(relation.related_model, field)


def counted_links(model: type[Model]) -> Iterator[Link]:
    return (link for link in links_to(model) if link.model not in DERIVED)


def with_usage(records: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `usage_count`: how many rows of the database refer to each record."""
    total: Any = Value(0)
    for link in counted_links(records.model):
        column = link.field.attname
        rows = link.model._base_manager.filter(**{column: OuterRef("pk")}).order_by()
        counts = rows.values(column).annotate(found=Count("pk")).values("found")
        total = total + Coalesce(Subquery(counts, output_field=IntegerField()), 0)
    return records.annotate(usage_count=total)


def used_by(records: list[Any]) -> dict[str, int]:
    """How many rows of each kind refer to the records (all of one model); kinds without any are left out."""
    found: dict[str, int] = {}
    for link in counted_links(type(records[0])) if records else ():
        number = link.rows(records).count()
        if number:
            found[link.label] = found.get(link.label, 0) + number
    return found


def drafts_naming(record: Model) -> QuerySet[Revision]:
    """Revisions of cases whose text refers to the record, whatever the public version says."""
    names = sorted(
        {
            (field.name, isinstance(field, ParentalManyToManyField))
            for model in CLUSTER
            for field in (*model._meta.fields, *model._meta.many_to_many)
            if field.related_model is type(record)
        }
    )
    if not names:
        return Revision.objects.none()
    said = Q()
    for name, many in names:
        pattern = rf'"{name}": \[([0-9]+, )*{record.pk}[,\]]' if many else rf'"{name}": {record.pk}[,}}]'
        said |= Q(text__regex=pattern)
    revisions = Revision.objects.filter(base_content_type__app_label="monitoring", base_content_type__model="case")
    return revisions.alias(text=Cast(F("content"), TextField())).filter(said)


def is_used(record: Any) -> bool:
    """Whether something public, drafted or merged still needs the record."""
    if getattr(record, "merged_into_id", None) or (hasattr(record, "merged") and record.merged.exists()):
        return True
    return bool(used_by([record])) or drafts_naming(record).exists()
