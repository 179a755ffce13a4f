"""From a volunteer's answers to the parts of a case they stand for.

The mapping is pure in its answers: what was sent before and what is sent now are both mapped, and only the
difference is carried into the coordinator's draft (`difference.py`).
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from monitoring.enums import (
    Answer,
    ConsultationForm,
    ConsultationStatus,
    EvidenceKind,
    MilestoneKind,
    Stage,
)
from monitoring.evidence.media_types import Family, MediaType
from monitoring.log.bodies import body_of
from monitoring.log.choices import DISCUSSIONS, MEETINGS, Chair, Documents, Speak, YesNo
from monitoring.log.course import course_in_words
from monitoring.log.forms.base import StepForm
from monitoring.log.language import language_of
from monitoring.log.steps import steps_of, wanted_answers
from monitoring.models import Criterion, DecisionKind, District, EvidenceReceipt, FieldLog, Region
from monitoring.partial_date import PartialDate

Attributes = dict[str, Any]
Rows = dict[str, Attributes]

IN_ORDER = "P19"
DOCUMENTS_WERE_OPEN = "P09"
_KINDS = {
    Family.IMAGE: EvidenceKind.PHOTO,
    Family.AUDIO: EvidenceKind.RECORDING,
    Family.VIDEO: EvidenceKind.RECORDING,
}


@dataclass
class Sketch:
    """Rows are keyed by the `uid` the child has or will have in the case; assessments by criterion."""

    fields: Attributes = field(default_factory=dict)
    milestones: Rows = field(default_factory=dict)
    consultations: Rows = field(default_factory=dict)
    note: str = ""
    notices: Rows = field(default_factory=dict)
    evidence: Rows = field(default_factory=dict)
    assessments: Rows = field(default_factory=dict)


def sketch(log: FieldLog, answers: Mapping[str, Any], receipts: list[EvidenceReceipt], *, today: dt.date) -> Sketch:
    """Raises nothing for answers that pass `problems_of`; what fails to parse is left out."""
    asked = wanted_answers(answers)
    values = cleaned(asked)
    made = Sketch(
        milestones={event["uid"]: _milestone(event) for event in values["events"]},
        evidence={_uid(log, str(receipt.uid)): _evidence(log, receipt, answers) for receipt in receipts},
    )
    form = values.get("form", "")
    with translation.override(log.language):
        words = _words(values)
    if form in MEETINGS | DISCUSSIONS:
        made.consultations[_uid(log, "consultation")] = _consultation(values, form)
        made.notices = _notices(log, values)
        made.note = words
        made.assessments = _assessments(values)
    made.fields = _fields(log, values, made, today)
    if not made.consultations:
        made.fields["summary"] = words
    return made


def cleaned(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as Python values, by name; events as a list of theirs with `uid`."""
    values: dict[str, Any] = {"events": []}
    for step in steps_of(answers):
        form: StepForm = step.form(answers)
        form.full_clean()
        values.update(getattr(form, "cleaned_data", {}))
        if step.key == "events":
            rows = form.rows  # type: ignore[attr-defined]
            values["events"] = [{"uid": row.key, **row.cleaned_data} for row in rows if row.is_valid()]
    return values


def _uid(log: FieldLog, name: str) -> str:
    return str(uuid.uuid5(log.uid, name))


def _milestone(event: Mapping[str, Any]) -> Attributes:
    return {"kind": event["kind"], "date": event["when"], "description": event["text"]}


def _evidence(log: FieldLog, receipt: EvidenceReceipt, answers: Mapping[str, Any]) -> Attributes:
    kind = _KINDS.get(MediaType(receipt.file.media_type).family, EvidenceKind.OTHER)
    title = answers.get("files", {}).get(str(receipt.uid), {}).get("title", "").strip()
    with translation.override(log.language):
        return {"file_id": receipt.file_id, "kind": kind, "title": title[:300] or str(EvidenceKind(kind).label)}


def _consultation(values: Mapping[str, Any], form: str) -> Attributes:
    online = {YesNo.YES: True, YesNo.NO: False}
    return {
        "form": form,
        "status": values.get("happened") or ConsultationStatus.UNKNOWN,
        "held_on": values.get("held_on"),
        "held_at": values.get("held_at"),
        "period_from": values.get("period_from"),
        "period_to": values.get("period_to"),
        "venue": values.get("venue") or "",
        "online": True if form in DISCUSSIONS else online.get(values.get("online", "")),
        "attendance": values.get("attendance"),
    }


def _notices(log: FieldLog, values: Mapping[str, Any]) -> Rows:
    """The day of the announcement belongs to a channel only where there is one of each."""
    channels = values.get("channels") or []
    days = [event["when"] for event in values["events"] if event["kind"] == MilestoneKind.NOTICE]
    day = days[0] if len(days) == len(channels) == 1 else None
    return {_uid(log, f"notice {channel}"): {"channel": channel, "date": day} for channel in channels}


def _words(values: Mapping[str, Any]) -> str:
    """What was seen, in the volunteer's words and, for the quick questions, in ours."""
    said = {
        Speak.ALL: _("Everybody who wanted to speak could do so."),
        Speak.SOME: _("Not everybody who wanted to speak could do so."),
        Speak.NONE: _("Nobody of the public was let speak."),
    }
    read = {
        Documents.YES: _("The documents could be read beforehand, free of charge."),
        Documents.PARTLY: _("Only a part of the documents could be read beforehand."),
        Documents.NO: _("The documents could not be read beforehand."),
    }
    refused = values.get("refused") or ""
    parts = [
        values.get("seen") or "",
        said.get(values.get("speak", ""), ""),
        _("Those who were refused wanted to say: %(words)s") % {"words": refused} if refused else "",
        read.get(values.get("documents", ""), ""),
        *course_in_words(values),
    ]
    return "\n\n".join(part for part in parts if part)


def _assessments(values: Mapping[str, Any]) -> Rows:
    """Only what one witness can tell: that something was wanting. That all was in order, a document must show."""
    wanting = values.get("registered") == YesNo.NO or values.get("recorded") == YesNo.NO
    order = Answer.PARTLY if wanting or values.get("chair") == Chair.INITIATOR else None
    answers = {
        IN_ORDER: {Speak.SOME: Answer.PARTLY, Speak.NONE: Answer.NOT_MET}.get(values.get("speak", ""), order),
        DOCUMENTS_WERE_OPEN: {Documents.PARTLY: Answer.PARTLY, Documents.NO: Answer.NOT_MET}.get(
            values.get("documents", "")
        ),
    }
    known = Criterion.objects.in_bulk([key for key, answer in answers.items() if answer], field_name="key")
    return {key: {"criterion_id": criterion.pk, "answer": answers[key]} for key, criterion in known.items()}


def _fields(log: FieldLog, values: Mapping[str, Any], made: Sketch, today: dt.date) -> Attributes:
    kind = DecisionKind.objects.filter(key=values.get("kind", "")).first()
    region = Region.objects.filter(key=values.get("region", "")).first()
    district = District.objects.filter(key=values.get("district", "")).first()
    body = body_of(values.get("body", ""))
    language = language_of(f"{values.get('title', '')} {values.get('seen', '')}", otherwise=log.language)
    return {
        "title": values.get("title", ""),
        "language": language,
        "summary_language": language,
        "kind_id": kind.pk if kind else None,
        "article": kind.aarhus_article if kind else "",
        "body_id": body.pk if body else None,
        "body_text": "" if body else values.get("body_text", ""),
        "region_id": region.pk if region else None,
        "district_id": district.pk if district else None,
        "place_text": values.get("place_text", ""),
        "latitude": values.get("latitude"),
        "longitude": values.get("longitude"),
        "stage": _stage(values, made, today),
    }


def _stage(values: Mapping[str, Any], made: Sketch, today: dt.date) -> Stage:
    if any(row["kind"] == MilestoneKind.DECISION for row in made.milestones.values()):
        return Stage.DECIDED
    for row in made.consultations.values():
        first, last = row["period_from"] or row["held_on"], row["period_to"] or row["held_on"]
        if row["form"] == ConsultationForm.OPEN_MEETING and row["status"] == ConsultationStatus.CANCELLED:
            return Stage.UNKNOWN
        return _stage_by_days(first, last, today)
    return Stage.UNKNOWN


def _stage_by_days(first: PartialDate | None, last: PartialDate | None, today: dt.date) -> Stage:
    if last and last.latest() < today:
        return Stage.AWAITING_DECISION
    if first and first.earliest() > today:
        return Stage.ANNOUNCED
    return Stage.UNDER_WAY if first and last else Stage.UNKNOWN
