"""The read model of the journalists' desk: what lists, facets and exports of public cases need, ready to read."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Language
from monitoring.fields import PartialDateField
from monitoring.models import Case
from search.api.models import ApiKey
from search.changes.models import ChangeCollection, RecordChange
from search.everywhere.models import SiteRecord
from search.finding import CaseIndex, FacetSet, FacetTerm
from search.language import Query
from search.questions.models import ReadyQuestion
from search.tallies import FacetTally
from search.vocabulary import SpellingKey, SynonymGroup, Word

__all__ = [
    "ApiKey",
    "CaseIndex",
    "CaseRecord",
    "CaseRecordQuerySet",
    "ChangeCollection",
    "FacetSet",
    "FacetTally",
    "FacetTerm",
    "ReadyQuestion",
    "RecordChange",
    "SiteRecord",
    "SpellingKey",
    "SynonymGroup",
    "Word",
]


class CaseRecordQuerySet(models.QuerySet):
    def public(self) -> Self:
        """The database has the last word: a row left over from a case no longer public never shows."""
        return self.filter(case__live=True, case__withdrawn_at__isnull=True)

    def matching(self, query: Query) -> Self:
        """Records in which every clause of the query holds; all of them for an empty query."""
        return self.filter(pk__in=CaseIndex.objects.asked(query).values("pk")) if query else self


class CaseRecord(models.Model):
    """One row a public case, written by `search.indexing` only and thrown away at will.

    References to vocabularies are keys, empty when unknown; an empty `region` is the whole country. `first_date` and
    `last_date` are the first and the last day, both inclusive, on which a dated event of the process can have been;
    `begins` and `ends` are the same dates as exactly as they are known, to be shown. `missed_days` is the most by which
    a term of the law was missed, in the unit of that term; empty when none was.
    `title_key` orders titles.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="+")
    reference = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    other_title = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    title_key = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    text_language = models.CharField(max_length=2, choices=Language.choices)
    region = models.CharField(max_length=120, blank=True)
    district = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=120, blank=True)
    initiator = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=20)
    article = models.CharField(max_length=1, blank=True)
    first_date = models.DateField(null=True, blank=True)
    last_date = models.DateField(null=True, blank=True)
    begins = PartialDateField(null=True, blank=True)
    ends = PartialDateField(null=True, blank=True)
    finding_count = models.PositiveIntegerField(default=0)
    has_findings = models.BooleanField(default=False)
    severity_max = models.PositiveSmallIntegerField(null=True, blank=True)
    has_attachments = models.BooleanField(default=False)
    missed_days = models.PositiveIntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("public case in the index")
        verbose_name_plural = _("public cases in the index")
        ordering = ["-published_at", "-case"]
        indexes = [
            models.Index(fields=["-published_at", "-case"], name="search_case_newest"),
            models.Index(fields=["-updated_at", "-case"], name="search_case_changed"),
            models.Index(fields=["-last_date", "-case"], name="search_case_last_date"),
            models.Index(fields=["title_key", "case"], name="search_case_title"),
            models.Index(fields=["latitude"], name="search_case_point", condition=Q(latitude__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def other_language(self) -> str:
        """Of `other_title`."""
        return Language.KK if self.language == Language.RU else Language.RU
