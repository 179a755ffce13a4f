"""A chain at the desk: its letters in time, how each due day was counted, and what can be done now."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from monitoring.admin.referrals.forms import CloseForm, LetterForm, ReasonForm, ReopenForm
from monitoring.admin.referrals.rating import ratings_of
from monitoring.admin.referrals.resolving import ResolveForm
from monitoring.admin.referrals.step import StepPanel, step_panels
from monitoring.admin.referrals.verbs import VERBS, possible
from monitoring.admin.refusals import case_url
from monitoring.admin.scope import keys
from monitoring.enums import ReplyQuality
from monitoring.models import Referral, ReferralOutcome, ReferralStep, StepEvent
from monitoring.services import referrals as services
from monitoring.services.errors import PublishingRefused


class ChainView(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Referral")
    header_icon = "mail"
    template_name = "monitoring/admin/referrals/chain.html"

    @cached_property
    def chain(self) -> Referral:
        own = Referral.objects.manageable_by(self.request.user).select_related("case__region", "case__body")
        found = own.prefetch_related("referred__finding__statuses").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def steps(self) -> dict[int, ReferralStep]:
        steps = self.chain.steps.select_related(
            "authority", "addressee", "rule__provision__act", "letter__file", "reply__file__file", "referral__case"
        ).prefetch_related(
            "events__author", "events__document", "events__struck_by", "questions", "outcomes__outcome", "next_steps"
        )
        return {step.pk: step for step in steps.order_by("pk")}

    def get_page_subtitle(self) -> str:
        return str(self.chain)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("monitoring_referrals:list"), "label": _("Referrals")},
            {"url": "", "label": str(self.chain)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        tried: forms.Form | None = kwargs.pop("tried", None)
        panels = step_panels(list(self.steps.values()), today)
        for panel in panels:
            self.offer(panel, today, tried)
        given = tried if isinstance(tried, (AddForm, CloseForm, ReopenForm)) else None
        return super().get_context_data(
            chain=self.chain,
            case_edit_url=case_url("edit", self.chain.case),
            letters_url=case_url("letters", self.chain.case),
            panels=panels,
            qualities=ReplyQuality.choices,
            chain_forms=self.chain_forms(given),
            media=sum((form.media for panel in panels for _n, _l, form, _o in panel.offers), AddForm().media),
            **kwargs,
        )

    def offer(self, panel: StepPanel, today: dt.date, tried: forms.Form | None) -> None:
        for name in possible(panel.step, today):
            form = self.form(name, panel.step)
            same = tried is not None and tried.prefix == form.prefix
            panel.offers.append((name, VERBS[name].label, tried if same and tried else form, same))
        panel.resolve = ResolveForm.of(panel.step)

    def chain_forms(self, given: forms.Form | None) -> list[tuple[str, Any, forms.Form, bool]]:
        offered: list[tuple[str, Any, type[forms.Form]]] = (
            [("reopen", _("Open the chain again"), ReopenForm)]
            if self.chain.closed_on
            else [("add", _("Another letter"), AddForm), ("close", _("Close the chain"), CloseForm)]
        )
        return [
            (name, label, given if isinstance(given, form) else form(prefix=name), isinstance(given, form))
            for name, label, form in offered
        ]

    def form(self, name: str, step: ReferralStep, *data: Any) -> Any:
        initial = draft_of(step) if name == "revise" else {}
        return VERBS[name].form(
            *data,
            step=step,
            user=self.request.user,
            prefix=f"{name}-{step.pk}",
            **({"initial": initial} if initial else {}),
        )

    # Doing ----------------------------------------------------------------------------------------------

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """`do` names the verb, `step` the letter it is about."""
        name = request.POST.get("do", "")
        try:
            tried = self.of_chain(name, request) if name in CHAIN_VERBS else self.of_step(name, request)
        except PublishingRefused as refusal:
            messages.error(request, str(refusal))
            tried = None
        if tried is not None:
            self.__dict__.pop("steps", None)
            return self.render_to_response(self.get_context_data(tried=tried), status=422)
        return redirect(request.path)

    def of_chain(self, name: str, request: HttpRequest) -> forms.Form | None:
        form = CHAIN_VERBS[name](request.POST, prefix=name)
        calls: dict[str, Any] = {
            "add": services.add_step,
            "close": services.close_chain,
            "reopen": services.reopen_chain,
        }
        if not form.is_valid():
            return form
        try:
            calls[name](referral=self.chain, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            return with_errors(form, error)
        messages.success(request, _("It is written."))
        return None

    def of_step(self, name: str, request: HttpRequest) -> forms.Form | None:
        step = self.steps.get(next(iter(keys([request.POST.get("step", "")])), 0))
        if step is None:
            raise Http404
        if name in VERBS:
            return self.do(name, step, request)
        return self.do_other(name, step, request)

    def do(self, name: str, step: ReferralStep, request: HttpRequest) -> forms.Form | None:
        form = self.form(name, step, request.POST, request.FILES)
        if not form.is_valid():
            return form
        verb = VERBS[name]
        values = {key: form.cleaned_data[key] for key in form.cleaned_data if key not in PAPER_FIELDS}
        try:
            with transaction.atomic():
                if verb.paper_field:
                    values[verb.paper_field] = form.paper(step.referral.case, f"{verb.label}: {step.addressee_name}")
                verb.run(step, request.user, values)
        except ValidationError as error:
            return with_errors(form, error)
        messages.success(request, _("It is written."))
        return None

    def do_other(self, name: str, step: ReferralStep, request: HttpRequest) -> forms.Form | None:
        """Small things with no form of their own; a refusal is told on top of the page."""
        try:
            if name == "rate":
                services.rate_questions(step=step, ratings=ratings_of(step, request.POST), user=request.user)
            elif name == "resolve":
                self.resolve(step, request)
            elif name in {"strike", "strike_outcome"}:
                self.strike(name, step, request)
            else:
                raise Http404
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("It is written."))
        return None

    def resolve(self, step: ReferralStep, request: HttpRequest) -> None:
        form = ResolveForm(step, request.POST)
        if form.is_valid():
            services.resolve_findings(
                step=step, findings=form.cleaned_data["findings"], user=request.user, note=form.note()
            )

    def strike(self, name: str, step: ReferralStep, request: HttpRequest) -> None:
        pk = next(iter(keys([request.POST.get("entry", "")])), 0)
        form = ReasonForm(request.POST, step=step, user=request.user)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        if name == "strike":
            event = StepEvent.objects.filter(step=step, pk=pk).first()
            if event is None:
                raise Http404
            services.strike_event(event=event, user=request.user, reason=reason)
        else:
            outcome = ReferralOutcome.objects.filter(step=step, pk=pk).first()
            if outcome is None:
                raise Http404
            services.strike_outcome(outcome=outcome, user=request.user, reason=reason)


class AddForm(LetterForm):
    """A letter of a chain, before there is a step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, step=ReferralStep(), user=None, **kwargs)


CHAIN_VERBS: dict[str, type[forms.Form]] = {"add": AddForm, "close": CloseForm, "reopen": ReopenForm}
PAPER_FIELDS = frozenset({"upload", "receipt", "is_public"})


def draft_of(step: ReferralStep) -> dict[str, Any]:
    fields = {name: getattr(step, name) for name in ("kind", "authority", "addressee", "addressee_text", "note")}
    return {**fields, "questions": "\n".join(question.text for question in step.questions.all())}


def with_errors(form: forms.Form, error: ValidationError) -> forms.Form:
    """Each error at its field, if the form has one of that name."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in by_field.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
    return form
