"""All the criteria of a case on one page: the computed answer with its working beside the person's."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.checklist_form import ChecklistForm
from monitoring.admin.refusals import tell_refusal
from monitoring.models import Case
from monitoring.presenters.case_checklist import coverage_text, score_figures
from monitoring.services.answers import DraftMoved, save_answers
from monitoring.services.assessing import Assessed, assess
from monitoring.services.errors import PublishingRefused


class ChecklistView(CasePage):
    page_title = gettext_lazy("Checklist")
    template_name = "monitoring/admin/checklist.html"

    @cached_property
    def draft(self) -> Case:
        draft: Case = self.case.get_latest_revision_as_object()
        return draft

    @cached_property
    def assessed(self) -> Assessed:
        return assess(self.draft, today=timezone.localdate())

    def form(self, data: Any = None) -> ChecklistForm:
        opened = {"opened": self.case.latest_revision_id}
        return ChecklistForm(self.assessed, self.draft.language, data, initial=opened)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form()
        return super().get_context_data(
            form=form,
            stages=list(form.stages()),
            draft=self.draft,
            figures=score_figures(self.assessed.score),
            coverage=coverage_text(self.assessed.score),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            messages.error(request, _("The answers are not saved yet: see below what is missing."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            revision = save_answers(
                case=self.case, answers=form.answers(), opened=form.cleaned_data["opened"], user=request.user
            )
        except DraftMoved as moved:
            messages.error(request, str(moved))
            return self.render_to_response(self.get_context_data(form=self.again(request)), status=409)
        except PublishingRefused as refusal:
            tell_refusal(request, self.case, refusal)
            return redirect(request.path)
        if revision is None:
            messages.info(request, _("Nothing changed."))
        else:
            messages.success(request, _("The answers are saved in the draft."))
        return redirect(request.path)

    def again(self, request: HttpRequest) -> ChecklistForm:
        """What was typed, over the draft as it is now."""
        data = request.POST.copy()
        data["opened"] = str(self.case.latest_revision_id or "")
        return self.form(data)
