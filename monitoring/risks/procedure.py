"""What the answers to criteria say of risk: K05, K06, K07, K08, K15, K17."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from monitoring.case_deadlines import ComputedDeadline
from monitoring.checklist.answers import FAILED, MachineAnswer
from monitoring.checklist.dates import known
from monitoring.checklist.reasons import because
from monitoring.deadlines import DayKind
from monitoring.enums import Answer, ConsultationStatus, DeadlineState, EvidenceKind, MilestoneKind
from monitoring.risks.batch import Batch, Looked
from monitoring.risks.parameters import DAYS_OFF_SHARE, WORKING_HOURS
from monitoring.risks.signs import Sign

Found = Iterator[tuple[int, Sign]]
SATURDAY = 5


def decision_before_hearing(batch: Batch) -> Found:
    """K05."""
    yield from _of_criteria(batch, ("P17", "P29"), {Answer.NOT_MET})


def commitment_before_assessment(batch: Batch) -> Found:
    """K17."""
    yield from _of_criteria(batch, ("P17",), {Answer.NOT_MET})


def no_quorum(batch: Batch) -> Found:
    """K15."""
    yield from _of_criteria(batch, ("P37",), {Answer.NOT_MET})


def _of_criteria(batch: Batch, criteria: tuple[str, ...], answers: set[Answer]) -> Found:
    for item in batch.items:
        failed = [item.machine[key] for key in criteria if key in item.machine and item.machine[key].answer in answers]
        if failed:
            yield item.case.pk, Sign(tuple(reason for made in failed for reason in made.reasons))


def shortened_period(batch: Batch) -> Found:
    """K06: a period too short, or one that many days off have eaten."""
    for item in batch.items:
        asked = [item.machine[key] for key in ("P02", "P15") if key in item.machine]
        short = [made for made in asked if made.answer in FAILED]
        if short:
            yield item.case.pk, Sign(tuple(reason for made in short for reason in made.reasons))
            continue
        eaten = [sign for made in asked if (sign := _across_holidays(made))]
        if eaten:
            yield item.case.pk, eaten[0]


def _across_holidays(made: MachineAnswer) -> Sign | None:
    for term in made.terms:
        days = _days_of(term)
        off = sum(day == DayKind.OFF for day in days)
        if days and off / len(days) > DAYS_OFF_SHARE:
            text = _("Of %(days)s days of the period %(off)s are days off.")
            return Sign((because(text, days=len(days), off=off),))
    return None


def _days_of(term: ComputedDeadline) -> list[DayKind]:
    if term.state != DeadlineState.MET or term.working is None:
        return []
    return [day.kind for day in term.working.days if day.kind != DayKind.START]


def working_hours(batch: Batch) -> Found:
    """K07, the part that a record tells: a working hour of a hearing that nobody could join from elsewhere.

    The hour alone is the custom: half of all hearings are held in it. Whether one could join must be known.
    """
    first, last = WORKING_HOURS
    for item in batch.items:
        for hearing in item.case.consultations.all():
            days = [day for day in known([hearing.held_on]) if day.is_exact]
            hour = hearing.held_at.hour if hearing.held_at and hearing.online is False else None
            if not days or hour is None or not first <= hour < last or days[0].earliest().weekday() >= SATURDAY:
                continue
            text = _("The hearing is on a weekday, %(date)s, at %(time)s, and cannot be joined over the internet.")
            yield item.case.pk, Sign((because(text, date=days[0], time=f"{hearing.held_at:%H:%M}"),))
            break


def silence_in_conflict(batch: Batch) -> Found:
    """K08: nobody came and nobody wrote, though the record holds complaints or objections."""
    for item in batch.items:
        silent = [
            hearing
            for hearing in item.case.consultations.all()
            if hearing.status != ConsultationStatus.CANCELLED
            and hearing.comments_received == 0
            and hearing.attendance == 0
        ]
        if silent and _is_contested(item):
            text = _("No comments and nobody at the hearing are reported, though there are complaints or objections.")
            yield item.case.pk, Sign((because(text),))


def _is_contested(item: Looked) -> bool:
    complained = {MilestoneKind.COMPLAINT, MilestoneKind.COURT}
    if any(made.kind in complained for made in item.case.milestones.all()):
        return True
    return any(link.kind == EvidenceKind.STATEMENT for link in item.case.evidence.all())
