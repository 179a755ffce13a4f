"""Ready questions at the desk, with what the address finds told while it is written."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from monitoring.admin.exports import SafeExport
from monitoring.presenters.numbers import cases_text
from search.names import Names
from search.questions.asking import read
from search.questions.models import ReadyQuestion

LANGUAGES = ("ru", "kk", "en")


class QuestionForm(WagtailAdminModelForm):
    class Media:
        js = ("js/admin/question-count.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["query"].widget = forms.TextInput(
            attrs={"data-question-count": reverse_lazy("search_question_count"), "autocomplete": "off"}
        )
        if self.instance.pk:
            self.fields["key"].disabled = True


class QuestionIndexView(SafeExport, IndexView):
    pass


class ReadyQuestionViewSet(SnippetViewSet):
    model = ReadyQuestion
    icon = "help"
    add_to_admin_menu = True
    menu_label = _("Ready questions")
    menu_order = 97
    list_display = ["__str__", "query", "order", BooleanColumn("is_shown", label=_("Shown"))]
    list_filter = ["is_shown"]
    list_export = ["key", *(f"title_{language}" for language in LANGUAGES), "query", "order", "is_shown", "source"]
    list_per_page = 50
    ordering = ["order", "key"]
    search_fields = ["key", "title_ru", "title_kk", "title_en", "query"]
    search_backend_name = None
    copy_view_enabled = False
    index_view_class = QuestionIndexView

    def get_edit_handler(self) -> Any:
        panels = [
            MultiFieldPanel([FieldPanel(f"title_{language}") for language in LANGUAGES], heading=_("Question")),
            FieldPanel("query"),
            MultiFieldPanel([FieldPanel(f"note_{language}") for language in LANGUAGES], heading=_("In plain words")),
            *(FieldPanel(name) for name in ("order", "is_shown", "key", "source")),
        ]
        return ObjectList(panels, base_form_class=QuestionForm).bind_to_model(self.model)


@require_GET
def question_count(request: HttpRequest) -> JsonResponse:
    """What the address finds now, or why it cannot be a question; both for the person who writes it."""
    try:
        selection = read(request.GET.get("query", ""), Names())
    except ValidationError as error:
        return JsonResponse({"text": " ".join(error.messages), "error": True})
    return JsonResponse({"text": cases_text(selection.count()), "error": False})


def admin_urls() -> list[URLPattern]:
    return [path("ready-questions/count/", question_count, name="search_question_count")]
