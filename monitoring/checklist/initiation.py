"""Initiation and notice: P01–P03, P06, P07."""

from django.utils.translation import gettext_noop as _

from monitoring.case_deadlines.hearings import REQUIRED_CHANNELS
from monitoring.checklist.answers import MachineAnswer, answer, together
from monitoring.checklist.dates import known
from monitoring.checklist.facts import Facts
from monitoring.checklist.reasons import because
from monitoring.checklist.terms import of_terms
from monitoring.enums import Answer, ConsultationForm, NoticeChannel

CHANNELS = {
    ConsultationForm.OPEN_MEETING: REQUIRED_CHANNELS,
    ConsultationForm.PUBLIC_DISCUSSION: frozenset({NoticeChannel.PORTAL}),
}


def early_notice(facts: Facts) -> MachineAnswer:
    """P01."""
    missing = _("The record does not tell when the initiator applied and when the first notice was published.")
    return of_terms(facts.of("X01"), because(missing))


def notice_before_meeting(facts: Facts) -> MachineAnswer:
    """P02, by the latest of the channels told."""
    missing = _("The record does not tell both the day of the notice and the day of the hearing.")
    return of_terms(facts.of("D20"), because(missing))


def channels(facts: Facts) -> MachineAnswer:
    """P03. That a channel is not in the record does not prove that it was not used."""
    asked = [item for item in facts.consultations if item.form in CHANNELS]
    if not asked:
        return answer(Answer.NO_DATA, because(_("No hearing or discussion is in the record.")))
    parts = []
    for item in asked:
        used = {notice.channel for notice in item.notices.all()}
        silent = tuple(sorted(CHANNELS[ConsultationForm(item.form)] - used))
        if silent:
            parts.append(answer(Answer.NO_DATA, because(_("No notice is recorded by: %(channels)s."), channels=silent)))
        else:
            parts.append(answer(Answer.MET, because(_("Every required channel was used."))))
    return together(parts)


def answer_on_place(facts: Facts) -> MachineAnswer:
    """P06."""
    missing = _("The record does not tell when the initiator asked for a hearing.")
    return of_terms(facts.of("D21"), because(missing))


def place_and_time(facts: Facts) -> MachineAnswer:
    """P07: a person answers; the machine only points at the day and hour."""
    for item in facts.meetings:
        for day in known([item.held_on]):
            if item.held_at and day.is_exact:
                text = _("The hearing is on %(date)s at %(time)s. Whether place and time suit people, a person judges.")
                return answer(Answer.NO_DATA, because(text, date=day, time=f"{item.held_at:%H:%M}"))
    return answer(Answer.NO_DATA, because(_("Whether place and time suit people, a person judges.")))
