"""The right of reply of one case at the desk: whom to ask about what, and what to do with what came back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.refusals import NAMESPACE, case_url
from monitoring.admin.replies.forms import InviteForm, ModerationForm, PaperReplyForm, SoonerForm
from monitoring.admin.scope import keys
from monitoring.models import BodyReply, ReplyRequest
from monitoring.presenters.reply_notice import notice
from monitoring.services.body_replies import enter_reply, moderate
from monitoring.services.right_of_reply import (
    Invitation,
    cancel_request,
    invite_body,
    publish_sooner,
    renew_link,
    snapshot,
    term_from,
)


def request_url(request: ReplyRequest) -> str:
    return reverse(f"{NAMESPACE}:reply_request", args=[request.case_id, request.uid])


class CaseRepliesView(CasePage):
    """Invitations of the case, the latest first."""

    page_title = gettext_lazy("Right of reply")
    template_name = "monitoring/admin/replies/case.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        requests = ReplyRequest.objects.manageable_by(self.request.user).filter(case=self.case)
        rows = requests.select_related("body", "case").prefetch_related("findings", "replies").order_by("-created_at")
        return super().get_context_data(
            requests=[(row, request_url(row)) for row in rows],
            invite_url=case_url("reply_invite", self.case),
            today=timezone.localdate(),
            **kwargs,
        )


class InviteView(CasePage):
    """Choose, look at the notice, send. The link is shown on the answer to the last step and never again."""

    page_title = gettext_lazy("Invite the body to reply")
    template_name = "monitoring/admin/replies/invite.html"

    @cached_property
    def draft(self) -> Any:
        return self.case.get_latest_revision_as_object()

    def form(self, data: Any = None) -> InviteForm:
        rows = ReplyRequest.objects.manageable_by(self.request.user).standing().filter(case=self.case)
        return InviteForm(self.draft, set(rows.values_list("findings__finding_uid", flat=True)), data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            replies_url=case_url("replies", self.case), **{"form": self.form(), "draft": self.draft, **kwargs}
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            if request.POST.get("step") == "send":
                return link_page(request, self.invite(request, form.cleaned_data))
            preview = self.preview(form.cleaned_data)
        except ValidationError as error:
            if error.code == "repeated":
                messages.info(request, " ".join(error.messages))
                return redirect(case_url("replies", self.case))
            form.add_error(None, error)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self.render_to_response(self.get_context_data(form=form, notice=preview, carried=carried(form)))

    def invite(self, request: HttpRequest, chosen: dict[str, Any]) -> Invitation:
        return invite_body(
            case=self.case,
            finding_uids=chosen["findings"],
            body=chosen["body"],
            email=chosen["email"],
            language=chosen["language"],
            user=request.user,
            uid=chosen["uid"],
        )

    def preview(self, chosen: dict[str, Any]) -> dict[str, Any]:
        today = timezone.localdate()
        asked = ReplyRequest(
            uid=chosen["uid"],
            case=self.case,
            body=chosen["body"],
            language=chosen["language"],
            sent_on=today,
            due_on=term_from(today)[1],
        )
        findings = [finding for finding in self.draft.findings.all() if finding.uid in chosen["findings"]]
        return notice(asked, snapshot(findings, chosen["language"]))


def carried(form: forms.Form) -> list[str]:
    """What was chosen, hidden beside the notice."""
    return [
        forms.MultipleHiddenInput().render(bound.html_name, value)
        if isinstance(value := bound.value(), list)
        else forms.HiddenInput().render(bound.html_name, value)
        for bound in form
    ]


def link_page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The notice ready for printing, with the link; kept by no cache."""
    asked = invitation.request
    told = notice(asked, list(asked.findings.all()), invitation.token)
    response = notice_page(request, asked, told)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def notice_page(request: HttpRequest, asked: ReplyRequest, told: dict[str, Any]) -> HttpResponse:
    context = {"asked": asked, "notice": told, "back_url": request_url(asked)}
    return render(request, "monitoring/admin/replies/notice.html", context)


class RequestPage(CasePage):
    @cached_property
    def asked(self) -> ReplyRequest:
        requests = ReplyRequest.objects.manageable_by(self.request.user).select_related("case__centre", "body")
        return get_object_or_404(requests, case=self.case, uid=self.kwargs["uid"])


class NoticeView(RequestPage):
    """The notice for printing, without the link."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return notice_page(request, self.asked, notice(self.asked, list(self.asked.findings.all())))


class RequestView(RequestPage):
    page_title = gettext_lazy("Invitation to reply")
    template_name = "monitoring/admin/replies/request.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        replies = self.asked.replies.prefetch_related("files__file")
        invalid: ModerationForm | None = kwargs.pop("moderation", None)
        titles = {row.finding_uid: row.title for row in self.asked.findings.all()}
        return super().get_context_data(
            asked=self.asked,
            findings=self.asked.findings.all(),
            replies=[
                {
                    "reply": reply,
                    "about": titles.get(reply.finding_uid) if reply.finding_uid else "",
                    "form": form if invalid is None or invalid.prefix != form.prefix else invalid,
                }
                for reply in replies
                for form in [ModerationForm(reply)]
            ],
            replies_url=case_url("replies", self.case),
            notice_url=reverse(f"{NAMESPACE}:reply_notice", args=[self.case.pk, self.asked.uid]),
            today=timezone.localdate(),
            **{"sooner_form": SoonerForm(), "paper_form": PaperReplyForm(self.asked), **kwargs},
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        steps: dict[str, Callable[[HttpRequest], HttpResponse | None]] = {
            "renew": self.renew,
            "cancel": self.cancel,
            "sooner": self.sooner,
            "paper": self.paper,
            "moderate": self.moderate,
        }
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            return redirect(request.path)
        try:
            answer = step(request)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            answer = None
        return answer or redirect(request.path)

    def renew(self, request: HttpRequest) -> HttpResponse:
        return link_page(request, renew_link(request=self.asked, user=request.user))

    def cancel(self, request: HttpRequest) -> None:
        cancel_request(request=self.asked, user=request.user)
        messages.success(request, _("The invitation is cancelled and its link is closed."))

    def sooner(self, request: HttpRequest) -> HttpResponse | None:
        form = SoonerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(sooner_form=form), status=422)
        publish_sooner(request=self.asked, reason=form.cleaned_data["reason"], user=request.user)
        messages.success(request, _("The reason is recorded: these signs may be published now."))
        return None

    def paper(self, request: HttpRequest) -> HttpResponse | None:
        form = PaperReplyForm(self.asked, request.POST, request.FILES)
        if form.is_valid():
            try:
                self.enter(request, form)
            except ValidationError as error:
                form.add_error("scan", error.messages)
            else:
                messages.success(request, _("The reply is entered. Read it through and show it below."))
                return None
        return self.render_to_response(self.get_context_data(paper_form=form), status=422)

    def enter(self, request: HttpRequest, form: PaperReplyForm) -> None:
        typed = form.cleaned_data
        received = timezone.localtime().replace(
            year=typed["received_on"].year, month=typed["received_on"].month, day=typed["received_on"].day
        )
        enter_reply(
            request=self.asked,
            texts=form.texts,
            fields={**{name: typed[name] for name in ("name", "position", "language")}, "received_at": received},
            scan=typed["scan"],
            user=request.user,
        )

    def moderate(self, request: HttpRequest) -> HttpResponse | None:
        reply: BodyReply = get_object_or_404(self.asked.replies, pk__in=keys([request.POST.get("reply", "")]))
        form = ModerationForm(reply, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(moderation=form), status=422)
        chosen: list[UUID] = form.cleaned_data.get("opened") or []
        moderate(
            reply=reply,
            to=form.cleaned_data["to"],
            reason=form.cleaned_data["reason"],
            public_files=chosen,
            user=request.user,
        )
        messages.success(request, _("The decision is recorded."))
        return None
