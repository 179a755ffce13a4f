"""Criteria P36 to P40 from what is recorded of councils."""

import datetime as dt
from decimal import Decimal

import pytest

from monitoring.councils import ReasonKind, council_answers
from monitoring.councils.reasons import Reason
from monitoring.enums import Answer, ConsultationForm, MilestoneKind, RecommendationResult
from monitoring.models import Case
from monitoring.presenters.council_reasons import reason_text
from monitoring.services.councils import save_session
from monitoring.tests.factories import (
    CaseFactory,
    CouncilFactory,
    CouncilSessionFactory,
    RecommendationFactory,
    consultation,
    milestone,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
TODAY = dt.date(2026, 6, 1)
SENT = dt.date(2026, 3, 3)  # the tenth working day, with two holidays between, is 18 or 19 March


@pytest.fixture
def council():
    return CouncilFactory(
        quorum_share=Decimal("0.5"),
        quorum_source="Положение, п. 7",
        term_from=dt.date(2024, 1, 1),
        term_to=dt.date(2026, 4, 30),
    )


def case_at(council, *events, **fields):
    held = {"form": ConsultationForm.COUNCIL_SESSION, "council": council, "held_on": "2026-03-02", **fields}
    return CaseFactory(children=[consultation(**held), *events], published=True)


def answers(case, today=TODAY):
    return council_answers(Case.objects.get(pk=case.pk), today=today)


def answer(case, code, today=TODAY):
    made = answers(case, today)[code]
    return made.answer, [reason.kind for reason in made.reasons]


def test_a_case_without_a_council_has_no_data_at_all():
    made = answers(CaseFactory(published=True))
    assert list(made) == ["P36", "P37", "P38", "P39", "P40"]
    assert {one.answer for one in made.values()} == {Answer.NO_DATA}


class TestBeforeTheDecision:
    @pytest.mark.parametrize(
        ("decided", "expected"),
        [
            ("2026-03-03", (Answer.MET, [ReasonKind.BEFORE_DECISION])),
            ("2026-03-02", (Answer.NOT_MET, [ReasonKind.AFTER_DECISION])),
            ("2026-03", (Answer.NO_DATA, [ReasonKind.ORDER_UNCERTAIN])),
            ("2026-04", (Answer.MET, [ReasonKind.BEFORE_DECISION])),
            (None, (Answer.MET, [ReasonKind.NO_DECISION_YET])),
        ],
    )
    def test_by_the_dates(self, council, decided, expected):
        events = [milestone(kind=MilestoneKind.ADOPTED, date=decided)] if decided else []
        assert answer(case_at(council, *events, status="held"), "P36") == expected

    def test_a_session_whose_outcome_is_not_known_proves_nothing(self, council):
        assert answer(case_at(council, milestone(kind=MilestoneKind.DECISION, date="2026-04-01")), "P36") == (
            Answer.NO_DATA,
            [ReasonKind.NO_SESSION],
        )

    def test_a_public_session_of_that_day_proves_it_and_a_draft_does_not(self, council):
        case = case_at(council, milestone(kind=MilestoneKind.DECISION, date="2026-04-01"))
        session = CouncilSessionFactory(council=council, is_public=False)
        assert answer(case, "P36")[0] == Answer.NO_DATA
        session.is_public = True
        session.save()
        assert answer(case, "P36")[0] == Answer.MET


class TestQuorum:
    @pytest.mark.parametrize(
        ("present", "conflict", "expected"),
        [
            (10, False, Answer.MET),
            (9, False, Answer.NOT_MET),
            (10, True, Answer.NOT_MET),
            (10, None, Answer.NO_DATA),
            (None, False, Answer.NO_DATA),
            (None, True, Answer.NOT_MET),
        ],
    )
    def test_by_the_protocol(self, council, present, conflict, expected):
        CouncilSessionFactory(council=council, members_total=20, members_present=present, conflict_of_interest=conflict)
        assert answer(case_at(council), "P37")[0] == expected

    @pytest.mark.parametrize(("seen", "expected"), [(False, Answer.NOT_MET), (True, Answer.NO_DATA)])
    def test_what_was_seen_is_a_sign_only_against(self, council, seen, expected):
        assert answer(case_at(council, quorum=seen), "P37")[0] == expected

    def test_a_count_in_the_protocol_wins_over_what_was_seen(self, council):
        CouncilSessionFactory(council=council, members_total=20, members_present=10, conflict_of_interest=False)
        assert answer(case_at(council, quorum=False), "P37")[0] == Answer.MET


class TestReplies:
    def replied(self, case, council, *rows):
        session = CouncilSessionFactory(council=council)
        for row in rows:
            RecommendationFactory(session=session, case=case, **row)
        save_session(session=type(session).objects.get(pk=session.pk))
        return answer(case, "P38")

    in_time = {"sent_on": SENT, "replied_on": dt.date(2026, 3, 10), "result": RecommendationResult.ACCEPTED}
    late = {**in_time, "replied_on": dt.date(2026, 5, 5)}
    silent = {"sent_on": SENT}
    awaited = {"sent_on": dt.date(2026, 5, 28)}
    unreasoned = {**in_time, "result": RecommendationResult.REJECTED_WITHOUT_REASONS}

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            (["in_time"], Answer.MET),
            (["late"], Answer.NOT_MET),
            (["silent"], Answer.NOT_MET),
            (["unreasoned"], Answer.NOT_MET),
            (["in_time", "silent"], Answer.PARTLY),
            (["in_time", "awaited"], Answer.MET),
            (["awaited"], Answer.NO_DATA),
        ],
    )
    def test_by_the_term_and_the_reasons(self, council, rows, expected):
        case = case_at(council)
        assert self.replied(case, council, *(getattr(self, row) for row in rows))[0] == expected

    def test_a_recommendation_on_another_case_is_not_counted(self, council):
        self.replied(CaseFactory(published=True), council, self.silent)
        assert answer(case_at(council), "P38") == (Answer.NO_DATA, [ReasonKind.NO_RECOMMENDATION])


class TestPublication:
    def test_late_papers_with_others_in_time_are_partly(self, council):
        CouncilSessionFactory(council=council, agenda_published_on="2026-02-20", protocol_published_on="2026-05-20")
        assert answer(case_at(council), "P39") == (
            Answer.PARTLY,
            [ReasonKind.PUBLISHED_IN_TIME, ReasonKind.PUBLISHED_LATE],
        )

    def test_that_no_publication_is_recorded_is_no_breach(self, council):
        CouncilSessionFactory(council=council)
        assert answer(case_at(council), "P39")[0] == Answer.NO_DATA


class TestFormation:
    def test_the_term_is_looked_at_on_the_day_of_the_session(self, council):
        council.sessions_known_from = dt.date(2026, 3, 2)
        council.save()
        CouncilSessionFactory(council=council)
        assert answer(case_at(council), "P40") == (Answer.MET, [ReasonKind.TERM_RUNNING, ReasonKind.REGULAR])

    def test_a_session_after_the_term(self, council):
        council.term_to = dt.date(2026, 3, 1)
        council.save()
        assert answer(case_at(council, status="held"), "P40")[0] == Answer.NOT_MET

    def test_a_gap_counts_only_in_a_complete_record(self, council):
        CouncilSessionFactory(council=council)
        case, later = case_at(council), dt.date(2026, 7, 1)
        assert answer(case, "P40", later) == (
            Answer.NO_DATA,
            [ReasonKind.TERM_RUNNING, ReasonKind.SESSIONS_INCOMPLETE],
        )
        council.sessions_known_from = dt.date(2026, 3, 2)
        council.save()
        assert answer(case, "P40", later)[0] == Answer.NOT_MET


def test_what_nobody_has_verified_is_marked_where_it_decides(council):
    CouncilSessionFactory(council=council, members_total=20, members_present=10, protocol_published_on="2026-05-20")
    made = answers(case_at(council))
    assert {code: one.unverified for code, one in made.items()} == {
        "P36": False,
        "P37": False,
        "P38": False,
        "P39": True,
        "P40": False,
    }


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_has_a_sentence_and_survives_storing(kind):
    texts = {"source": "Положение", "paper": "protocol"}
    dates = ("day", "council", "decided", "sent", "due", "replied", "published", "after", "until", "start", "end")
    values = {
        **dict.fromkeys((*dates, "since"), "2026-03"),
        **texts,
        "present": 9,
        "total": 20,
        "needed": 10,
        "days": 3,
    }
    reason = Reason.of(kind, **values)
    assert Reason.from_json(reason.as_json()) == reason
    text = reason_text(reason)
    assert text.endswith(".")
    assert "%" not in text
    assert "2026-03" not in text


def test_queries_do_not_grow_with_sessions(council, django_assert_max_num_queries):
    case = case_at(council)
    for day in range(10, 22):
        session = CouncilSessionFactory(council=council, held_on=f"2026-01-{day}")
        RecommendationFactory(session=session, case=case, sent_on=SENT)
    found = Case.objects.with_record().get(pk=case.pk)
    with django_assert_max_num_queries(7):
        council_answers(found, today=TODAY)
