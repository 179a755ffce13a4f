"""Actions on many cases at once; a case of another desk does not exist for them."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy, ngettext
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from monitoring import permissions
from monitoring.admin.refusals import tell_refusal
from monitoring.admin.scope import can_be_deleted, keys
from monitoring.enums import Stage
from monitoring.models import Case, Centre
from monitoring.services.desk import assign_centre, publish_latest, set_stage
from monitoring.services.errors import PublishingRefused

__all__ = ["AssignCentre", "DeleteDrafts", "PublishCases", "SetStage"]


class CaseBulkAction(SnippetBulkAction):
    template_name = "monitoring/admin/bulk_confirm.html"
    question: Any = ""

    @classproperty
    def models(cls) -> list[type[Case]]:  # noqa: N805
        return [Case]

    def get_all_objects_in_listing_query(self, parent_id: Any) -> QuerySet[Case]:
        return Case.objects.manageable_by(self.request.user).values_list("pk", flat=True)

    def get_actionable_objects(self) -> tuple[list[Case], dict[str, list[Case]]]:
        own = Case.objects.manageable_by(self.request.user)
        ids = self.request.GET.getlist("id")
        if "all" not in ids:
            own = own.filter(pk__in=keys(ids))
        return list(own.select_related("region", "latest_revision")), {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.question, action_label=self.display_name, **kwargs)


class CentreForm(forms.Form):
    centre: Any = forms.ModelChoiceField(Centre.objects.all(), label=gettext_lazy("Aarhus centre"))


class StageForm(forms.Form):
    stage = forms.ChoiceField(choices=Stage.choices, label=gettext_lazy("Stage"))


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What changed and why"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Public. For new versions whose draft gives no reason of its own."),
    )


class AssignCentre(CaseBulkAction):
    display_name = gettext_lazy("Assign to a centre")
    aria_label = gettext_lazy("Assign the selected cases to a centre")
    action_type = "assign_centre"
    question = gettext_lazy("To which centre do these cases go?")
    form_class = CentreForm

    def get_form(self, form_class: Any = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        centres = permissions.managed_centres(self.request.user)
        if centres is not None:
            form.fields["centre"].queryset = Centre.objects.filter(pk__in=centres)  # type: ignore[attr-defined]
        return form

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "centre": self.cleaned_form.cleaned_data["centre"]}

    @classmethod
    def execute_action(
        cls, objects: list[Case], self: Any = None, centre: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        for case in objects:
            assign_centre(case=case, centre=centre, user=self.request.user)
        return len(objects), 0

    def get_success_message(self, count: int, children: int) -> str:
        return ngettext("%(count)d case is assigned.", "%(count)d cases are assigned.", count) % {"count": count}


class SetStage(CaseBulkAction):
    display_name = gettext_lazy("Set the stage")
    aria_label = gettext_lazy("Set the stage of the selected cases in their drafts")
    action_type = "set_stage"
    question = gettext_lazy("Which stage do these cases have? It goes into their drafts.")
    form_class = StageForm

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "stage": self.cleaned_form.cleaned_data["stage"]}

    @classmethod
    def execute_action(cls, objects: list[Case], self: Any = None, stage: str = "", **kwargs: Any) -> tuple[int, int]:
        for case in objects:
            set_stage(case=case, stage=stage, user=self.request.user)
        return len(objects), 0

    def get_success_message(self, count: int, children: int) -> str:
        return ngettext("The stage is set in %(count)d draft.", "The stage is set in %(count)d drafts.", count) % {
            "count": count
        }


class PublishCases(CaseBulkAction):
    display_name = gettext_lazy("Publish")
    aria_label = gettext_lazy("Publish the selected cases")
    action_type = "publish"
    question = gettext_lazy("Publish the latest drafts of these cases? Each is checked by the same rules as alone.")
    form_class = NoteForm

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "note": self.cleaned_form.cleaned_data["note"]}

    @classmethod
    def execute_action(cls, objects: list[Case], self: Any = None, note: str = "", **kwargs: Any) -> tuple[int, int]:
        """Each in a savepoint of its own: what is refused is told, what is allowed is published."""
        published = 0
        for case in objects:
            try:
                with transaction.atomic():
                    publish_latest(case=case, user=self.request.user, note=note)
                published += 1
            except PublishingRefused as refusal:
                tell_refusal(self.request, case, refusal, named=True)
        return published, 0

    def get_success_message(self, count: int, children: int) -> str | None:
        if not count:
            return None
        return ngettext("%(count)d case is published.", "%(count)d cases are published.", count) % {"count": count}


class DeleteDrafts(CaseBulkAction, DeleteBulkAction):
    """Takes the place of Wagtail's deletion, which would name any case by its number."""

    template_name = DeleteBulkAction.template_name
    display_name = gettext_lazy("Delete drafts")
    aria_label = gettext_lazy("Delete the selected drafts")
    action_priority = 200

    def check_perm(self, case: Case) -> bool:
        return can_be_deleted(case)

    def get_actionable_objects(self) -> tuple[list[Case], dict[str, list[Case]]]:
        own, _none = CaseBulkAction.get_actionable_objects(self)
        return (
            [case for case in own if can_be_deleted(case)],
            {"items_with_no_access": [case for case in own if not can_be_deleted(case)]},
        )
