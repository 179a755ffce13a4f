"""Terms of replies to recommendations: computed on saving, moved with the rules, passed once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from monitoring.councils.tests.conftest import council_rules
from monitoring.enums import RecommendationResult, RecordEventKind
from monitoring.models import (
    CalendarDay,
    Council,
    CouncilMember,
    CouncilSession,
    DeadlineRule,
    Recommendation,
    RecordEvent,
)
from monitoring.services.councils import expire_recommendations, recompute_due_dates, save_session
from monitoring.tests.factories import CaseFactory, CouncilFactory, CouncilSessionFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
SENT, DUE = dt.date(2026, 2, 2), dt.date(2026, 2, 16)


@pytest.fixture(autouse=True)
def rules(db):
    DeadlineRule.objects.bulk_create(council_rules())


def session_with(*recommendations, **fields):
    session = CouncilSession(
        **{"council": CouncilFactory(), "held_on": "2026-02-01", "source": "Протокол", "is_public": True, **fields}
    )
    session.recommendations = [Recommendation(**{"text": "Провести замеры", **made}) for made in recommendations]
    return session


class TestSaving:
    def test_the_term_follows_from_the_day_it_was_sent(self):
        save_session(session=session_with({"sent_on": SENT}, {}))
        assert list(Recommendation.objects.values_list("due_on", flat=True)) == [DUE, None]

    def test_it_follows_again_when_that_day_is_corrected(self):
        session = save_session(session=session_with({"sent_on": SENT}))
        made = session.recommendations.get()
        made.sent_on, made.due_on = SENT + dt.timedelta(days=1), dt.date(2030, 1, 1)
        session.recommendations = [made]
        save_session(session=session)
        assert Recommendation.objects.get().due_on == DUE + dt.timedelta(days=1)

    def test_without_a_rule_there_is_no_term(self):
        DeadlineRule.objects.all().delete()
        save_session(session=session_with({"sent_on": SENT}))
        assert Recommendation.objects.get().due_on is None

    @pytest.mark.parametrize(
        ("made", "field"),
        [
            ({"replied_on": SENT, "result": RecommendationResult.ACCEPTED}, "sent_on"),
            ({"sent_on": SENT, "replied_on": SENT}, "result"),
            ({"sent_on": SENT, "result": RecommendationResult.ACCEPTED}, "replied_on"),
            ({"sent_on": dt.date(2199, 1, 1)}, "sent_on"),
            (
                {"sent_on": SENT, "replied_on": dt.date(2026, 1, 1), "result": RecommendationResult.ACCEPTED},
                "__all__",
            ),
        ],
    )
    def test_what_contradicts_itself_is_refused_and_nothing_is_stored(self, made, field):
        with pytest.raises(ValidationError) as refused:
            save_session(session=session_with({"sent_on": SENT}, made))
        assert field in refused.value.message_dict
        assert not CouncilSession.objects.exists()


class TestSession:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"members_total": 10, "members_present": 11}, "members_present"),
            ({"protocol_published_on": "2026-01"}, "protocol_published_on"),
            ({"held_on": None}, "held_on"),
            ({"source": " "}, "source"),
        ],
    )
    def test_what_cannot_be_or_cannot_be_shown_is_refused(self, fields, field):
        with pytest.raises(ValidationError) as refused:
            session_with(**fields).full_clean()
        assert field in refused.value.message_dict

    def test_a_draft_may_be_unfinished(self):
        session_with(held_on=None, source="", is_public=False).full_clean()


class TestCouncil:
    def test_a_quorum_has_a_source_and_is_a_share(self):
        council = CouncilFactory()
        council.quorum_share = "0.5"
        with pytest.raises(ValidationError) as refused:
            council.full_clean()
        assert "quorum_source" in refused.value.message_dict
        council.quorum_share, council.quorum_source = "1.2", "Положение"
        with pytest.raises(ValidationError) as refused:
            council.full_clean()
        assert "quorum_share" in refused.value.message_dict

    def test_terms_do_not_end_before_they_begin(self):
        late, early = dt.date(2026, 1, 2), dt.date(2026, 1, 1)
        council = CouncilFactory()
        for record in (
            Council(key="other", name="Совет", body=council.body, term_from=late, term_to=early),
            CouncilMember(council=council, name="Ахметова Б.", started_on=late, ended_on=early),
        ):
            with pytest.raises(ValidationError):
                record.full_clean()
            with pytest.raises(IntegrityError), transaction.atomic():
                record.save()


def test_a_new_holiday_moves_the_dates_once(django_assert_max_num_queries):
    session = CouncilSessionFactory(held_on="2026-02-01")
    for _n in range(5):
        RecommendationFactory(session=session, sent_on=SENT)
    RecommendationFactory(session=session)
    assert recompute_due_dates() == 5
    CalendarDay.objects.create(key="off", name="Выходной", date=DUE, is_working=False)
    with django_assert_max_num_queries(6):
        assert recompute_due_dates() == 5
    assert recompute_due_dates() == 0
    assert set(Recommendation.objects.sent().values_list("due_on", flat=True)) == {DUE + dt.timedelta(days=1)}


class TestExpiry:
    def test_silence_is_written_once_for_each_public_recommendation(self):
        case = CaseFactory(published=True)
        shown = CouncilSessionFactory(held_on="2026-02-01")
        silent = RecommendationFactory(session=shown, sent_on=SENT, case=case)
        RecommendationFactory(session=shown, sent_on=SENT, replied_on=SENT, result=RecommendationResult.ACCEPTED)
        RecommendationFactory(session=shown)
        RecommendationFactory(session=CouncilSessionFactory(is_public=False), sent_on=SENT)
        assert expire_recommendations(DUE) == 0
        assert expire_recommendations(DUE + dt.timedelta(days=1)) == 1
        assert expire_recommendations(DUE + dt.timedelta(days=2)) == 0
        event = RecordEvent.objects.get()
        assert (event.kind, event.case, event.due_on) == (RecordEventKind.NO_REPLY, case, DUE)
        assert event.detail == {
            "recommendation": str(silent.uid),
            "council": shown.council.key,
            "region": shown.council.body.region.key,
        }

    def test_queries_do_not_grow_with_recommendations(self, django_assert_max_num_queries):
        session = CouncilSessionFactory(held_on="2026-02-01")
        Recommendation.objects.bulk_create(
            Recommendation(session=session, text=str(n), sent_on=SENT, due_on=DUE) for n in range(60)
        )
        with django_assert_max_num_queries(6):
            assert expire_recommendations(dt.date(2026, 3, 1)) == 60
