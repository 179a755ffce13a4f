"""Merging from the list: choose which record stays, see what moves, confirm."""

from typing import Any

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponseBase
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from monitoring import permissions
from monitoring.admin.reference.viewsets import ReferenceGroup
from monitoring.models import CalendarDay, DeadlineRule
from monitoring.services.deadlines import law_changed
from monitoring.services.merging import MERGEABLE, MergeRefused, check_merge, merge, warnings
from monitoring.services.usage import is_used, used_by


class MergeForm(forms.Form):
    """Twice through the same form: `seen` names the choice whose consequences were shown."""

    keep: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label=gettext_lazy("Which record stays?"), widget=forms.RadioSelect, empty_label=None
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class MergeDuplicates(SnippetBulkAction):
    display_name = gettext_lazy("Merge duplicates")
    aria_label = gettext_lazy("Merge the selected records into one")
    action_type = "merge"
    action_priority = 10
    template_name = "monitoring/admin/reference/merge.html"
    form_class = MergeForm

    @classproperty
    def models(cls) -> list[type]:  # noqa: N805
        return list(MERGEABLE)

    def check_perm(self, record: Any) -> bool:
        policy = type(record).snippet_viewset.permission_policy
        may_change = policy.user_has_permission(self.request.user, "change")
        return permissions.can_merge_reference(self.request.user) and may_change and not record.merged_into_id

    def get_form(self, form_class: Any = None) -> Form:
        form: Form = super().get_form(form_class)
        records, _without_access = self.get_actionable_objects()
        form.fields["keep"].queryset = self.model.objects.filter(  # type: ignore[attr-defined]
            pk__in=[record.pk for record in records]
        )
        form.fields["keep"].label_from_instance = lambda record: f"{record} ({record.key})"  # type: ignore[attr-defined]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        records = [row["item"] for row in context["items"]]
        for row in context["items"]:
            row["used"] = sorted(used_by([row["item"]]).items())
        return {**context, "warnings": warnings(records), "action_label": self.display_name}

    def form_valid(self, form: Form) -> HttpResponseBase:
        keep = form.cleaned_data["keep"]
        records, _without_access = self.get_actionable_objects()
        duplicates = [record for record in records if record != keep]
        try:
            check_merge(keep=keep, duplicates=duplicates, user=self.request.user)
            if form.cleaned_data["seen"] != str(keep.pk):
                form.data = {**form.data.dict(), "seen": str(keep.pk)}  # type: ignore[attr-defined]
                return self.render_to_response(
                    self.get_context_data(
                        form=form, keep=keep, duplicates=duplicates, moves=sorted(used_by(duplicates).items())
                    )
                )
            response: HttpResponseBase = super().form_valid(form)
            return response
        except MergeRefused as refusal:
            messages.error(self.request, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "keep": self.cleaned_form.cleaned_data["keep"]}

    @classmethod
    def execute_action(cls, objects: list[Any], self: Any = None, keep: Any = None, **kwargs: Any) -> tuple[int, int]:
        duplicates = [record for record in objects if record != keep]
        merge(keep=keep, duplicates=duplicates, user=self.request.user)
        return len(duplicates), 0

    def get_success_message(self, count: int, children: int) -> str:
        keep = self.cleaned_form.cleaned_data["keep"]
        return _("Merged into “%(keep)s”. Old addresses lead there now.") % {"keep": keep}


class DeleteUnused(DeleteBulkAction):
    """Takes the place of Wagtail's deletion, which would fail on what is in use."""

    template_name = DeleteBulkAction.template_name

    @classproperty
    def models(cls) -> list[type]:  # noqa: N805
        return [viewset.model for viewset in ReferenceGroup.items]

    def check_perm(self, record: Any) -> bool:
        return bool(super().check_perm(record)) and not is_used(record)

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        done: tuple[int, int] = super().execute_action(objects, **kwargs)
        if any(isinstance(record, (DeadlineRule, CalendarDay)) for record in objects):
            law_changed()
        return done
