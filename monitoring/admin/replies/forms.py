from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.admin.reference.choosers import ReferenceChooser
from monitoring.enums import FindingStatus, Language, Moderation
from monitoring.evidence.media_types import ACCEPT_ATTRIBUTE
from monitoring.models import BodyReply, Case, ExecutiveBody, Finding, ReplyRequest
from monitoring.reply_form import TEXT_LIMIT, ReplyForm


class InviteForm(forms.Form):
    """Findings of the draft, the body, where to write and in which language."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    findings = forms.TypedMultipleChoiceField(
        label=_("Signs of a breach"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As they stand in the draft now. The body is told exactly these words."),
        error_messages={"required": _("Choose the signs of a breach the body is asked about.")},
    )
    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=ExecutiveBody.objects.current(),
        widget=ReferenceChooser(model=ExecutiveBody),
        required=False,
        help_text=_("Empty for the body named in words in the record."),
    )
    email = forms.EmailField(
        label=_("E-mail of the body"),
        required=False,
        help_text=_(
            "An official address. Empty when you send the notice by post or e-Otinish: the link is shown to you once."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the notice"), choices=Language.choices)

    def __init__(self, draft: Case, asked: set[UUID], data: Any = None) -> None:
        initial = {"uid": uuid4(), "body": draft.body_id, "language": draft.language}
        super().__init__(data, initial=initial)
        findings: Any = self.fields["findings"]
        findings.choices = [(str(finding.uid), label(finding, asked)) for finding in askable(draft)]


def askable(draft: Case) -> list[Finding]:
    return [finding for finding in draft.findings.all() if finding.status != FindingStatus.WITHDRAWN]


def label(finding: Finding, asked: set[UUID]) -> str:
    mark = _("asked already") if finding.uid in asked else _("not asked yet")
    return f"{finding.title} — {mark}"


class SoonerForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is published before the term ends"),
        help_text=_("Public: it stands beside the signs of a breach."),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )


class ModerationForm(forms.Form):
    to = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Moderation.SHOWN, _("Show")), (Moderation.REFUSED, _("Do not show"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why it is not shown"),
        help_text=_("Public: readers are told that a reply came and why it is not shown."),
        widget=forms.Textarea({"rows": 2}),
        max_length=500,
        required=False,
    )
    opened = forms.TypedMultipleChoiceField(
        label=_("Files to open to everyone"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Readers get a copy without the data of its author."),
    )

    def __init__(self, reply: BodyReply, data: Any = None) -> None:
        papers = list(reply.files.all())
        initial = {
            "to": Moderation.SHOWN if reply.moderation == Moderation.WAITING else reply.moderation,
            "reason": reply.moderation_reason,
            "opened": [str(paper.uid) for paper in papers if paper.is_public],
        }
        super().__init__(data, initial=initial, prefix=f"reply-{reply.pk}")
        opened: Any = self.fields["opened"]
        opened.choices = [(str(paper.uid), paper.title) for paper in papers]
        if not papers:
            del self.fields["opened"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("to") == Moderation.REFUSED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Give the reason: readers are told why a reply is not shown."))
        return cleaned


class PaperReplyForm(ReplyForm):
    """A reply that came on paper; its scan is confidential until it is opened at moderation."""

    received_on = forms.DateField(
        label=_("Received on"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"})
    )
    scan = forms.FileField(label=_("Scan"), required=False, widget=forms.FileInput({"accept": ACCEPT_ATTRIBUTE}))

    def __init__(self, request: ReplyRequest, data: Any = None, files: Any = None) -> None:
        super().__init__(request, data, files)
        self.prefix = "paper"
        self.fields["text"].help_text = _("Word for word. Up to %(limit)s characters.") % {"limit": TEXT_LIMIT}

    def clean_received_on(self) -> Any:
        received = self.cleaned_data["received_on"]
        if received > timezone.localdate():
            raise forms.ValidationError(_("This day is still ahead."))
        if self.request.sent_on and received < self.request.sent_on:
            raise forms.ValidationError(_("The body was asked later than that."))
        return received
