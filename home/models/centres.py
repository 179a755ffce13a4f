from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PagePermissionTester
from wagtail.search import index

from home.blocks import BodyBlock
from home.models.base import SitePage
from home.models.news import published_news
from home.permissions import CentrePagePermissionTester
from monitoring.models import Case, Centre

SHOWN = 6


class CentreIndexPage(SitePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.CentrePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of centres")
        verbose_name_plural = _("lists of centres")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.cards import centre_cards

        pages = (
            CentrePage.objects.child_of(self)
            .live()
            .public()
            .select_related("centre")
            .prefetch_related("centre__regions")
            .order_by("centre__order", "title")
        )
        return {**super().get_context(request, *args, **kwargs), "cards": centre_cards(pages, request)}


class CentrePage(SitePage):
    """A centre's own page, and the root of what its editors may change; one in each language."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="pages", verbose_name=_("Aarhus centre"))
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("site"), blank=True)
    hours = models.CharField(_("when you can come"), max_length=200, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.CentreIndexPage"]
    subpage_types = ["home.NewsPage", "home.PlainPage"]
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("address", "phone", "email", "website", "hours")],
            heading=_("How to reach us"),
        ),
        FieldPanel("body"),
    ]
    settings_panels = [*SitePage.settings_panels, FieldPanel("centre", permission="superuser")]
    search_fields = [*SitePage.search_fields, index.SearchField("address"), index.SearchField("body")]

    class Meta:
        verbose_name = _("page of a centre")
        verbose_name_plural = _("pages of centres")

    def clean(self) -> None:
        super().clean()
        others = CentrePage.objects.filter(centre=self.centre_id, locale=self.locale_id).exclude(pk=self.pk)
        if self.centre_id and others.exists():
            raise ValidationError({"centre": _("This centre already has a page in this language.")})

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return CentrePagePermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.cards import case_cards, centre_facts, news_cards

        regions = list(self.centre.regions.all())
        cases = (
            Case.objects.public()
            .filter(Q(centre=self.centre_id) | Q(region__in=regions))
            .for_lists()
            .order_by("-first_published_at", "-pk")
        )
        return {
            **super().get_context(request, *args, **kwargs),
            "facts": centre_facts(self, regions),
            "needs_confirmation": self.centre.status == "to_be_confirmed",
            "regions": regions,
            "news": news_cards(published_news(self.locale_id).child_of(self)[:SHOWN], request),
            "cases": case_cards(cases[:SHOWN]),
        }
