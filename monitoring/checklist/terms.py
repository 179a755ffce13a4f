"""From a counted term to an answer: only what the dates prove."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from monitoring.case_deadlines import ComputedDeadline
from monitoring.checklist.answers import MachineAnswer, answer, together
from monitoring.checklist.reasons import Reason, because
from monitoring.deadlines import Problem
from monitoring.enums import Answer, DeadlineState
from monitoring.rules import term_of

ANSWERS = {
    DeadlineState.MET: Answer.MET,
    DeadlineState.LATE: Answer.NOT_MET,
    DeadlineState.SHORT: Answer.NOT_MET,
}
PROBLEMS = {
    Problem.IMPRECISE: _("Cannot be computed: a date is known only to the month or the year (%(start)s, %(done)s)."),
    Problem.ORDER: _("Cannot be computed: the dates contradict each other (%(start)s, %(done)s)."),
    Problem.NOT_RECORDED: _("The record does not tell when it was done (counted from %(start)s)."),
    Problem.WORDING: _("Cannot be computed: the rule changed at that time (%(start)s)."),
    Problem.OUT_OF_CALENDAR: _("The calendar does not reach %(start)s."),
}


def of_terms(terms: Sequence[ComputedDeadline], missing: Reason, *, silence: bool = False) -> MachineAnswer:
    """One answer of several terms, or no data because of `missing`.

    `silence`: nothing recorded by the last day is a breach in itself, because who keeps the record waited for it.
    """
    if not terms:
        return answer(Answer.NO_DATA, missing)
    return together([of_term(term, silence=silence) for term in terms])


def of_term(term: ComputedDeadline, *, silence: bool = False) -> MachineAnswer:
    given = ANSWERS.get(term.state, Answer.NO_DATA)
    if term.state == DeadlineState.OVERDUE and silence:
        given = Answer.NOT_MET
    return answer(given, reason_of(term), terms=[term])


def reason_of(term: ComputedDeadline) -> Reason:
    verdict = term.verdict
    due = verdict.due or verdict.due_last
    dates = {"start": term.started.date, "done": term.done, "due": due.isoformat() if due else ""}
    if verdict.state == DeadlineState.UNCERTAIN:
        return because(PROBLEMS[verdict.problem or Problem.IMPRECISE], **dates)
    if verdict.state == DeadlineState.DUE:
        return because(_("Counted from %(start)s, the term runs until %(due)s."), **dates)
    if verdict.state == DeadlineState.OVERDUE:
        return because(_("Counted from %(start)s, the last day was %(due)s; nothing is recorded by it."), **dates)
    counted = term_of(term.rule)
    if counted and counted.is_floor:
        return because(_("Counted from %(start)s, not before %(due)s; it is on %(done)s."), **dates)
    return because(_("Counted from %(start)s, the last day was %(due)s; done on %(done)s."), **dates)
