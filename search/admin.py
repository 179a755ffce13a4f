"""The list of synonyms, kept by editors."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from monitoring.admin.exports import SafeExport
from monitoring.admin.reference.forms import LinesField
from search.vocabulary import SynonymGroup


class SynonymForm(WagtailAdminModelForm):
    words = LinesField(
        label=_("Words that mean the same"),
        help_text=_(
            "One a line: abbreviations and their spelled-out forms, in all languages. "
            "A single word is found in any form, several words only as written here."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True


class SynonymIndexView(SafeExport, IndexView):
    pass


class SynonymViewSet(SnippetViewSet):
    """A change holds for the next search: synonyms widen the query, and nothing is indexed anew."""

    model = SynonymGroup
    icon = "link"
    add_to_admin_menu = True
    menu_label = _("Search synonyms")
    menu_order = 96
    list_display = ["__str__", "key", BooleanColumn("is_used", label=_("Used"))]
    list_filter = ["is_used"]
    list_export = ["key", "words", "is_used", "source"]
    list_per_page = 50
    ordering = ["key"]
    search_fields = ["key", "words"]
    search_backend_name = None
    copy_view_enabled = False
    index_view_class = SynonymIndexView

    def get_edit_handler(self) -> Any:
        fields: list[Panel] = [FieldPanel(name) for name in ("words", "is_used", "key", "source")]
        return ObjectList(fields, base_form_class=SynonymForm).bind_to_model(self.model)
