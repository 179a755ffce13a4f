"""The questions in their order, and which of them a log needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.enums import ConsultationStatus
from monitoring.log.choices import DISCUSSIONS, MEETINGS
from monitoring.log.forms.base import Problem, StepForm
from monitoring.log.forms.decision import BodyForm, PlaceForm, WhatForm
from monitoring.log.forms.hearing import (
    AfterForm,
    ConductForm,
    ConfidenceForm,
    DiscussionForm,
    HearingForm,
    MeetingForm,
    NoticeForm,
    SeenForm,
    SpeakForm,
)
from monitoring.log.forms.rows import EventsForm, FilesForm
from monitoring.models import FieldLog

# Answers a coordinator can put a remark beside (ReviewComment.field).
REVIEW_FIELDS: dict[str, Promise] = {
    "title": _("What is being decided"),
    "kind": _("Kind of decision"),
    "body_text": _("Who decides"),
    "region": _("Region"),
    "district": _("District or city"),
    "place_text": _("Place"),
    "events": _("What has happened so far"),
    "form": _("Hearing or discussion"),
    "happened": _("Whether it took place"),
    "held_on": _("Day of the meeting"),
    "held_at": _("Time of the meeting"),
    "period_from": _("Beginning of discussion"),
    "period_to": _("End of the discussion"),
    "venue": _("Where it was held"),
    "online": _("Taking part over the internet"),
    "attendance": _("How many people were there"),
    "channels": _("Where it was announced"),
    "notice_seen_on": _("When the announcement was seen"),
    "documents": _("Documents beforehand"),
    "documents_where": _("Where the documents could be read"),
    "reachable": _("Whether everybody could come"),
    "speak": _("Whether everybody could speak"),
    "refused": _("What those who were refused wanted to say"),
    "registered": _("List of those who came"),
    "chair": _("Who led the meeting"),
    "recorded": _("Recording"),
    "asked": _("Questions asked"),
    "answered": _("Questions answered"),
    "unanswered": _("Questions without an answer"),
    "pressure": _("Pressure on people"),
    "ended_at": _("End of the meeting"),
    "minutes_promised": _("Day the minutes were promised for"),
    "list_signed": _("Signatures on the list"),
    "seen": _("What was seen"),
    "files": _("Photos and documents"),
}


@dataclass(frozen=True)
class Step:
    """`wanted_if`: the answers to earlier questions with which this one makes sense, by name; "" is no answer yet."""

    key: str
    question: Promise
    form: type[StepForm]
    intro: Promise | str = ""
    wanted_if: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_wanted(self, answers: Mapping[str, Any]) -> bool:
        return all((answers.get(name) or "") in values for name, values in self.wanted_if.items())

    def names(self) -> tuple[str, ...]:
        return self.form.names()


_WHAT = Step("what", _("What is being decided?"), WhatForm)
_BODY = Step("body", _("Who decides?"), BodyForm)
_PLACE = Step("place", _("Where is it?"), PlaceForm)
_EVENTS = Step(
    "events",
    _("What has happened so far?"),
    EventsForm,
    _("One after another, as far as you know. The hearing itself comes next."),
)
_HEARING = Step("hearing", _("Was there a hearing or a discussion, or will there be one?"), HearingForm)
_TOOK_PLACE = {"form": MEETINGS, "happened": frozenset({"", ConsultationStatus.HELD, ConsultationStatus.FAILED})}
_MEETING = Step("meeting", _("When and where was it?"), MeetingForm, wanted_if={"form": MEETINGS})
_DISCUSSION = Step("discussion", _("When was the discussion?"), DiscussionForm, wanted_if={"form": DISCUSSIONS})
_NOTICE = Step("notice", _("How did people learn of it?"), NoticeForm, wanted_if={"form": MEETINGS | DISCUSSIONS})
_SPEAK = Step("speak", _("Could everybody who wanted to speak do so?"), SpeakForm, wanted_if=_TOOK_PLACE)
_CONDUCT = Step("conduct", _("How was the meeting led?"), ConductForm, wanted_if=_TOOK_PLACE)
_AFTER = Step("after", _("How did it end?"), AfterForm, wanted_if=_TOOK_PLACE)
_SEEN = Step("seen", _("What did you see?"), SeenForm)
_FILES = Step(
    "files",
    _("Photos and documents"),
    FilesForm,
    _("Announcements, lists, minutes, the hall, the site. Who took them and where is removed from what is published."),
)
_CONFIDENCE = Step("confidence", _("Is there anything we should know in confidence?"), ConfidenceForm)

ALL_STEPS = (
    _WHAT, _BODY, _PLACE, _EVENTS, _HEARING, _MEETING, _DISCUSSION, _NOTICE, _SPEAK, _CONDUCT, _AFTER,
    _SEEN, _FILES, _CONFIDENCE,
)  # fmt: skip
STEPS = {step.key: step for step in ALL_STEPS}
SEND = "send"


def steps_of(answers: Mapping[str, Any]) -> list[Step]:
    """The steps that make sense after what was answered so far."""
    return [step for step in ALL_STEPS if step.is_wanted(answers)]


def step_of(name: str) -> Step:
    """The step that asks the question `name`."""
    return next(step for step in ALL_STEPS if name in step.names())


def wanted_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Only the answers to questions that are still asked."""
    names = {name for step in steps_of(answers) for name in step.names()}
    return {name: value for name, value in answers.items() if name in names}


def problems_of(log: FieldLog) -> Iterator[tuple[Step, Problem]]:
    """All that keeps the log from being sent, in the order of the questions."""
    answers = all_answers(log)
    for step in steps_of(answers):
        for problem in step.form(answers, log=log, strict=True).problems():
            yield step, problem


def all_answers(log: FieldLog) -> dict[str, Any]:
    """For the volunteer's own screens: with what was told in confidence."""
    return {**log.answers, "in_confidence": log.in_confidence}
