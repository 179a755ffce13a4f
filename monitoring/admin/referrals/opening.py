from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.referrals.chain import with_errors
from monitoring.admin.referrals.forms import PUBLIC_TEXT, LetterForm
from monitoring.models import Case, Finding, Referral, ReferralStep
from monitoring.services.referrals import add_step, open_chain


class OpenForm(LetterForm):
    """Findings of the published version, what is asked for, and the first letter."""

    findings = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Signs of a breach"),
        queryset=Finding.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one finding.")},
    )
    purpose = forms.CharField(
        label=gettext_lazy("What is asked for"), max_length=500, required=False, help_text=PUBLIC_TEXT
    )
    field_order = ["findings", "purpose", *LetterForm.field_order]

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, step=ReferralStep(), user=None, **kwargs)
        shown = [item.pk for item in case.findings.all() if item.is_shown]
        field: Any = self.fields["findings"]
        field.queryset = Finding.objects.filter(pk__in=shown)


class OpenView(CasePage):
    """“Refer findings…” of a case: a chain with its first letter."""

    page_title = gettext_lazy("Refer findings")
    header_icon = "mail"
    template_name = "monitoring/admin/referrals/open.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chains = Referral.objects.manageable_by(self.request.user).filter(case=self.case)
        public = Case.objects.public().filter(pk=self.case.pk).exists()
        return super().get_context_data(
            chains=chains.prefetch_related("steps__authority", "steps__addressee"),
            **{"form": OpenForm(self.case) if public else None, **kwargs},
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = OpenForm(self.case, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        letter = dict(form.cleaned_data)
        try:
            with transaction.atomic():
                chain = open_chain(
                    case=self.case, findings=letter.pop("findings"), purpose=letter.pop("purpose"), user=request.user
                )
                add_step(referral=chain, user=request.user, **letter)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(form=with_errors(form, error)), status=422)
        messages.success(request, _("The chain is open. Say when the letter was sent: from then on it is public."))
        return redirect("monitoring_referrals:chain", pk=chain.pk)
