"""What search engines may index of the records, in every language."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from monitoring.models import Case, Council, CouncilSession, ExecutiveBody, Region


class RecordSitemap(Sitemap):
    i18n = True
    alternates = True
    limit = 5000


class CaseSitemap(RecordSitemap):
    def items(self) -> QuerySet[Case]:
        return Case.objects.public().order_by("pk")

    def lastmod(self, item: Case) -> dt.datetime | None:
        return item.last_published_at


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
