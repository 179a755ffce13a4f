from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from home.models.base import SitePage


class HomePage(SitePage):
    """The root of one language's tree. What happens now is read from the records, not written here."""

    featured = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("featured page"),
        help_text=_("Shown above the news for as long as it is chosen here."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.NewsIndexPage", "home.CentreIndexPage", "home.PlainPage"]
    content_panels = [*SitePage.content_panels, PageChooserPanel("featured")]
    promote_panels = [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.overview import overview

        context = super().get_context(request, *args, **kwargs)
        return {**context, **overview(self, request), "page_title": self.seo_title}

    def crumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        return []
