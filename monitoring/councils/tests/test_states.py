"""Publications, replies, gaps and terms."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.councils.composition import composition, in_term
from monitoring.councils.regularity import long_gaps
from monitoring.councils.states import Paper, answered, publication
from monitoring.councils.terms import Terms
from monitoring.councils.tests.conftest import council_rules
from monitoring.deadlines import WorkCalendar
from monitoring.enums import DeadlineState, MemberSector
from monitoring.models import Council, CouncilMember, Recommendation
from monitoring.partial_date import PartialDate
from monitoring.rules import RuleBook

TODAY = dt.date(2026, 6, 1)


def days(*known):
    return [PartialDate(day) for day in known]


@pytest.mark.parametrize(
    ("published", "today", "state"),
    [
        ("2026-02-16", TODAY, DeadlineState.MET),
        ("2026-02-17", TODAY, DeadlineState.LATE),
        ("2026-02", TODAY, DeadlineState.UNCERTAIN),
        ("2026-03", TODAY, DeadlineState.LATE),
        (None, TODAY, DeadlineState.UNCERTAIN),
        (None, dt.date(2026, 2, 16), DeadlineState.DUE),
    ],
)
def test_a_paper_is_judged_only_by_what_is_known(terms, published, today, state):
    """Ten working days from Monday 2 February 2026 end on Monday the 16th."""
    made = publication(Paper.PROTOCOL, *days("2026-02-02"), PartialDate(published) if published else None, terms, today)
    assert (made.state, made.due_on) == (state, dt.date(2026, 2, 16))


def test_an_agenda_before_the_session_is_in_time(terms):
    made = publication(Paper.AGENDA, *days("2026-02-02", "2026-01-20"), terms, TODAY)
    assert made.state == DeadlineState.MET


def test_without_a_rule_or_a_date_nothing_is_judged(terms):
    ruleless = Terms(RuleBook([]), WorkCalendar(()))
    held, published = days("2026-02-02", "2026-05-05")
    assert publication(Paper.PROTOCOL, held, published, ruleless, TODAY).state == DeadlineState.UNCERTAIN
    assert publication(Paper.PROTOCOL, None, published, terms, TODAY).state == DeadlineState.UNCERTAIN
    assert long_gaps([], dt.date(2025, 1, 1), ruleless, TODAY) is None
    assert ruleless.unverified("D40", TODAY)


@pytest.mark.parametrize(
    ("sent", "due", "replied", "today", "state", "over"),
    [
        ("2026-02-02", "2026-02-16", "2026-02-16", TODAY, DeadlineState.MET, 0),
        ("2026-02-02", "2026-02-16", "2026-02-19", TODAY, DeadlineState.LATE, 3),
        ("2026-02-02", "2026-02-16", None, dt.date(2026, 2, 16), DeadlineState.DUE, 0),
        ("2026-02-02", "2026-02-16", None, dt.date(2026, 2, 17), DeadlineState.OVERDUE, 1),
        (None, None, None, TODAY, DeadlineState.UNCERTAIN, 0),
        ("2026-02-02", None, None, TODAY, DeadlineState.UNCERTAIN, 0),
    ],
)
def test_how_a_recommendation_was_answered(sent, due, replied, today, state, over):
    day = {name: dt.date.fromisoformat(text) if text else None for name, text in locals().items() if name in DATES}
    made = answered(Recommendation(sent_on=day["sent"], due_on=day["due"], replied_on=day["replied"]), today)
    assert (made.state, made.days_over) == (state, over)


DATES = {"sent", "due", "replied"}


class TestGaps:
    since = dt.date(2025, 1, 15)

    def gaps(self, terms, *known, since=since, today=TODAY):
        found = long_gaps(days(*known), since, terms, today)
        return None if found is None else [(str(gap.after), str(gap.until), str(gap.due_on)) for gap in found]

    def test_a_session_on_the_last_day_is_in_time(self, terms):
        held = ["2025-04-15", "2025-07-15", "2025-10-15", "2026-01-15", "2026-04-15"]
        assert self.gaps(terms, *held) == []

    def test_a_day_more_is_a_gap(self, terms):
        held = ["2025-04-15", "2025-07-16", "2025-10-15", "2026-01-15", "2026-04-15"]
        assert self.gaps(terms, *held) == [("2025-04-15", "2025-07-16", "2025-07-15")]

    def test_no_session_until_today_is_a_gap(self, terms):
        assert self.gaps(terms, since=dt.date(2026, 1, 10)) == [("2026-01-10", "2026-06-01", "2026-04-10")]

    def test_an_incomplete_record_proves_nothing(self, terms):
        assert self.gaps(terms, "2020-01-01", "2026-01-01", since=None) is None
        assert self.gaps(terms, "2026-01-01", since=dt.date(2026, 7, 1)) is None

    def test_a_session_known_to_the_month_may_have_been_on_any_of_its_days(self, terms):
        assert self.gaps(terms, "2026-01", since=dt.date(2025, 11, 1), today=dt.date(2026, 4, 30)) == []
        assert self.gaps(terms, "2026-01", since=dt.date(2025, 11, 1), today=dt.date(2026, 5, 1)) != []

    def test_sessions_to_come_and_before_the_record_do_not_count(self, terms):
        assert self.gaps(terms, "2024-12-01", "2026-07-01", since=dt.date(2026, 2, 20)) == [
            ("2026-02-20", "2026-06-01", "2026-05-20")
        ]


@given(st.sets(st.dates(dt.date(2024, 1, 1), dt.date(2026, 5, 31)), max_size=12), st.dates(dt.date(2024, 1, 1), TODAY))
def test_one_session_more_never_makes_the_longest_gap_longer(held, added):
    terms = Terms(RuleBook(council_rules()), WorkCalendar(()))

    def longest(known):
        found = long_gaps(days(*map(str, known)), dt.date(2024, 1, 1), terms, TODAY)
        return max(((gap.until - gap.after).days for gap in found), default=0)

    assert longest(held | {added}) <= longest(held)


class TestCouncil:
    council = Council(term_from=dt.date(2024, 1, 1), term_to=dt.date(2026, 12, 31))

    @pytest.mark.parametrize(
        ("day", "holds"),
        [
            (dt.date(2023, 12, 31), False),
            (dt.date(2024, 1, 1), True),
            (dt.date(2026, 12, 31), True),
            (dt.date(2027, 1, 1), False),
        ],
    )
    def test_both_days_of_the_term_belong_to_it(self, day, holds):
        assert in_term(self.council, day) is holds

    def test_a_term_without_an_end_is_not_known(self):
        assert in_term(Council(), TODAY) is None
        assert in_term(Council(term_from=dt.date(2026, 7, 1)), TODAY) is False

    def test_composition_counts_those_who_sit_on_the_day(self):
        members = [
            CouncilMember(sector=MemberSector.STATE),
            CouncilMember(sector=MemberSector.NGO),
            CouncilMember(sector=MemberSector.NGO, started_on=dt.date(2026, 6, 2)),
            CouncilMember(sector=MemberSector.NGO),
        ]
        made = composition(members, TODAY)
        assert made.by_sector == ((MemberSector.NGO, 2), (MemberSector.STATE, 1))
        assert (made.total, made.percent(MemberSector.NGO), made.percent(MemberSector.MEDIA)) == (3, 67, 0)
        assert composition([], TODAY).percent(MemberSector.NGO) == 0
