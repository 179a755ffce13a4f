"""What is known of the public councils that a case was put before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitoring.councils.composition import in_term
from monitoring.councils.quorum import Quorum, quorum_of
from monitoring.councils.records import CouncilRecords, council_consultations, read_records
from monitoring.councils.regularity import Gap, long_gaps
from monitoring.councils.states import Answered, Publication, answered, publications, reply_publication
from monitoring.councils.terms import Terms, current_terms
from monitoring.enums import ConsultationStatus, MilestoneKind
from monitoring.models import Council, CouncilSession, Recommendation
from monitoring.partial_date import PartialDate

if TYPE_CHECKING:
    from monitoring.models import Case, Consultation

DECIDED = frozenset({MilestoneKind.ADOPTED, MilestoneKind.DECISION})


@dataclass(frozen=True)
class SessionFacts:
    """`in_term` is None where it is not known; so are parts of `quorum`."""

    session: CouncilSession
    council: Council
    quorum: Quorum
    publications: tuple[Publication, ...]
    in_term: bool | None


@dataclass(frozen=True)
class CouncilFacts:
    """`consultations` are the case's own records of councils; `sessions` the public sessions that dealt with it.

    `gaps` are by the key of a council, None where its record of sessions is not complete.
    """

    consultations: "tuple[Consultation, ...]"
    councils: tuple[Council, ...]
    sessions: tuple[SessionFacts, ...]
    recommendations: tuple[Answered, ...]
    replies: tuple[Publication, ...]
    gaps: dict[int, tuple[Gap, ...] | None]
    decided_on: PartialDate | None
    terms: Terms
    today: dt.date


def council_facts(
    case: "Case", *, today: dt.date, terms: Terms | None = None, records: CouncilRecords | None = None
) -> CouncilFacts:
    """`case` is stored or an object of a revision; only public sessions count. What is not given is read."""
    terms = terms or current_terms()
    records = records or read_records([case])
    consultations = council_consultations(case)
    recommendations = records.about(case)
    sessions = records.sessions_for(case)
    own = [item for item in sessions if _deals_with(item, consultations, recommendations)]
    councils = {item.council_id: item.council for item in sessions}
    councils |= {item.council_id: item.council for item in consultations if item.council_id and item.council}
    return CouncilFacts(
        consultations=consultations,
        councils=tuple(councils.values()),
        sessions=tuple(session_facts(item, terms, today) for item in own),
        recommendations=tuple(answered(item, today) for item in recommendations),
        replies=tuple(filter(None, (reply_publication(item, terms, today) for item in recommendations))),
        gaps={pk: gaps_of(council, sessions, terms, today) for pk, council in councils.items()},
        decided_on=min(
            (item.date for item in case.milestones.all() if item.kind in DECIDED and item.date), default=None
        ),
        terms=terms,
        today=today,
    )


def session_facts(session: CouncilSession, terms: Terms, today: dt.date) -> SessionFacts:
    """`session` comes with its council, the council's members and the recommendations."""
    council = session.council
    day = session.held_on.latest() if session.held_on else None
    return SessionFacts(
        session,
        council,
        quorum_of(session, council, council.members.all()),
        publications(session, terms, today),
        in_term(council, day) if day else None,
    )


def gaps_of(
    council: Council, sessions: Sequence[CouncilSession], terms: Terms, today: dt.date
) -> tuple[Gap, ...] | None:
    held = [item.held_on for item in sessions if item.council_id == council.pk and item.held_on]
    return long_gaps(held, council.sessions_known_from, terms, today)


def was_held(consultation: "Consultation") -> bool:
    return consultation.status == ConsultationStatus.HELD


def _deals_with(
    session: CouncilSession, consultations: "Sequence[Consultation]", recommendations: Sequence[Recommendation]
) -> bool:
    if any(item.session_id == session.pk for item in recommendations):
        return True
    return session.held_on is not None and any(
        item.council_id == session.council_id and item.held_on == session.held_on for item in consultations
    )
