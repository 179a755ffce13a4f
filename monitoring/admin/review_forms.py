from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm


class ReasonForm(TaskStateCommentForm):
    """The comment of Wagtail's workflow, made compulsory."""

    comment = forms.CharField(
        label=_("What is to be corrected"),
        help_text=_("The author reads it."),
        widget=forms.Textarea({"rows": 4}),
    )


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is refused"),
        help_text=_("The volunteer reads it. Nothing becomes public."),
        widget=forms.Textarea({"rows": 4}),
    )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Public reason"),
        help_text=_("Readers see it at the record's address instead of the record."),
        widget=forms.Textarea({"rows": 4}),
        max_length=500,
    )


class ClosingForm(forms.Form):
    versions = forms.TypedMultipleChoiceField(
        label=_("Versions to close"),
        help_text=_("The one that is public now closes as soon as a new version takes its place."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one version.")},
    )
    reason = forms.CharField(
        label=_("Public reason"),
        help_text=_("Readers see it in place of the version and of its note. Do not name whom it protects."),
        widget=forms.Textarea({"rows": 4}),
        max_length=500,
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versions"].choices = choices  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    field = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea({"rows": 2}))
