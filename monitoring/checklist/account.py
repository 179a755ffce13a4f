"""How comments were taken into account: P24–P28."""

from django.utils.translation import gettext_noop as _

from monitoring.checklist.answers import MachineAnswer, answer, together
from monitoring.checklist.dates import before, last, not_after
from monitoring.checklist.facts import Facts, first_day
from monitoring.checklist.reasons import because
from monitoring.checklist.terms import of_terms
from monitoring.enums import Answer, MilestoneKind
from monitoring.models import Consultation
from monitoring.partial_date import PartialDate

INEXACT = _("Cannot be computed: a date is known only to the month or the year (%(start)s, %(done)s).")


def comments_answered(facts: Facts) -> MachineAnswer:
    """P24, by the numbers of comments."""
    counted = [item for item in facts.participation if item.comments_received is not None]
    if not counted:
        return answer(Answer.NO_DATA, because(_("The record does not tell how many comments were received.")))
    silent = len(counted) < len(facts.participation)
    parts = [_answered(item) for item in counted]
    if silent:
        text = _("Of one of the consultations the record does not tell how many comments were received.")
        parts.append(answer(Answer.NO_DATA, because(text)))
    return together(parts)


def _answered(item: Consultation) -> MachineAnswer:
    received, unanswered = item.comments_received or 0, item.comments_unanswered or 0
    answered = (item.comments_accepted or 0) + (item.comments_rejected or 0)
    if not received:
        return answer(Answer.NOT_APPLICABLE, because(_("No comments were received.")))
    values = {"received": received, "answered": answered, "unanswered": unanswered}
    if unanswered:
        text = _("Comments received: %(received)s; without an answer: %(unanswered)s.")
        return answer(Answer.NOT_MET if unanswered >= received else Answer.PARTLY, because(text, **values))
    text = _("Comments received: %(received)s; accepted or rejected: %(answered)s.")
    return answer(Answer.MET if answered == received else Answer.NO_DATA, because(text, **values))


def table_published(facts: Facts) -> MachineAnswer:
    """P25: not later than the conclusion."""
    tables = facts.dates(MilestoneKind.TABLE_PUBLISHED)
    conclusions = facts.dates(MilestoneKind.CONCLUSION_PUBLISHED)
    if not tables or not conclusions:
        text = _("The record does not tell when the table of comments and the conclusion were published.")
        return answer(Answer.NO_DATA, because(text))
    in_time = not_after(tables[0], conclusions[0])
    values = {"start": conclusions[0], "done": tables[0]}
    if in_time is None:
        return answer(Answer.NO_DATA, because(INEXACT, **values))
    text = _("The table was published on %(done)s, the conclusion on %(start)s.")
    return answer(Answer.MET if in_time else Answer.NOT_MET, because(text, **values))


def before_adoption(facts: Facts) -> MachineAnswer:
    """P26: the public took part before the plan or programme was adopted."""
    adopted, begins, end = facts.dates(MilestoneKind.ADOPTED), facts.begins(), last(facts.ends())
    if not adopted or not begins or end is None:
        text = _("The record does not tell both when the public took part and when the plan was adopted.")
        return answer(Answer.NO_DATA, because(text))
    values = {"end": end, "done": adopted[0], "start": end}
    text = _("Participation ended on %(end)s; adopted on %(done)s.")
    in_time = before(end, adopted[0])
    if in_time:
        return answer(Answer.MET if facts.is_dated else Answer.NO_DATA, because(text, **values))
    if in_time is False:
        return answer(Answer.NOT_MET, because(text, **values))
    return answer(Answer.NO_DATA, because(INEXACT, **values))


def draft_act(facts: Facts) -> MachineAnswer:
    """P27."""
    missing = _("The record does not tell the period of the discussion of the draft act.")
    return of_terms(facts.of("D30", "D30-S"), because(missing))


def new_procedure(facts: Facts) -> MachineAnswer:
    """P28. Without a decision in between, a new hearing may still come."""
    changes = facts.dates(MilestoneKind.PROJECT_CHANGED)
    ends = facts.ends()
    if not changes or not ends:
        text = _("No substantial change after participation is in the record. If there was none: “not applicable”.")
        return answer(Answer.NO_DATA, because(text))
    return together([_after_change(facts, change) for change in changes])


def _after_change(facts: Facts, change: PartialDate) -> MachineAnswer:
    earlier = [end for end in facts.ends() if before(end, change)]
    later = [day for item in facts.participation if (day := first_day(item)) and before(change, day)]
    if not earlier:
        if all(not_after(change, begin) for begin in facts.begins()):
            text = _("The project was changed on %(change)s, before the public took part.")
            return answer(Answer.NOT_APPLICABLE, because(text, change=change))
        return answer(Answer.NO_DATA, because(INEXACT, start=change, done=facts.ends()[0]))
    decisions = facts.dates(MilestoneKind.DECISION, MilestoneKind.CONCLUSION)
    if not later:
        text = _("The project was changed on %(change)s; no new hearing after it is recorded.")
        return answer(Answer.NO_DATA, because(text, change=change))
    if decisions and before(change, decisions[0]) and before(decisions[0], later[0]):
        text = _("The project was changed on %(change)s and decided on %(decision)s; a new hearing was on %(again)s.")
        return answer(Answer.NOT_MET, because(text, change=change, decision=decisions[0], again=later[0]))
    text = _("The project was changed on %(change)s; a new hearing was on %(again)s.")
    return answer(Answer.MET, because(text, change=change, again=later[0]))
