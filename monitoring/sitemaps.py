"""What search engines may index of the records, in every language."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.urls import reverse

from monitoring.models import Case, Council, CouncilSession, ExecutiveBody, Region

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class PagesOfItems(Paginator):
    """Reads the items of one page, each to be shown once a language. The frame would read all items for each page."""

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        page.object_list = [(item, language) for item in page.object_list for language in LANGUAGES]
        return page


class RecordSitemap(Sitemap):
    i18n = True
    alternates = True
    limit = 500

    @property
    def paginator(self) -> Paginator:
        items: Any = self.items()
        return PagesOfItems(items, self.limit)


class CaseSitemap(RecordSitemap):
    def items(self) -> QuerySet[Case]:
        return Case.objects.public().only("reference", "last_published_at").order_by("pk")

    def lastmod(self, item: Case) -> dt.datetime | None:
        return item.last_published_at

    def get_latest_lastmod(self) -> dt.datetime | None:
        latest: dt.datetime | None = Case.objects.public().aggregate(latest=Max("last_published_at"))["latest"]
        return latest


class BodySitemap(RecordSitemap):
    """A body's page changes when a case of it is published."""

    def items(self) -> QuerySet[ExecutiveBody]:
        return ExecutiveBody.objects.current().with_last_publication().order_by("pk")

    def lastmod(self, item: ExecutiveBody) -> dt.datetime | None:
        return item.last_publication  # type: ignore[attr-defined]  # annotated


class RegionSitemap(RecordSitemap):
    def items(self) -> QuerySet[Region]:
        return Region.objects.with_last_publication().order_by("pk")

    def lastmod(self, item: Region) -> dt.datetime | None:
        return item.last_publication  # type: ignore[attr-defined]  # annotated


class CouncilSitemap(RecordSitemap):
    def items(self) -> QuerySet[Council]:
        return Council.objects.order_by("pk")


class CouncilSessionSitemap(RecordSitemap):
    def items(self) -> QuerySet[CouncilSession]:
        return CouncilSession.objects.public().select_related("council").order_by("pk")


class ListSitemap(RecordSitemap):
    def items(self) -> list[str]:
        return [
            "monitoring:hearings",
            "monitoring:bodies",
            "monitoring:councils",
            "monitoring:councils_unanswered",
            "monitoring:regions",
            "monitoring:precedents",
            "monitoring:deadlines",
            "monitoring:short_deadlines",
            "monitoring:data",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "cases": CaseSitemap,
    "bodies": BodySitemap,
    "councils": CouncilSitemap,
    "council-sessions": CouncilSessionSitemap,
    "regions": RegionSitemap,
    "lists": ListSitemap,
}
