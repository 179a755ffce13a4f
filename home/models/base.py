"""What every page of the site has: a lead, and what the frame of the page needs to know of it."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import resolve
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.views import serve

from monitoring.views.http import FRESH_SECONDS

HOME_DEPTH = 2


def share(request: HttpRequest, response: HttpResponse) -> None:
    """What was made without asking who reads it may be kept for everyone; a preview or a guarded page may not."""
    if not (request.session.accessed or getattr(request, "is_preview", False)):
        patch_cache_control(response, public=True, max_age=FRESH_SECONDS)


class SitePageForm(WagtailAdminPageForm):
    def clean_slug(self) -> str:
        """A page directly under the home page must not hide behind the site's own sections (cases, log …)."""
        slug: str = self.cleaned_data["slug"]
        parent = self.parent_page
        if parent is not None and parent.depth == HOME_DEPTH and is_taken(slug, parent.locale.language_code):
            raise ValidationError(_("The site itself answers at this address. Choose another."), code="taken")
        return slug


def is_taken(slug: str, language: str) -> bool:
    try:
        return resolve(f"/{language}/{slug}/").func is not serve
    except Http404:
        return False


class SitePage(Page):
    lead = models.TextField(
        _("lead"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences: they stand under the title, in lists and in search engines."),
    )

    base_form_class = SitePageForm
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        response.add_post_render_callback(partial(share, request))
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "page_title": self.seo_title or self.title,
            "page_description": self.search_description or self.lead,
            "canonical_url": self.get_url(request),
            "crumbs": self.crumbs(request),
            "translations": self.addresses_by_language(request),
        }

    def crumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        above = self.get_ancestors().filter(depth__gt=HOME_DEPTH).live() if self.depth else []
        return [(page.title, page.get_url(request)) for page in above]

    def addresses_by_language(self, request: HttpRequest) -> dict[str, str]:
        """Languages in which anyone can read this page."""
        pages = self.get_translations(inclusive=True).live().public().select_related("locale")
        return {page.locale.language_code: page.get_url(request) for page in pages}
