"""Wagtail's workflow views over cases."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import TaskState
from wagtail.snippets.views.snippets import (
    CollectWorkflowActionDataView,
    RevisionsUnscheduleView,
    WorkflowActionView,
)

from monitoring.admin.refusals import tell_refusal
from monitoring.services.errors import PublishingRefused


class OwnTaskState:
    """The address names a case and a task state; Wagtail 7.4 does not check that one belongs to the other."""

    def get_task_state(self) -> TaskState:
        of_this_case = TaskState.objects.filter(
            workflow_state__base_content_type=ContentType.objects.get_for_model(self.model),  # type: ignore[attr-defined]
            workflow_state__object_id=str(self.object.pk),  # type: ignore[attr-defined]
        )
        return get_object_or_404(of_this_case, pk=self.task_state_id).specific  # type: ignore[attr-defined]


class CaseWorkflowActionView(OwnTaskState, WorkflowActionView):
    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except PublishingRefused as refusal:
            tell_refusal(request, self.object, refusal)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)


class CaseCollectWorkflowActionDataView(OwnTaskState, CollectWorkflowActionDataView):
    pass


class CaseUnscheduleView(RevisionsUnscheduleView):
    pass
