"""One small form for each verb of a letter."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.admin.reference.choosers import ReferenceChooser
from monitoring.admin.referrals.papers import PaperForm
from monitoring.enums import OutcomeLevel, ReferralKind, ReplyResult
from monitoring.models import Authority, DeadlineRule, ExecutiveBody, Official, Outcome, ReferralStep

PUBLIC = _("Public.")
PUBLIC_TEXT = _("Public. Name no private person.")


def day(label: Any, *, required: bool = True, today: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        initial=timezone.localdate if today else None,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=help_text,
    )


def text(
    label: Any, *, rows: int = 2, length: int = 500, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
    )


def number(label: Any = None) -> forms.CharField:
    return forms.CharField(label=label or _("Registration number"), max_length=100, required=False)


class StepForm(PaperForm):
    """A form about one letter; `step` is it."""

    has_paper = True

    def __init__(self, *args: Any, step: ReferralStep, **kwargs: Any) -> None:
        self.step = step
        super().__init__(*args, **kwargs)
        if not self.has_paper:
            for name in ("upload", "receipt", "is_public"):
                del self.fields[name]


class AddresseeForm(StepForm):
    has_paper = False
    authority: Any = forms.ModelChoiceField(label=_("Kind of addressee"), queryset=Authority.objects.all())
    addressee = forms.ModelChoiceField(
        label=_("Addressee"),
        queryset=ExecutiveBody.objects.current(),
        widget=ReferenceChooser(model=ExecutiveBody),
        required=False,
    )
    addressee_text = forms.CharField(
        label=_("Addressee, if not in the list"), max_length=300, required=False, help_text=PUBLIC_TEXT
    )


class LetterForm(AddresseeForm):
    kind = forms.ChoiceField(label=_("Kind of letter"), choices=ReferralKind.choices)
    questions = forms.CharField(
        label=_("What is asked, one question a line"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Public once it is sent. The reply is rated question by question."),
    )
    note = text(_("Note"), required=False, length=5000, help_text=_("For colleagues only."))
    field_order = ["kind", "authority", "addressee", "addressee_text", "questions", "note"]

    def clean_questions(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]


class AppealForm(LetterForm):
    note = None  # type: ignore[assignment]  # an appeal gets its note when it is revised


class SilenceForm(AppealForm):
    kind = None  # type: ignore[assignment]  # an appeal of silence is of one kind


class SentForm(StepForm):
    sent_on = day(_("Sent on"), today=True)
    received_on = day(_("Received by the addressee on"), required=False, help_text=_("The term runs from this day."))
    registration_no = number()
    rule: Any = forms.ModelChoiceField(
        label=_("Term of the reply"),
        queryset=DeadlineRule.objects.all(),
        required=False,
        empty_label=_("By the kind of letter"),
    )
    field_order = ["sent_on", "received_on", "registration_no", "rule"]


class RegisterForm(StepForm):
    has_paper = False
    on = day(_("Received by the addressee on"), today=True)
    registration_no = number()


class ExtendForm(StepForm):
    on = day(_("The body told it on"), today=True)
    until = day(_("New last day, as the body wrote"))
    text = text(_("Document"), required=False, help_text=PUBLIC)
    field_order = ["on", "until", "text"]


class SuspendForm(StepForm):
    start = day(_("From"), help_text=_("Both days inclusive do not count."))
    end = day(_("To"))
    text = text(_("Document that suspends the term"), help_text=PUBLIC)
    field_order = ["start", "end", "text"]


class TransferForm(AddresseeForm):
    has_paper = True
    on = day(_("Passed on"), today=True)
    received_on = day(_("Received by the addressee on"), required=False)
    registration_no = number()
    field_order = ["on", "authority", "addressee", "addressee_text", "received_on", "registration_no"]


class ReplyForm(StepForm):
    received_on = day(_("Received on"), today=True)
    number = number(_("Number"))
    result = forms.ChoiceField(label=_("Result"), choices=ReplyResult.choices)
    summary = text(_("What it says"), rows=4, length=20000, required=False, help_text=PUBLIC_TEXT)
    field_order = ["received_on", "number", "result", "summary"]


class CorrectReplyForm(ReplyForm):
    reason = text(_("Why it is corrected"), help_text=_("For colleagues only."))

    def __init__(self, *args: Any, step: ReferralStep, **kwargs: Any) -> None:
        reply = step.reply
        initial = {name: getattr(reply, name) for name in ("received_on", "number", "result", "summary")}
        super().__init__(*args, step=step, initial=initial, **kwargs)


class CorrectForm(StepForm):
    has_paper = False
    sent_on = day(_("Sent on"))
    received_on = day(_("Received by the addressee on"), required=False)
    registration_no = number()
    reason = text(_("Why it is corrected"), help_text=_("For colleagues only."))

    def __init__(self, *args: Any, step: ReferralStep, **kwargs: Any) -> None:
        initial = {name: getattr(step, name) for name in ("sent_on", "received_on", "registration_no")}
        super().__init__(*args, step=step, initial=initial, **kwargs)


class OutcomeForm(StepForm):
    outcome: Any = forms.ModelChoiceField(label=_("Outcome"), queryset=Outcome.objects.all())
    on = day(_("Date"), today=True)
    document = forms.CharField(
        label=_("Act that says so"), max_length=300, help_text=_("Its number and date. Public: the outcome cites it.")
    )
    level = forms.ChoiceField(label=_("For whom"), choices=OutcomeLevel.choices)
    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=ExecutiveBody.objects.current(),
        required=False,
        widget=ReferenceChooser(model=ExecutiveBody),
        help_text=_("Empty for the body of the record."),
    )
    official = forms.ModelChoiceField(
        label=_("Official"),
        queryset=Official.objects.all(),
        required=False,
        widget=ReferenceChooser(model=Official),
        help_text=_("Only as the act cited names them."),
    )
    note = text(_("In plain words"), required=False, help_text=PUBLIC_TEXT)
    field_order = ["outcome", "on", "document", "level", "body", "official", "note"]


class ReasonForm(StepForm):
    has_paper = False
    reason = text(_("Why"), help_text=_("For colleagues only."))


class EmptyForm(StepForm):
    has_paper = False


class CloseForm(forms.Form):
    on = day(_("Date"), today=True)
    text = text(_("Why it is closed"), help_text=PUBLIC)


class ReopenForm(forms.Form):
    text = text(_("Why"), help_text=_("For colleagues only."))
