"""wagtail-localize asks only for the right to translate, not on which page. Ours asks for both."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from monitoring.admin.scope import DeskPermissionPolicy
from monitoring.models import Case


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


class ReadableSnippets(SnippetViewSet):
    """wagtail-localize names any snippet to anyone in the admin. Ours names what anyone may read."""

    def get_queryset(self) -> QuerySet[Any]:
        model = self.get_model()
        if model is Case:
            return Case.objects.public()
        if isinstance(model.snippet_viewset.permission_policy, DeskPermissionPolicy):
            raise Http404
        found: QuerySet[Any] = super().get_queryset()
        return found


def urls() -> list[URLPattern]:
    """Before wagtail-localize's own at the same addresses: `home` stands before it in INSTALLED_APPS."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitOwnPage.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateOwnTranslations.as_view()),
        path("localize/api/snippets/<slug:app_label>/<slug:model_name>/", ReadableSnippets.as_view({"get": "list"})),
        path(
            "localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
            ReadableSnippets.as_view({"get": "retrieve"}),
        ),
    ]
