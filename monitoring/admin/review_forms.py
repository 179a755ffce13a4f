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


class CommentForm(forms.Form):
    field = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea({"rows": 2}))
