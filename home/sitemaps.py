"""Addresses for search engines: pages of every tree, then the public records."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.models.base import HOME_DEPTH
from monitoring.sitemaps import SITEMAPS


class PagesSitemap(Sitemap):
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> PageQuerySet:
        pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH)
        return pages.select_related("locale").order_by("path")

    def location(self, page: Page) -> str:
        return page.get_url(self.request) or "/"

    def lastmod(self, page: Page) -> datetime | None:
        return page.last_published_at


def all_sitemaps(request: HttpRequest) -> dict[str, type[Sitemap] | Sitemap]:
    return {"pages": PagesSitemap(request), **SITEMAPS}
