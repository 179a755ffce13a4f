"""wagtail-localize asks only for the right to translate, not on which page. Ours asks for both."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView


def require_own_page(user: Any, page: Any) -> None:
    """`page` may be the specific instance or none of a page's kind; only pages are translated here."""
    if not isinstance(page, Page) or not page.permissions_for_user(user).can_edit():
        raise PermissionDenied


class SubmitOwnPage(SubmitPageTranslationView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_own_page(request.user, self.get_object())
        return super().dispatch(request, *args, **kwargs)


class UpdateOwnTranslations(UpdateTranslationsView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
        require_own_page(request.user, source.get_source_instance())
        return super().dispatch(request, *args, **kwargs)


def urls() -> list[URLPattern]:
    """Before wagtail-localize's own at the same addresses: `home` stands before it in INSTALLED_APPS."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitOwnPage.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateOwnTranslations.as_view()),
    ]
