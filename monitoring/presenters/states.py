"""The state, in colour, icon and word, in which an answer or a status is shown."""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitoring.enums import Answer, ConsultationForm, ConsultationStatus, FindingStatus, Stage
from monitoring.presenters.dates import last_day

if TYPE_CHECKING:
    from monitoring.models import Case, Consultation

Chip = dict[str, str]

ANSWERS = {
    Answer.MET: "met",
    Answer.PARTLY: "late",
    Answer.NOT_MET: "breach",
    Answer.NOT_APPLICABLE: "plain",
    Answer.NO_DATA: "unknown",
}
CONSULTATIONS = {
    ConsultationStatus.PLANNED: "plain",
    ConsultationStatus.HELD: "met",
    ConsultationStatus.FAILED: "breach",
    ConsultationStatus.POSTPONED: "late",
    ConsultationStatus.CANCELLED: "late",
    ConsultationStatus.UNKNOWN: "unknown",
}
FINDINGS = {
    FindingStatus.PUBLISHED: "breach",
    FindingStatus.ANSWERED: "late",
    FindingStatus.RESOLVED: "met",
    FindingStatus.DISPUTED: "unknown",
}


def chip(state: str, label: object) -> Chip:
    return {"state": state, "label": str(label)}


def stage_chips(case: "Case") -> list[Chip]:
    return [] if case.stage == Stage.UNKNOWN else [chip("plain", case.get_stage_display())]


def consultation_name(consultation: "Consultation") -> str:
    """The words of the source, in its language, rather than “Other form”."""
    if consultation.form == ConsultationForm.OTHER and consultation.form_text:
        return capfirst(consultation.form_text)
    return str(consultation.get_form_display())


def consultation_chip(consultation: "Consultation", today: dt.date) -> list[Chip]:
    """A plan whose day has passed has an unknown outcome; of what is ahead or undated it needs no word."""
    status = ConsultationStatus(consultation.status)
    ends = last_day(consultation)
    over = ends is not None and ends < today
    if over and status == ConsultationStatus.PLANNED:
        status = ConsultationStatus.UNKNOWN
    if status == ConsultationStatus.UNKNOWN and not over:
        return []
    return [chip(CONSULTATIONS[status], status.label)]


def finding_chip(status: str) -> Chip:
    shown = FindingStatus(status)
    return chip(FINDINGS[shown], _("Signs of a breach") if shown == FindingStatus.PUBLISHED else shown.label)


def to_be_verified() -> Chip:
    return chip("unknown", _("to be verified by a lawyer"))
