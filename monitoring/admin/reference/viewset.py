"""What all lists and forms of reference data have in common; each model adds a few words of its own."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.snippets.views.snippets import SnippetViewSet

from monitoring.admin.reference import columns, views
from monitoring.admin.reference.choosers import ShortListChooserViewSet
from monitoring.admin.reference.filters import filterset
from monitoring.admin.reference.forms import ReferenceForm
from monitoring.admin.reference.panels import edit_handler
from monitoring.models.bodies import Mergeable
from monitoring.services.usage import with_usage

EXPORT = ["key", "name_ru", "name_kk", "name_en"]
EXPORT_TRUST = ["source", "get_confidence_display", "get_translation_display", "usage_count"]


class ReferenceViewSet(SnippetViewSet):
    """`listed` names further columns, `filtered` the model fields to filter by, `inline` the panels of children."""

    listed: ClassVar[Sequence[Any]] = ()
    filtered: ClassVar[list[str]] = []
    inline: ClassVar[Sequence[Panel]] = ()
    widgets: ClassVar[dict[str, Any]] = {}
    form_base: ClassVar[type[ReferenceForm]] = ReferenceForm

    icon = "list-ul"
    list_per_page = 50
    ordering = ["order", "key"]
    search_fields = ["name"]
    search_backend_name = None
    inspect_view_enabled = True
    copy_view_enabled = False
    chooser_viewset_class = ShortListChooserViewSet
    index_view_class = views.ReferenceIndexView
    edit_view_class = views.ReferenceEditView
    delete_view_class = views.ReferenceDeleteView
    inspect_view_class = views.ReferenceInspectView
    usage_view_class = views.ReferenceUsageView
    export_headings = {
        "get_confidence_display": _("Confidence"),
        "get_translation_display": _("Translation"),
        "usage_count": _("Used"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.list_display = ["name", columns.KEY, *self.listed, *columns.TRUST]
        self.list_export = [*EXPORT, *(name for name in self.listed if isinstance(name, str)), *EXPORT_TRUST]
        self.filterset_class = filterset(self.model, self.filtered)
        self.export_filename = self.model_opts.verbose_name_plural

    def get_usage_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's own page of this name would be found first."""
        return super().get_usage_view_kwargs(**kwargs) | {"template_name": self.usage_view_class.template_name}

    def get_edit_handler(self) -> Any:
        handler = edit_handler(self.model, base_form_class=self.form_base, inline=self.inline, widgets=self.widgets)
        return handler.bind_to_model(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        records = self.model._default_manager.all()
        if issubclass(self.model, Mergeable):
            records = records.current()
        shown = [name for name in self.listed if isinstance(name, str)]
        related = [name for name in shown if isinstance(self.model._meta.get_field(name), ForeignKey)]
        return with_usage(records.select_related(*related) if related else records)
