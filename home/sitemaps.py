"""Addresses for search engines: pages of every tree, then the public records."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.models.base import HOME_DEPTH


class OnThisSite(Sitemap):
    """Addresses by SITE_URL, not by the Host header."""

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme


class PagesSitemap(OnThisSite):
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> PageQuerySet:
        pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH)
        return pages.select_related("locale").order_by("path")

    def location(self, page: Page) -> str:
        return page.get_url(self.request) or "/"

    def lastmod(self, page: Page) -> datetime | None:
        return page.last_published_at


def all_sitemaps(request: HttpRequest) -> dict[str, Sitemap]:
    return {"pages": PagesSitemap(request)}
