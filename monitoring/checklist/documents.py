"""Documents and information: P09, P11–P14."""

from django.utils.translation import gettext_noop as _

from monitoring.checklist.answers import MachineAnswer, answer
from monitoring.checklist.dates import before, last, not_after
from monitoring.checklist.facts import Facts
from monitoring.checklist.reasons import because
from monitoring.checklist.terms import of_terms, reason_of
from monitoring.enums import Answer, DeadlineState, MilestoneKind

# The outer limit of the Convention, plain and extended.
OUTER = ("D15", "D15-2")
NO_REQUEST = _("No information request is in the record. If none was made, answer “not applicable”.")
ANSWERED = _("The request was answered on %(date)s: there was nothing of the kind.")


def open_documents(facts: Facts) -> MachineAnswer:
    """P09: open when the notice appeared, and until the end of participation."""
    published = facts.dates(MilestoneKind.DOCUMENTS_PUBLISHED)
    notices, end = facts.notices(), last(facts.ends())
    if not published or not notices:
        text = _("The record does not tell both the day of the notice and the day the documents were opened.")
        return answer(Answer.NO_DATA, because(text))
    opened = not_after(published[0], notices[0])
    if opened is False:
        text = _("The documents were opened on %(documents)s, after the notice of %(notice)s.")
        return answer(Answer.NOT_MET, because(text, documents=published[0], notice=notices[0]))
    removed = facts.dates(MilestoneKind.DOCUMENTS_REMOVED)
    if removed and end and before(removed[0], end):
        text = _("The documents were taken away on %(removed)s, before the end on %(end)s.")
        return answer(Answer.PARTLY, because(text, removed=removed[0], end=end))
    if opened and removed and end and facts.is_dated and before(removed[0], end) is False:
        text = _("The documents were open from %(documents)s to %(removed)s.")
        return answer(Answer.MET, because(text, documents=published[0], removed=removed[0]))
    if opened is None:
        text = _("Cannot be computed: a date is known only to the month or the year (%(start)s, %(done)s).")
        return answer(Answer.NO_DATA, because(text, start=notices[0], done=published[0]))
    text = _("The documents were open from %(documents)s; until when is not recorded.")
    return answer(Answer.NO_DATA, because(text, documents=published[0]))


def answer_in_time(facts: Facts) -> MachineAnswer:
    """P11. Who asked knows whether an answer came, so silence counts."""
    return of_terms(facts.of("D01", "D10"), because(NO_REQUEST), silence=True)


def extension_told(facts: Facts) -> MachineAnswer:
    """P12."""
    terms = facts.of("D03", "D12")
    return of_terms(terms, because(NO_REQUEST)) if terms else _nothing_of(facts)


def refusal(facts: Facts) -> MachineAnswer:
    """P13. Dates prove only that a refusal was late; its form and grounds a person reads."""
    refusals = {str(made.uid) for made in facts.case.milestones.all() if made.kind == MilestoneKind.REFUSAL}
    if not refusals:
        return _nothing_of(facts)
    terms = [term for term in facts.of("D14", *OUTER) if term.ended and term.ended.uid in refusals]
    late = [term for term in terms if term.state == DeadlineState.LATE]
    if not late:
        text = _("Whether the refusal is in writing, with ground, open part and way to complain, a person reads.")
        return answer(Answer.NO_DATA, because(text), terms=terms)
    outer = any(term.code in OUTER for term in late)
    return answer(Answer.NOT_MET if outer else Answer.PARTLY, *map(reason_of, late), terms=late)


def forwarded(facts: Facts) -> MachineAnswer:
    """P14."""
    terms = facts.of("D04", "D13")
    return of_terms(terms, because(NO_REQUEST)) if terms else _nothing_of(facts)


def _nothing_of(facts: Facts) -> MachineAnswer:
    """No extension, refusal or forwarding is recorded: none was needed where the request was answered."""
    answered = facts.dates(MilestoneKind.ANSWER)
    requests = facts.count(MilestoneKind.REQUEST)
    if not requests:
        return answer(Answer.NO_DATA, because(NO_REQUEST))
    if len(answered) >= requests:
        return answer(Answer.NOT_APPLICABLE, because(ANSWERED, date=answered[-1]))
    return answer(Answer.NO_DATA, because(_("The record does not tell what came of the request.")))
