"""Time to take part: P15–P18."""

from django.utils.translation import gettext_noop as _

from monitoring.checklist.answers import MachineAnswer, answer
from monitoring.checklist.dates import before, last
from monitoring.checklist.facts import Facts
from monitoring.checklist.reasons import because
from monitoring.checklist.terms import of_terms
from monitoring.enums import Answer, MilestoneKind


def length_of_discussion(facts: Facts) -> MachineAnswer:
    """P15, by the term of the legal ground."""
    missing = _("The record does not tell the period of the discussion and its legal ground.")
    return of_terms(facts.of("D26", "D27", "D28"), because(missing))


def comments_until(facts: Facts) -> MachineAnswer:
    """P16."""
    missing = _("The record does not tell until when comments were taken.")
    return of_terms(facts.of("D22"), because(missing))


def options_open(facts: Facts) -> MachineAnswer:
    """P17: nothing allotted, signed or begun before the public took part."""
    made, begins, end = facts.dates(MilestoneKind.COMMITMENT), facts.begins(), last(facts.ends())
    if not made:
        return answer(Answer.NO_DATA, because(_("No allotment, contract, works or permit is recorded.")))
    if not begins or end is None:
        return answer(Answer.NO_DATA, because(_("The record does not tell when the public took part.")))
    values = {"date": made[0], "start": begins[0], "end": end}
    if before(made[0], begins[0]):
        text = _("A commitment was made on %(date)s; participation began only on %(start)s.")
        return answer(Answer.NOT_MET, because(text, **values))
    after = before(end, made[0])
    if after is False and before(made[0], begins[0]) is False:
        text = _("A commitment was made on %(date)s; participation went on until %(end)s.")
        return answer(Answer.PARTLY, because(text, **values))
    if after and facts.is_dated and len(made) == facts.count(MilestoneKind.COMMITMENT):
        text = _("The first commitment was made on %(date)s, after participation ended on %(end)s.")
        return answer(Answer.MET, because(text, **values))
    text = _("The dates are not exact enough to tell: commitment %(date)s, participation %(start)s – %(end)s.")
    return answer(Answer.NO_DATA, because(text, **values))


def report_submitted(facts: Facts) -> MachineAnswer:
    """P18."""
    missing = _("The record does not tell when the protocol was signed.")
    return of_terms(facts.of("D24"), because(missing))
