"""Criteria P36 to P40 answered from facts; where facts are missing, a person answers."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitoring.councils.composition import in_term
from monitoring.councils.facts import CouncilFacts, council_facts, was_held
from monitoring.councils.reasons import Reason, ReasonKind
from monitoring.councils.records import CouncilRecords
from monitoring.councils.states import Answered, Publication
from monitoring.councils.terms import NEXT_SESSION, PUBLICATION, REPLY, Terms
from monitoring.enums import Answer, DeadlineState
from monitoring.partial_date import PartialDate

if TYPE_CHECKING:
    from monitoring.models import Case, Council

Judged = tuple[Answer, Reason]
SHARED = frozenset({"P38", "P39"})


@dataclass(frozen=True)
class CouncilAnswer:
    """`unverified`: the term or number it rests on has still to be confirmed by a lawyer."""

    code: str
    answer: Answer
    reasons: tuple[Reason, ...]
    unverified: bool = False


def council_answers(
    case: "Case", *, today: dt.date, terms: Terms | None = None, records: CouncilRecords | None = None
) -> dict[str, CouncilAnswer]:
    """P36 to P40, always all five; terms and records that are not given are read."""
    return answers_from(council_facts(case, today=today, terms=terms, records=records))


def answers_from(facts: CouncilFacts) -> dict[str, CouncilAnswer]:
    today = facts.today
    terms = facts.terms
    made = [
        _answer("P36", [_before_decision(facts)]),
        _answer("P37", list(_quorums(facts))),
        _answer("P38", _replies(facts), unverified=terms.unverified(REPLY, today)),
        _answer("P39", list(_publications(facts)), unverified=terms.unverified(PUBLICATION, today)),
        _answer("P40", list(_formation(facts)), unverified=terms.unverified(NEXT_SESSION, today)),
    ]
    return {answer.code: answer for answer in made}


def _answer(code: str, judged: Sequence[Judged], *, unverified: bool = False) -> CouncilAnswer:
    """Met only if all of it is known to be; of replies and papers some may be right and others not."""
    if not judged:
        kind = ReasonKind.NO_RECOMMENDATION if code == "P38" else ReasonKind.NO_SESSION
        return CouncilAnswer(code, Answer.NO_DATA, (Reason.of(kind),))
    answers = {answer for answer, _reason in judged}
    if Answer.NOT_MET in answers:
        answer = Answer.PARTLY if code in SHARED and Answer.MET in answers else Answer.NOT_MET
    else:
        answer = Answer.NO_DATA if Answer.NO_DATA in answers else Answer.MET
    reasons = tuple(reason for _answer, reason in judged)
    return CouncilAnswer(code, answer, reasons, unverified and answer != Answer.NO_DATA)


def _before_decision(facts: CouncilFacts) -> Judged:
    days = [item.session.held_on for item in facts.sessions]
    days += [item.held_on for item in facts.consultations if was_held(item)]
    known = sorted(day for day in days if day is not None)
    if not days:
        return Answer.NO_DATA, Reason.of(ReasonKind.NO_SESSION)
    if facts.decided_on is None:
        return _without_decision(known, facts.today)
    if not known:
        return Answer.NO_DATA, Reason.of(ReasonKind.ORDER_UNCERTAIN, decided=facts.decided_on)
    values = {"council": known[0], "decided": facts.decided_on}
    if any(day.latest() < facts.decided_on.earliest() for day in known):
        return Answer.MET, Reason.of(ReasonKind.BEFORE_DECISION, **values)
    if len(known) == len(days) and all(day.earliest() >= facts.decided_on.latest() for day in known):
        return Answer.NOT_MET, Reason.of(ReasonKind.AFTER_DECISION, **values)
    return Answer.NO_DATA, Reason.of(ReasonKind.ORDER_UNCERTAIN, decided=facts.decided_on)


def _without_decision(known: Sequence[PartialDate], today: dt.date) -> Judged:
    past = [day for day in known if day.latest() <= today]
    if not past:
        return Answer.NO_DATA, Reason.of(ReasonKind.NO_SESSION)
    return Answer.MET, Reason.of(ReasonKind.NO_DECISION_YET, council=past[0])


def _quorums(facts: CouncilFacts) -> Iterator[Judged]:
    for item in facts.sessions:
        day, quorum = item.session.held_on or "", item.quorum
        if quorum.met is None:
            yield Answer.NO_DATA, Reason.of(ReasonKind.QUORUM_UNKNOWN, day=day)
        else:
            kind = ReasonKind.QUORUM_MET if quorum.met else ReasonKind.QUORUM_MISSED
            values = {"present": quorum.present, "total": quorum.total, "needed": quorum.needed}
            answer = Answer.MET if quorum.met else Answer.NOT_MET
            yield answer, Reason.of(kind, day=day, source=item.council.quorum_source, **values)
        conflict = item.session.conflict_of_interest
        yield {
            None: (Answer.NO_DATA, Reason.of(ReasonKind.CONFLICT_UNKNOWN, day=day)),
            True: (Answer.NOT_MET, Reason.of(ReasonKind.CONFLICT, day=day)),
            False: (Answer.MET, Reason.of(ReasonKind.NO_CONFLICT, day=day)),
        }[conflict]
    counted = {(item.council.pk, item.session.held_on) for item in facts.sessions if item.quorum.met is not None}
    for seen in facts.consultations:
        if seen.quorum is not None and (seen.council_id, seen.held_on) not in counted:
            yield _seen(seen.quorum, seen.held_on)


def _seen(quorum: bool, held_on: PartialDate | None) -> Judged:
    """What a person who was there saw: enough for a sign that there was none, not for more."""
    if quorum:
        return Answer.NO_DATA, Reason.of(ReasonKind.QUORUM_SEEN, day=held_on or "")
    return Answer.NOT_MET, Reason.of(ReasonKind.QUORUM_NOT_SEEN, day=held_on or "")


def _replies(facts: CouncilFacts) -> list[Judged]:
    """Those still awaited or never sent say nothing beside those whose term is over."""
    judged = [_reply(item) for item in facts.recommendations]
    return [one for one in judged if one[0] != Answer.NO_DATA] or judged


def _reply(item: Answered) -> Judged:
    made = item.recommendation
    values = {
        "sent": made.sent_on or "",
        "due": made.due_on or "",
        "replied": made.replied_on or "",
        "days": item.days_over,
    }
    if item.state in {DeadlineState.MET, DeadlineState.LATE} and item.unreasoned:
        return Answer.NOT_MET, Reason.of(ReasonKind.REPLY_UNREASONED, **values)
    answer, kind = {
        DeadlineState.MET: (Answer.MET, ReasonKind.REPLY_IN_TIME),
        DeadlineState.LATE: (Answer.NOT_MET, ReasonKind.REPLY_LATE),
        DeadlineState.OVERDUE: (Answer.NOT_MET, ReasonKind.REPLY_OVERDUE),
        DeadlineState.DUE: (Answer.NO_DATA, ReasonKind.REPLY_AWAITED),
    }.get(item.state, (Answer.NO_DATA, ReasonKind.NOT_SENT))
    return answer, Reason.of(kind, **values)


def _publications(facts: CouncilFacts) -> Iterator[Judged]:
    for item in facts.sessions:
        for paper in item.publications:
            yield _publication(paper)
    for reply in facts.replies:
        yield _publication(reply)


def _publication(item: Publication) -> Judged:
    values = {"paper": item.paper, "published": item.published_on or "", "due": item.due_on or ""}
    answer, kind = {
        DeadlineState.MET: (Answer.MET, ReasonKind.PUBLISHED_IN_TIME),
        DeadlineState.LATE: (Answer.NOT_MET, ReasonKind.PUBLISHED_LATE),
        DeadlineState.DUE: (Answer.NO_DATA, ReasonKind.PUBLICATION_AWAITED),
    }.get(item.state, (Answer.NO_DATA, ReasonKind.PUBLICATION_UNKNOWN))
    return answer, Reason.of(kind, **values)


def _formation(facts: CouncilFacts) -> Iterator[Judged]:
    for council in facts.councils:
        yield _term(council, _day_of(council, facts))
        gaps = facts.gaps.get(council.pk)
        if gaps is None:
            yield Answer.NO_DATA, Reason.of(ReasonKind.SESSIONS_INCOMPLETE)
        elif gaps:
            for gap in gaps:
                yield Answer.NOT_MET, Reason.of(ReasonKind.GAP, after=gap.after, until=gap.until, due=gap.due_on)
        else:
            yield Answer.MET, Reason.of(ReasonKind.REGULAR, since=council.sessions_known_from)


def _day_of(council: "Council", facts: CouncilFacts) -> dt.date:
    """The day on which the council dealt with the case: a term that ended later was running then."""
    own = [item.session.held_on for item in facts.sessions if item.council.pk == council.pk]
    own += [item.held_on for item in facts.consultations if item.council_id == council.pk and was_held(item)]
    days = [day.latest() for day in own if day]
    return min(days, default=facts.today)


def _term(council: "Council", day: dt.date) -> Judged:
    holds = in_term(council, day)
    if holds is None:
        return Answer.NO_DATA, Reason.of(ReasonKind.TERM_UNKNOWN)
    values = {"day": day, "start": council.term_from or "", "end": council.term_to or ""}
    if holds:
        return Answer.MET, Reason.of(ReasonKind.TERM_RUNNING, **values)
    return Answer.NOT_MET, Reason.of(ReasonKind.TERM_ENDED, **values)
