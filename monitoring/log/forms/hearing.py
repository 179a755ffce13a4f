"""The hearing or discussion itself, and what was seen there."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.enums import ConsultationStatus
from monitoring.log import choices
from monitoring.log.forms.base import LongText, StepForm
from monitoring.log.forms.dates import WhenField, has_begun, in_order
from monitoring.log.forms.quick import ChoiceOf, ClockField, CountField

PEOPLE = 100_000
QUESTIONS = 1_000


class HearingForm(StepForm):
    form = ChoiceOf(label=_("Was there a hearing or a discussion, or will there be one?"), choices=choices.FORMS)


class MeetingForm(StepForm):
    happened = ChoiceOf(label=_("Did it take place?"), choices=choices.HAPPENED)
    held_on = WhenField(label=_("On what day?"))
    held_at = ClockField(label=_("At what time did it begin?"))
    venue = LongText(label=_("Where?"), help_text=_("For example: village club, Zarya."), limit=300)
    online = ChoiceOf(label=_("Could people take part over the internet?"))
    attendance = CountField(
        label=_("How many people were there?"),
        help_text=_("An estimate is fine."),
        limit=PEOPLE,
        excess=_("Check the number: %(show_value)s people?"),
    )

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
    notice_seen_on = WhenField(label=_("When did you see the announcement?"), past=True)
    documents = ChoiceOf(
        label=_("Could people read the documents beforehand, free of charge?"), choices=choices.Documents.choices
    )
    documents_where = LongText(label=_("Where could they be read?"), limit=300)
    reachable = ChoiceOf(
        label=_("Could everybody come?"),
        help_text=_("A hall one can get to, an hour when people are not at work, a way in for everybody."),
    )


class SpeakForm(StepForm):
    speak = ChoiceOf(label=_("Could everybody who wanted to speak do so?"), choices=choices.Speak.choices)
    refused = LongText(
        label=_("If somebody was refused: what did they want to say?"),
        help_text=_("No names needed."),
        limit=5_000,
        rows=3,
    )


def _questions(label: Any) -> CountField:
    return CountField(label=label, limit=QUESTIONS, excess=_("Check the number: %(show_value)s questions?"))


class ConductForm(StepForm):
    registered = ChoiceOf(label=_("Was everybody who came put on a list?"))
    chair = ChoiceOf(label=_("Who led the meeting?"), choices=choices.Chair.choices)
    recorded = ChoiceOf(label=_("Was it recorded, sound or video?"))
    asked = _questions(_("How many questions were asked?"))
    answered = _questions(_("How many were answered?"))
    unanswered = _questions(_("How many were refused or left without an answer?"))
    pressure = ChoiceOf(
        label=_("Was anybody put under pressure?"),
        help_text=_("Threatened, sent out, forbidden to film. Write who and how only on the screen “in confidence”."),
    )
    ended_at = ClockField(label=_("At what time did it end?"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = cleaned.get("asked")
        if asked is not None and asked < (cleaned.get("answered") or 0) + (cleaned.get("unanswered") or 0):
            self.add_error("asked", _("More questions were answered or refused than asked. Check the three numbers."))
        return cleaned


class AfterForm(StepForm):
    minutes_promised = WhenField(label=_("By what day were the minutes promised?"))
    list_signed = ChoiceOf(label=_("Was the list of those present signed?"))


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
