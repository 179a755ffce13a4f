from typing import Self

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from search import engine
from search.language import Query, Weight

SITE_TEXTS = "search_sitetext"


class SiteKind(models.TextChoices):
    """What the search of the site finds beside cases, in the order of its tabs."""

    PAGE = "page", _("News and pages")
    BODY = "body", _("Bodies")
    OFFICIAL = "official", _("People in office")
    COUNCIL = "council", _("Public councils")
    REGION = "region", _("Regions")
    PRECEDENT = "precedent", _("Compliance Committee")
    FILE = "file", _("Files")


class SiteRecordQuerySet(models.QuerySet):
    def matching(self, query: Query) -> Self:
        return self.filter(engine.of(self.db, SITE_TEXTS).condition(query))

    def heading(self, query: Query) -> Self:
        """Whose very name answers: enough for suggestions."""
        return self.filter(engine.of(self.db, SITE_TEXTS).condition(query.wanted(), [Weight.HEADING]))

    def by_rank(self, query: Query) -> Self:
        """What is called so before what speaks of it."""
        rank = engine.rank(engine.of(self.db, SITE_TEXTS), query)
        return self.annotate(rank=rank).order_by("rank", "title_key", "pk")


class SiteRecord(models.Model):
    """One row for each page, body and the like, written by `search.everywhere.indexing` only.

    `item` is the primary key of what is found. `language` is that of a page; what has its name in all languages has
    none. `text` is where passages are cut from. On SQLite the terms are in a table of the full-text engine.
    """

    kind = models.CharField(max_length=10, choices=SiteKind.choices)
    item = models.PositiveBigIntegerField()
    language = models.CharField(max_length=2, blank=True)
    title_key = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    terms = SearchVectorField(null=True, editable=False)

    objects = SiteRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the site's search")
        verbose_name_plural = _("entries of the site's search")
        constraints = [models.UniqueConstraint(fields=["kind", "item"], name="search_site_item_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"
