"""The decision and what can be done against it: P29, P30, P32."""

from django.utils.translation import gettext_noop as _

from monitoring.checklist.answers import MachineAnswer, answer
from monitoring.checklist.dates import before, known, last
from monitoring.checklist.facts import Facts
from monitoring.checklist.reasons import because
from monitoring.checklist.terms import of_terms
from monitoring.enums import Answer, MilestoneKind


def after_participation(facts: Facts) -> MachineAnswer:
    """P29: after comments closed and, where it is known, after the protocol was published."""
    decisions = facts.dates(MilestoneKind.DECISION, MilestoneKind.CONCLUSION)
    end = last(facts.ends())
    if not decisions or end is None:
        text = _("The record does not tell both when participation ended and when the decision was taken.")
        return answer(Answer.NO_DATA, because(text))
    decided = decisions[0]
    values = {"date": decided, "end": end}
    text = _("Participation ended on %(end)s; the decision is of %(date)s.")
    after = before(end, decided)
    if after is False:
        return answer(Answer.NOT_MET, because(text, **values))
    if after is None:
        inexact = _("Cannot be computed: a date is known only to the month or the year (%(start)s, %(done)s).")
        return answer(Answer.NO_DATA, because(inexact, start=end, done=decided))
    protocols = [
        *known(item.protocol_published_on for item in facts.participation),
        *facts.dates(MilestoneKind.PROTOCOL_PUBLISHED),
    ]
    protocol = last(protocols)
    if protocol and before(protocol, decided) is False:
        early = _("The decision is of %(date)s; the protocol was published only on %(protocol)s.")
        return answer(Answer.PARTLY, because(early, date=decided, protocol=protocol))
    dated = len(decisions) == facts.count(MilestoneKind.DECISION) + facts.count(MilestoneKind.CONCLUSION)
    return answer(Answer.MET if dated and facts.is_dated else Answer.NO_DATA, because(text, **values))


def conclusion_published(facts: Facts) -> MachineAnswer:
    """P30."""
    missing = _("The record does not tell when the akimat received the conclusion.")
    return of_terms(facts.of("D25"), because(missing))


def complaint_decided(facts: Facts) -> MachineAnswer:
    """P32. No decision in time counts as a refusal by law, so silence counts."""
    missing = _("No complaint is in the record. If none was filed, answer “not applicable”.")
    return of_terms(facts.of("D08"), because(missing), silence=True)
