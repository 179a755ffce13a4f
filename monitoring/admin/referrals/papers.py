"""A scan that comes with a form: once received it is not lost when the form is refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.evidence.media_types import ACCEPT_ATTRIBUTE
from monitoring.models import Case, EvidenceReceipt, FollowUpFile
from monitoring.services.evidence import store_evidence


class PaperForm(forms.Form):
    """`receipt` carries the file between two tries; only its own sender can use it."""

    upload = forms.FileField(
        label=_("Scan or file"), required=False, widget=forms.FileInput({"accept": ACCEPT_ATTRIBUTE})
    )
    receipt = forms.UUIDField(required=False, widget=forms.HiddenInput)
    is_public = forms.BooleanField(
        label=_("Open the file to everyone"),
        required=False,
        help_text=_("Readers get a copy without the data of its author. Look for names of private people first."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        self.received: EvidenceReceipt | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if upload := cleaned.get("upload"):
            self.received = store_evidence(upload=upload, user=self.user)
        elif uid := cleaned.get("receipt"):
            own = EvidenceReceipt.objects.filter(uploaded_by=self.user.pk).select_related("file")
            self.received = own.filter(uid=uid).first()
        if self.received:
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as forms get it
            data[self.add_prefix("receipt")] = str(self.received.uid)
            self.data = data
            self.fields["upload"].help_text = _("Received: %(name)s") % {"name": self.received.original_name}
        return cleaned

    def paper(self, case: Case, title: str) -> FollowUpFile | None:
        """The file as a paper of the follow-up; the caller's transaction keeps or forgets it."""
        if self.received is None:
            return None
        made = FollowUpFile(
            case=case, file=self.received.file, title=title[:300], is_public=self.cleaned_data["is_public"]
        )
        made.full_clean()
        made.save()
        return made
