"""The state, in colour, icon and word, in which an answer or a status is shown."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from monitoring.enums import Answer, ConsultationStatus, FindingStatus, Stage

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


def consultation_chip(consultation: "Consultation") -> list[Chip]:
    status = ConsultationStatus(consultation.status)
    return [chip(CONSULTATIONS[status], status.label)]


def finding_chip(status: str) -> Chip:
    shown = FindingStatus(status)
    return chip(FINDINGS[shown], _("Signs of a breach") if shown == FindingStatus.PUBLISHED else shown.label)


def to_be_verified() -> Chip:
    return chip("unknown", _("to be verified by a lawyer"))
