from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.models.base import SitePage


class PlainPage(SitePage):
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    show_in_footer = models.BooleanField(
        _("in the footer"), default=False, help_text=_("Works for pages directly under the home page.")
    )

    parent_page_types = ["home.HomePage", "home.CentrePage", "home.PlainPage"]
    subpage_types = ["home.PlainPage"]
    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    promote_panels = [*SitePage.promote_panels, FieldPanel("show_in_footer")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
