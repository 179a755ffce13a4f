"""What finds a record: a narrow row with its words and values, so that a million are counted while one waits."""

from collections.abc import Collection, Iterable, Sequence
from typing import Self

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from search import engine
from search.fields import NumberSet
from search.language import Query, Weight
from search.language.slips import fingerprint

# (facet, value): what a filter asks of a record.
Pair = tuple[str, str]
EVERY: Pair = ("", "")


class FacetTerm(models.Model):
    """A value of a facet under a short number. Rows are never changed, so that the numbers kept elsewhere stay true."""

    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("value of a facet")
        verbose_name_plural = _("values of facets")
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="search_facet_term_once")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class FacetSet(models.Model):
    """Values of facets that records hold together, under the fingerprint of their numbers. Rows are never changed."""

    key = models.BigIntegerField(primary_key=True)
    numbers = NumberSet()

    class Meta:
        verbose_name = _("values held together")
        verbose_name_plural = _("values held together")

    def __str__(self) -> str:
        return str(self.numbers)


def mark(pair: Pair) -> str:
    """The pair as a word of the full-text index: filters are then looked up together with the words."""
    return f"f{fingerprint('='.join(pair))}"


def numbers(pairs: Collection[Pair]) -> dict[Pair, int]:
    """The number of each pair; new ones get theirs."""
    known = _known(pairs)
    if missing := sorted(set(pairs) - known.keys()):
        new = (FacetTerm(facet=facet, value=value) for facet, value in missing)
        FacetTerm.objects.bulk_create(new, ignore_conflicts=True)
        known |= _known(missing)
    return known


def _known(pairs: Collection[Pair]) -> dict[Pair, int]:
    facets, values = {facet for facet, _value in pairs}, {value for _facet, value in pairs}
    rows = FacetTerm.objects.filter(facet__in=facets, value__in=values).values_list("facet", "value", "pk")
    return {(facet, value): key for facet, value, key in rows}


class CaseIndexQuerySet(models.QuerySet):
    def asked(
        self,
        query: Query,
        marks: Iterable[Sequence[str]] = (),
        *,
        weights: Collection[Weight] = (),
        without: Collection[Weight] = (),
    ) -> Self:
        """Every clause of the query holds and, of each group of marks, one; everything for an empty question.

        `weights`: the clauses hold in these fields; `without`: they do not all hold in these.
        """
        groups = tuple(map(tuple, marks))
        if not query and not groups:
            return self
        return self.filter(engine.of(self.db).condition(query, weights, marks=groups, without=without))


class CaseIndex(models.Model):
    """Beside each `CaseRecord`, what words, filters, counts and orders look at, and nothing that is shown.

    Of each aspect it has the key of its `FacetSet`, empty where it holds no value. `digest` is that of the document
    whose terms are kept, empty where they are to be written anew. Dates are as in the record. On SQLite the terms are
    in a table of the full-text engine.
    """

    record = models.OneToOneField("search.CaseRecord", models.CASCADE, primary_key=True, related_name="+")
    published_at = models.DateTimeField()
    first_date = models.DateField(null=True)
    last_date = models.DateField(null=True)
    missed_days = models.PositiveIntegerField(null=True)
    place_set = models.BigIntegerField(null=True)
    decision_set = models.BigIntegerField(null=True)
    breach_set = models.BigIntegerField(null=True)
    criteria_set = models.BigIntegerField(null=True)
    missed_set = models.BigIntegerField(null=True)
    follow_up_set = models.BigIntegerField(null=True)
    digest = models.BigIntegerField(null=True, editable=False)
    terms = SearchVectorField(null=True, editable=False)

    objects = CaseIndexQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the index of cases")
        verbose_name_plural = _("entries of the index of cases")
        indexes = [
            models.Index(fields=["-published_at", "-record"], name="search_index_newest"),
            models.Index(fields=["-last_date", "-record"], name="search_index_last_date"),
            models.Index(fields=["first_date", "last_date"], name="search_index_period"),
            models.Index(
                fields=["missed_days"], name="search_index_missed", condition=models.Q(missed_days__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
