"""Choosing a reference record: found by any name, made on the spot where the person may."""

from typing import Any

from django.db.models import QuerySet
from django.forms import modelform_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from monitoring.admin.reference.forms import NewInChooser
from monitoring.admin.reference.searching import NameFilterForm
from monitoring.models import Act, Council, Criterion, ExecutiveBody, Initiator, Official, Provision
from monitoring.models.bodies import MergeableQuerySet


class Choosable:
    """Without those merged into another."""

    filter_form_class = NameFilterForm

    def get_object_list(self) -> QuerySet[Any]:
        records = super().get_object_list()  # type: ignore[misc]
        if hasattr(self.model_class, "region"):  # type: ignore[attr-defined]
            records = records.select_related("region")
        current: QuerySet[Any] = records.current() if isinstance(records, MergeableQuerySet) else records
        return current

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]
        if hasattr(self.model_class, "region"):  # type: ignore[attr-defined]
            columns.append(Column("region", label=_("Region"), accessor=lambda body: body.region or _("Whole country")))
        if hasattr(self.model_class, "bin"):  # type: ignore[attr-defined]
            columns.append(Column("bin", label=_("BIN")))
        return columns


class ReferenceChooseView(Choosable, ChooseView):
    pass


class ReferenceChooseResultsView(Choosable, ChooseResultsView):
    pass


class ReferenceChooser(AdminSnippetChooser):
    """Wagtail's texts name the model: in Russian that asks for another case of the noun."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choose_one_text = _("Choose from the list")
        self.choose_another_text = _("Choose another")
        self.link_to_chosen_text = _("Edit")


class ReferenceChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    creation_tab_label = _("Not in the list")
    create_action_label = _("Add and choose")

    @cached_property
    def widget_class(self) -> Any:
        return ReferenceChooser(model=self.model, icon=self.icon)


class ShortListChooserViewSet(ReferenceChooserViewSet):
    """For a vocabulary of a few entries: forms offer a plain select."""

    register_widget = False


def chooser(model: type, fields: list[str] | None = None) -> type[ReferenceChooserViewSet]:
    """With `fields`, a record can be made inside."""
    form = modelform_factory(model, form=NewInChooser, fields=fields) if fields else None
    return type(f"{model.__name__}ChooserViewSet", (ReferenceChooserViewSet,), {"creation_form_class": form})


BodyChooser = chooser(ExecutiveBody, ["name_ru", "name_kk", "kind", "region", "source"])
OfficialChooser = chooser(Official, ["name_ru", "name_kk", "source"])
InitiatorChooser = chooser(Initiator, ["name_ru", "name_kk", "bin", "is_private"])
CouncilChooser = chooser(Council, ["name_ru", "name_kk", "body"])
ActChooser = chooser(Act)
ProvisionChooser = chooser(Provision)
CriterionChooser = chooser(Criterion)
