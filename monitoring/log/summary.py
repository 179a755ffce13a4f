"""A log in words: for the volunteer's check before sending, and for the coordinator beside the draft."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from monitoring.log.choices import (
    CHANNELS,
    EVENTS,
    FORMS,
    HAPPENED,
    UNKNOWN,
    WHOLE_COUNTRY,
    Chair,
    Documents,
    Speak,
    YesNo,
)
from monitoring.log.steps import REVIEW_FIELDS, Step, all_answers, steps_of
from monitoring.log.widgets import is_day
from monitoring.models import DecisionKind, District, FieldLog, Region, ReviewComment
from monitoring.partial_date import PartialDate

_YES_OR_NO = ("online", "reachable", "registered", "recorded", "pressure", "list_signed")
_CHOICES: dict[str, dict[str, Any]] = {
    "form": dict(FORMS),
    "happened": dict(HAPPENED),
    "speak": dict(Speak.choices),
    "documents": dict(Documents.choices),
    "chair": dict(Chair.choices),
    **{name: dict(YesNo.choices) for name in _YES_OR_NO},
}
_DATES = frozenset({"held_on", "period_from", "period_to", "notice_seen_on", "minutes_promised"})
_NAMED = {"kind": DecisionKind, "region": Region, "district": District}


@dataclass
class Line:
    """One answer; `lines` are the parts of an answer given several times."""

    name: str
    label: Promise | str
    lines: list[str]
    comments: list[ReviewComment] = field(default_factory=list)


@dataclass
class Section:
    step: Step
    lines: list[Line]


def summary(log: FieldLog, comments: Iterable[ReviewComment] = (), *, confidential: bool = True) -> list[Section]:
    """Every question that is asked, with its answer. `confidential=False` leaves out what was told in confidence."""
    answers = all_answers(log)
    remarks = list(comments)
    sections = []
    for step in steps_of(answers):
        if step.key == "confidence" and not confidential:
            continue
        lines = []
        for name in step.names():
            if name in {"body", "latitude", "longitude"}:
                continue
            beside = [c for c in remarks if c.field == name or (c.field == step.key and name == step.names()[0])]
            value = shown_answer(name, answers.get(name), log)
            if value or beside:
                lines.append(Line(name, REVIEW_FIELDS.get(name, step.question), value, beside))
        sections.append(Section(step, lines))
    return sections


def shown_answer(name: str, value: Any, log: FieldLog) -> list[str]:
    """The answer as a person reads it; what is not one of the choices is shown as typed. Empty for no answer."""
    if name == "files":
        return _files(value or {}, log)
    if not value:
        return []
    if name == "events":
        return [_event(event) for event in value]
    if name == "channels":
        words = dict(CHANNELS)
        return [str(words.get(channel, channel)) for channel in value]
    if name in _CHOICES:
        return [str(_CHOICES[name].get(value, value))]
    if name in _NAMED:
        return [_name(name, value)]
    if name in _DATES:
        return [when_in_words(value)]
    return [str(value)]


def _name(name: str, key: str) -> str:
    if key == WHOLE_COUNTRY and name == "region":
        return _("The whole country")
    if key == UNKNOWN and name == "kind":
        return _("I do not know")
    named = _NAMED[name]._default_manager.filter(key=key).first()
    return str(named or key)


def _event(event: dict[str, str]) -> str:
    kind = dict(EVENTS).get(event["kind"]) if event["kind"] else ""
    parts = (when_in_words(event["when"]), str(kind or event["kind"]), event["text"])
    return ": ".join(part for part in parts if part)


def when_in_words(text: str) -> str:
    """`14 March 2026`, `about March 2026`, `about 2026`; what is no date as typed."""
    if is_day(text):
        return date_format(PartialDate(text).earliest(), "j E Y")
    try:
        date = PartialDate.parse(text)
    except ValidationError:
        return text
    if date.is_exact:
        return text
    if date.month is None:
        return _("about %(when)s") % {"when": date.year}
    month = str(MONTHS[date.month])
    return _("about %(when)s") % {"when": f"{month if get_language() == 'en' else month.lower()} {date.year}"}


def _files(described: dict[str, dict[str, str]], log: FieldLog) -> list[str]:
    if log.pk is None:
        return []
    lines = []
    for receipt in log.receipts.all():
        about = described.get(str(receipt.uid), {})
        wish = _("may be published") if about.get("publish") else _("not to be published")
        lines.append(f"{about.get('title') or receipt.original_name} ({wish})")
    return lines
