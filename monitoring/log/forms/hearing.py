"""The hearing or discussion itself, and what was seen there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.enums import ConsultationStatus
from monitoring.log import choices
from monitoring.log.forms.base import LongText, StepForm
from monitoring.log.forms.dates import WhenField, has_begun, in_order

PEOPLE = 100_000


class HearingForm(StepForm):
    form = forms.ChoiceField(
        label=_("Was there a hearing or a discussion, or will there be one?"),
        choices=choices.FORMS,
        widget=forms.RadioSelect,
        required=False,
    )


class MeetingForm(StepForm):
    happened = forms.ChoiceField(
        label=_("Did it take place?"), choices=choices.HAPPENED, widget=forms.RadioSelect, required=False
    )
    held_on = WhenField(label=_("On what day?"))
    held_at = forms.TimeField(
        label=_("At what time did it begin?"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H-%M", "%H %M", "%H%M", "%H"],
        widget=forms.TextInput({"inputmode": "numeric", "placeholder": "15:00", "size": 6, "autocomplete": "off"}),
        error_messages={"invalid": _("Write the time like this: 15:00.")},
    )
    venue = LongText(label=_("Where?"), help_text=_("For example: village club, Zarya."), limit=300)
    online = forms.ChoiceField(
        label=_("Could people take part over the internet?"),
        choices=choices.YesNo.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    attendance = forms.CharField(
        label=_("How many people were there?"),
        help_text=_("An estimate is fine."),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "size": 6, "autocomplete": "off"}),
    )

    def clean_attendance(self) -> int | None:
        typed = "".join(self.cleaned_data["attendance"].split())
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()):
            raise ValidationError(_("Write a number, without words: 40."))
        count = int(typed[:12])
        for validator in (
            MinValueValidator(0),
            MaxValueValidator(PEOPLE, _("Check the number: %(show_value)s people?")),
        ):
            validator(count)
        return count

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        held_on, happened = cleaned.get("held_on"), cleaned.get("happened")
        if held_on and happened == ConsultationStatus.HELD and not has_begun(held_on, timezone.localdate()):
            self.add_error("held_on", _("This day has not come yet, but you wrote that it took place."))
        return cleaned


class DiscussionForm(StepForm):
    period_from = WhenField(label=_("From what day could people write?"))
    period_to = WhenField(label=_("Until what day?"))
    venue = LongText(label=_("On what website?"), limit=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not in_order(cleaned.get("period_from"), cleaned.get("period_to")):
            self.add_error("period_to", _("The end is before the beginning. Check both days."))
        return cleaned


class NoticeForm(StepForm):
    channels = forms.MultipleChoiceField(
        label=_("Where was it announced?"),
        help_text=_("Choose all that you saw or were told of."),
        choices=choices.CHANNELS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    documents = forms.ChoiceField(
        label=_("Could people read the documents beforehand, free of charge?"),
        choices=choices.Documents.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class SpeakForm(StepForm):
    speak = forms.ChoiceField(
        label=_("Could everybody who wanted to speak do so?"),
        choices=choices.Speak.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    refused = LongText(
        label=_("If somebody was refused: what did they want to say?"),
        help_text=_("No names needed."),
        limit=5_000,
        rows=3,
    )


class SeenForm(StepForm):
    seen = LongText(
        label=_("What did you see?"),
        help_text=_(
            "As it went, in your own words: who spoke, what was asked, what was answered, what was odd. "
            "Name no private persons: this may be published."
        ),
        limit=20_000,
        rows=8,
    )


class ConfidenceForm(StepForm):
    in_confidence = LongText(
        label=_("Is there anything we should know in confidence?"),
        help_text=_("Only the coordinator of the centre reads this. It is never published."),
        limit=20_000,
        rows=6,
    )
