"""Creating and editing a case: Wagtail's views, with our rules of publishing told in words."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from monitoring import permissions
from monitoring.admin.refusals import case_url, link, tell_refusal
from monitoring.admin.scope import can_be_deleted
from monitoring.admin.side_panel import ReviewSidePanel
from monitoring.models import Case
from monitoring.services.desk import set_publication
from monitoring.services.drafts import say_the_same
from monitoring.services.errors import PublishingRefused
from monitoring.services.publishing import may_publish

HANDS_OVER = frozenset({"publish", "submit", "restart-workflow", "workflow-action"})


class HandingOver:
    """What both views share: a public record is not handed over without a word on what changed.

    Nothing is saved by itself while a person types: a revision makes them an author, who may not publish.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled, self.autosave_interval = False, 0

    def is_valid(self, form: Any) -> bool:
        valid: bool = super().is_valid(form)  # type: ignore[misc]
        if valid and self.hands_over and form.instance.version and not form.cleaned_data.get("change_note", "").strip():
            form.add_error("change_note", _("Write what changed and why: readers see it in the record's history."))
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return False
        return valid

    @property
    def hands_over(self) -> bool:
        if self.action == "workflow-action":  # type: ignore[attr-defined]
            return bool(self.workflow_action == "approve")  # type: ignore[attr-defined]
        return self.action in HANDS_OVER  # type: ignore[attr-defined]

    def publish_action(self) -> HttpResponse | None:
        return self.or_refused(super().publish_action)  # type: ignore[misc]

    def or_refused(self, publish: Any) -> HttpResponse | None:
        try:
            response: HttpResponse | None = publish()
        except PublishingRefused as refusal:
            tell_refusal(self.request, self.object, refusal)  # type: ignore[attr-defined]
            messages.info(self.request, _("What you wrote is kept as a draft."))  # type: ignore[attr-defined]
            return redirect(case_url("edit", self.object))  # type: ignore[attr-defined]
        return response


class CaseCreateView(HandingOver, CreateView):
    pass


class CaseEditView(HandingOver, EditView):
    def get_object(self, queryset: Any = None) -> Case:
        return super().get_object(queryset or Case.objects.manageable_by(self.request.user))

    def get_available_actions(self) -> list[str]:
        """A volunteer's record leaves its review only published, returned or refused."""
        actions: list[str] = super().get_available_actions()
        if hasattr(self.live_object, "log"):
            return [action for action in actions if action not in ("cancel-workflow", "restart-workflow")]
        return actions

    def save_instance(self) -> Case:
        """Publishing or returning without a change writes no new draft: who only checked is not an author."""
        if self.action not in HANDS_OVER or not self.latest_revision or self.has_changes_of_the_record:
            return super().save_instance()
        self.has_content_changes = False
        self.new_revision = self.latest_revision
        set_publication(
            revision=self.new_revision,
            note=self.form.cleaned_data.get("change_note", ""),
            go_live_at=self.form.cleaned_data.get("go_live_at"),
        )
        return self.object

    @cached_property
    def has_changes_of_the_record(self) -> bool:
        meant = self.form.save(commit=False).serializable_data()
        return not say_the_same(json.loads(json.dumps(meant, cls=DjangoJSONEncoder)), self.latest_revision.content)

    def workflow_action_action(self) -> HttpResponse | None:
        return self.or_refused(super().workflow_action_action)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        case = self.object
        buttons.append(link(_("Review"), "review", case, "clipboard-list", 5))
        buttons.append(link(_("Checklist"), "checklist", case, "list-ul", 6))
        buttons.append(link(_("Suggested findings"), "suggestions", case, "warning", 7))
        buttons.append(link(_("Right of reply"), "replies", case, "comment", 6))
        buttons.append(link(_("Letters"), "letters", case, "mail", 15))
        refer = reverse("monitoring_referrals:open", args=[case.pk])
        buttons.append(Button(_("Refer findings…"), url=refer, icon_name="mail", priority=16))
        buttons.append(link(_("Evidence pack"), "pack", case, "download", 20))
        if case.version:
            buttons.append(link(_("Close versions"), "versions", case, "lock", 35))
        if permissions.can_withdraw(self.request.user, case):
            buttons.append(link(_("Withdraw"), "unpublish", case, "download", 40))
        if self.is_stale:
            buttons.append(link(_("Compare and decide"), "reconcile", case, "resubmit", 1))
        return buttons

    @cached_property
    def is_stale(self) -> bool:
        return bool(self.object.based_on != self.live_object.version)

    @cached_property
    def can_delete(self) -> bool:
        return can_be_deleted(self.live_object)

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        return MediaContainer([*panels, ReviewSidePanel(self.live_object, self.request)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.request.method == "GET":
            self.explain()
        return context

    def explain(self) -> None:
        """Say before the work is done what would be refused after it."""
        if self.is_stale:
            messages.warning(
                self.request,
                _("This draft was begun from version %(old)s; version %(new)s is public now.")
                % {"old": self.object.based_on, "new": self.live_object.version},
                buttons=[messages.button(case_url("reconcile", self.object), _("Compare and decide"))],
            )
        if self.object.has_unpublished_changes and not may_publish(case=self.live_object, user=self.request.user):
            messages.info(self.request, _("You wrote part of this version: a second person checks and publishes it."))


class CaseDeleteView(DeleteView):
    page_title = gettext_lazy("Delete the draft")

    def get_object(self, queryset: Any = None) -> Case:
        case: Case = super().get_object(queryset or Case.objects.manageable_by(self.request.user))
        if not can_be_deleted(case):
            raise PermissionDenied
        return case
