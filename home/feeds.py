"""Atom feed of the news of one language."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.query import PageQuerySet

from home.models import NewsPage
from home.models.news import published_news

ITEMS = 30


class NewsFeed(Feed):
    feed_type = Atom1Feed
    title = _("Aarhus Watch: news")
    request: HttpRequest

    def get_object(self, request: HttpRequest) -> Locale:
        self.request = request
        return Locale.get_active()

    def link(self, locale: Locale) -> str:
        return absolute(f"/{locale.language_code}/")

    def feed_url(self, locale: Locale) -> str:
        return absolute(reverse("home:news_feed"))

    def items(self, locale: Locale) -> PageQuerySet:
        return published_news(locale.pk)[:ITEMS]

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return absolute(item.get_url(self.request))

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.date, time()))

    def item_updateddate(self, item: NewsPage) -> datetime:
        return item.last_published_at or self.item_pubdate(item)


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
