"""The volunteer's own words beside the coordinator's remarks, and the two ways back: returned, or refused."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring.admin.answers import Answered, answered
from monitoring.admin.case_page import CasePage
from monitoring.admin.refusals import tell_refusal
from monitoring.admin.review_forms import CommentForm, ReasonForm, RefusalForm
from monitoring.admin.scope import keys
from monitoring.models import EvidenceReceipt, FieldLog, ReviewComment
from monitoring.services.errors import PublishingRefused
from monitoring.services.publishing import may_publish
from monitoring.services.review import comment_on, refuse_log, resolve_comment, return_to_author


@dataclass(frozen=True)
class Question:
    answer: Answered
    comments: list[ReviewComment]
    form: CommentForm


class ReviewView(CasePage):
    page_title = gettext_lazy("Review")
    template_name = "monitoring/admin/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.case
        log = FieldLog.objects.filter(case=case).select_related("volunteer").first()
        receipts = EvidenceReceipt.objects.filter(log=log).select_related("file") if log else []
        task = case.current_workflow_task_state
        review = case.current_workflow_state
        returned = review.current_task_state if review and review.status == review.STATUS_NEEDS_CHANGES else None
        return super().get_context_data(
            log=log,
            receipts=receipts,
            questions=self.questions(log),
            task=task,
            returned=returned,
            may_publish=task is not None and may_publish(case=case, user=self.request.user),
            can_refuse=log is not None and log.refused_at is None and case.version == 0,
            **{"reason_form": ReasonForm(), "refusal_form": RefusalForm(), **kwargs},
        )

    def questions(self, log: FieldLog | None) -> list[Question]:
        comments = list(self.case.review_comments.select_related("author"))
        answers = [*answered(log), Answered("", _("The whole record"), "")]
        return [
            Question(
                answer,
                [comment for comment in comments if comment.field == answer.name],
                CommentForm(initial={"field": answer.name}, auto_id=f"id_{answer.name or 'whole'}_%s"),
            )
            for answer in answers
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = {
            "comment": self.add_comment,
            "resolve": self.resolve,
            "return": self.give_back,
            "refuse": self.refuse,
        }.get(request.POST.get("step", ""), self.add_comment)
        try:
            invalid = step(request)
        except PublishingRefused as refusal:
            tell_refusal(request, self.case, refusal)
            invalid = None
        if invalid is not None:
            return self.render_to_response(self.get_context_data(**invalid), status=422)
        return redirect(request.path)

    def add_comment(self, request: HttpRequest) -> None:
        form = CommentForm(request.POST)
        text = form.cleaned_data["text"] if form.is_valid() else ""
        field = form.cleaned_data.get("field", "")
        comment_on(case=self.case, user=request.user, field=field, text=text)
        messages.success(request, _("The comment is written. The author sees it when the record is returned."))

    def resolve(self, request: HttpRequest) -> None:
        comments = self.case.review_comments.all()
        resolve_comment(comment=get_object_or_404(comments, pk__in=keys([request.POST.get("comment", "")])))

    def give_back(self, request: HttpRequest) -> dict[str, forms.Form] | None:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return {"reason_form": form}
        return_to_author(case=self.case, user=request.user, reason=form.cleaned_data["comment"])
        messages.success(request, _("The record is returned to its author."))
        return None

    def refuse(self, request: HttpRequest) -> dict[str, forms.Form] | None:
        form = RefusalForm(request.POST)
        if not form.is_valid():
            return {"refusal_form": form}
        refuse_log(case=self.case, user=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The record is refused. The volunteer reads your reason."))
        return None
