"""The hearing and its protocol: P20, P21, P23."""

from django.utils.translation import gettext_noop as _

from monitoring.checklist.answers import MachineAnswer, answer, together
from monitoring.checklist.dates import before
from monitoring.checklist.facts import Facts, end_of, first_day
from monitoring.checklist.reasons import because
from monitoring.checklist.terms import of_terms
from monitoring.enums import Answer, ConsultationStatus
from monitoring.models import Consultation


def attendance(facts: Facts) -> MachineAnswer:
    """P20. A repeated name may be a namesake, and no list shows who was absent: the rest a person asks."""
    repeated = {uid: count for uid, count in facts.repeated.items() if count}
    if repeated:
        text = _("Lines of the attendance list that repeat another one: %(count)s. Namesakes are possible.")
        return answer(Answer.PARTLY, because(text, count=sum(repeated.values())))
    if facts.repeated:
        text = _("No line of the attendance list repeats another one. Who was absent, only people can tell.")
        return answer(Answer.NO_DATA, because(text))
    return answer(Answer.NO_DATA, because(_("The attendance list is not entered.")))


def protocol(facts: Facts) -> MachineAnswer:
    """P21."""
    missing = _("The record does not tell the day of the hearing.")
    return of_terms(facts.of("D23"), because(missing))


def repeated(facts: Facts) -> MachineAnswer:
    """P23."""
    meetings = facts.meetings
    failed = [item for item in meetings if item.status == ConsultationStatus.FAILED]
    if failed:
        return together([_repetition(item, facts) for item in failed])
    if meetings and all(item.status == ConsultationStatus.HELD for item in meetings):
        return answer(Answer.NOT_APPLICABLE, because(_("The hearings were held; none was declared failed.")))
    return answer(Answer.NO_DATA, because(_("The record does not tell whether the hearing was held.")))


def _repetition(failed: Consultation, facts: Facts) -> MachineAnswer:
    day = end_of(failed)
    if day is None:
        return answer(Answer.NO_DATA, because(_("The day of the failed hearing is not known.")))
    for item in facts.participation:
        again = first_day(item)
        if item.uid != failed.uid and again and before(day, again):
            text = _("The hearing of %(date)s failed and was repeated on %(again)s.")
            return answer(Answer.MET, because(text, date=day, again=again))
    text = _("The hearing of %(date)s failed; no repeated one is recorded.")
    return answer(Answer.NO_DATA, because(text, date=day))
