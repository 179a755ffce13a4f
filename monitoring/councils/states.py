"""In time, late, still running or passed: of a paper to be published and of a reply to be given."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from monitoring.councils.terms import Terms, state_of
from monitoring.enums import DeadlineState, RecommendationResult
from monitoring.partial_date import PartialDate

if TYPE_CHECKING:
    from monitoring.models import CouncilSession, Recommendation


class Paper(StrEnum):
    AGENDA = "agenda"
    PROTOCOL = "protocol"
    RECOMMENDATIONS = "recommendations"
    REPLY = "reply"


@dataclass(frozen=True)
class Publication:
    """`state` is UNCERTAIN where no publication is recorded: that is no proof that there was none."""

    paper: Paper
    published_on: PartialDate | None
    due_on: dt.date | None
    state: DeadlineState


@dataclass(frozen=True)
class Answered:
    """How the body answered a recommendation; `state` is UNCERTAIN for one that was not sent."""

    recommendation: "Recommendation"
    state: DeadlineState
    days_over: int = 0

    @property
    def unreasoned(self) -> bool:
        return self.recommendation.result == RecommendationResult.REJECTED_WITHOUT_REASONS


def publication(
    paper: Paper, started: PartialDate | None, published_on: PartialDate | None, terms: Terms, today: dt.date
) -> Publication:
    """An agenda may be out before the session that the term runs from."""
    verdict = terms.publication(started, published_on, today) if started else None
    if paper == Paper.AGENDA and started and published_on and published_on.latest() <= started.earliest():
        return Publication(paper, published_on, verdict.due if verdict else None, DeadlineState.MET)
    return Publication(paper, published_on, verdict.due if verdict else None, state_of(verdict))


def publications(session: "CouncilSession", terms: Terms, today: dt.date) -> tuple[Publication, ...]:
    """Of the session's own papers; its recommendations only where it made some."""
    papers = {Paper.AGENDA: session.agenda_published_on, Paper.PROTOCOL: session.protocol_published_on}
    if session.recommendations.all():
        papers[Paper.RECOMMENDATIONS] = session.recommendations_published_on
    return tuple(publication(paper, session.held_on, day, terms, today) for paper, day in papers.items())


def reply_publication(recommendation: "Recommendation", terms: Terms, today: dt.date) -> Publication | None:
    """A reply is published within the same term, counted from the day it was given; None before there is one."""
    replied = exact(recommendation.replied_on)
    if replied is None:
        return None
    return publication(Paper.REPLY, replied, exact(recommendation.reply_published_on), terms, today)


def exact(day: dt.date | None) -> PartialDate | None:
    return PartialDate(day.isoformat()) if day else None


def answered(recommendation: "Recommendation", today: dt.date) -> Answered:
    """By the stored `due_on`; `days_over` are calendar days past it, to the reply or to today."""
    due, replied = recommendation.due_on, recommendation.replied_on
    if recommendation.sent_on is None or due is None:
        return Answered(recommendation, DeadlineState.UNCERTAIN)
    over = max(0, ((replied or today) - due).days)
    if replied:
        return Answered(recommendation, DeadlineState.LATE if over else DeadlineState.MET, over)
    return Answered(recommendation, DeadlineState.OVERDUE if over else DeadlineState.DUE, over)
