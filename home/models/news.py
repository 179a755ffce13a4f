from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.query import PageQuerySet
from wagtail.search import index

from home.blocks import BodyBlock
from home.choosers import PublicCaseWidget
from home.models.base import SitePage
from monitoring.models import Case

NEWS_PER_PAGE = 12


class NewsIndexPage(SitePage):
    """All news of one language: those written here and those of the centres."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.cards import news_cards

        news = Paginator(published_news(self.locale_id), NEWS_PER_PAGE)
        page_obj = news.get_page(request.GET.get("page"))
        return {
            **super().get_context(request, *args, **kwargs),
            "page_obj": page_obj,
            "cards": news_cards(page_obj.object_list, request),
        }


class NewsPage(SitePage):
    date = models.DateField(_("date"), default=timezone.localdate, help_text=_("The day readers see."))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    case = models.ForeignKey(
        Case,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"live": True, "withdrawn_at": None},
        verbose_name=_("case"),
        help_text=_("The published case this is about. It is shown only while the case is public."),
    )

    parent_page_types = ["home.NewsIndexPage", "home.CentrePage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("date"),
        FieldPanel("body"),
        FieldPanel("case", widget=PublicCaseWidget),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("body"), index.FilterField("date")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["-date"], name="home_news_by_date")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.cards import case_card

        case = Case.objects.public().for_lists().filter(pk=self.case_id).first()
        return {
            **super().get_context(request, *args, **kwargs),
            "og_type": "article",
            "case": case_card(case) if case else None,
        }


def published_news(locale_id: int) -> PageQuerySet:
    """Newest first; `date` is the day readers see, the hour of publishing decides within a day."""
    return NewsPage.objects.live().public().filter(locale_id=locale_id).order_by("-date", "-first_published_at", "-pk")
