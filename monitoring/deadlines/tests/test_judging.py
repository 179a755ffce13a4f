"""Verdicts over exact and uncertain dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.deadlines import Problem, Term, WorkCalendar, judge
from monitoring.enums import Counting, DeadlineState, Direction, Sense, TermUnit
from monitoring.partial_date import PartialDate

CALENDAR = WorkCalendar()
MET, LATE, SHORT = DeadlineState.MET, DeadlineState.LATE, DeadlineState.SHORT
DUE, OVERDUE, UNCERTAIN = DeadlineState.DUE, DeadlineState.OVERDUE, DeadlineState.UNCERTAIN
TODAY = dt.date(2026, 11, 22)
AT_LEAST_20 = Term(20, sense=Sense.AT_LEAST)
FIVE_WITH_BOTH_ENDS = Term(5, counting=Counting.INCLUSIVE, sense=Sense.AT_LEAST)
THREE_BEFORE = Term(3, direction=Direction.BACKWARDS)
PROTOCOL = Term(2)


def verdict(term, started, done=None, today=TODAY, **options):
    ended = PartialDate.parse(done) if done else None
    return judge(term, PartialDate.parse(started), ended, CALENDAR, today, **options)


def told(term, started, done=None, today=TODAY, **options):
    found = verdict(term, started, done, today, **options)
    return found.state, found.days


@pytest.mark.parametrize(
    ("term", "started", "done", "expected"),
    [
        (PROTOCOL, "2026-03-02", "2026-03-04", (MET, 0)),
        (PROTOCOL, "2026-03-02", "2026-03-05", (LATE, 1)),
        (PROTOCOL, "2026-03-02", "2026-03-17", (LATE, 8)),
        # A Saturday after a Friday: late, and by less than a day is by one.
        (PROTOCOL, "2026-03-04", "2026-03-07", (LATE, 1)),
        (AT_LEAST_20, "2026-03-02", "2026-04-03", (MET, 0)),
        (AT_LEAST_20, "2026-03-02", "2026-04-02", (SHORT, 1)),
        (AT_LEAST_20, "2026-03-02", "2026-03-02", (SHORT, 20)),
        (FIVE_WITH_BOTH_ENDS, "2025-12-11", "2025-12-17", (SHORT, 1)),
        (FIVE_WITH_BOTH_ENDS, "2026-02-26", "2026-03-04", (MET, 0)),
        (THREE_BEFORE, "2026-03-26", "2026-03-18", (MET, 0)),
        (THREE_BEFORE, "2026-03-26", "2026-03-25", (MET, 0)),
        (THREE_BEFORE, "2026-03-26", "2026-03-16", (SHORT, 2)),
        (Term(15, TermUnit.CALENDAR_DAYS), "2026-03-01", "2026-03-20", (LATE, 4)),
        (Term(1, TermUnit.MONTHS), "2026-03-10", "2026-04-15", (LATE, 5)),
    ],
)
def test_kept_or_missed_by_so_many_days(term, started, done, expected):
    assert told(term, started, done) == expected


def test_still_running_and_overdue():
    assert told(PROTOCOL, "2026-03-02", today=dt.date(2026, 3, 3)) == (DUE, 1)
    assert told(PROTOCOL, "2026-03-02", today=dt.date(2026, 3, 4)) == (DUE, 0)
    assert told(PROTOCOL, "2026-03-02", today=dt.date(2026, 3, 10)) == (OVERDUE, 3)
    assert verdict(PROTOCOL, "2026-03-02", today=dt.date(2026, 3, 10)).working.until == dt.date(2026, 3, 10)


def test_what_is_not_recorded_is_overdue_only_where_silence_counts():
    found = verdict(PROTOCOL, "2026-03-02", silence=False)
    assert (found.state, found.problem, found.due) == (UNCERTAIN, Problem.NOT_RECORDED, dt.date(2026, 3, 4))
    assert told(PROTOCOL, "2026-03-02", today=dt.date(2026, 3, 3), silence=False) == (DUE, 1)


def test_the_end_before_the_beginning_is_said_plainly():
    for term, started, done in ((AT_LEAST_20, "2026-04-03", "2026-03-02"), (THREE_BEFORE, "2026-03-26", "2026-03-27")):
        found = verdict(term, started, done)
        assert (found.state, found.problem) == (UNCERTAIN, Problem.ORDER)


def test_a_month_that_leaves_no_doubt():
    assert told(PROTOCOL, "2026-03-02", "2026-05") == (LATE, 37)
    found = verdict(PROTOCOL, "2026-03", "2026-06-01")
    assert (found.state, found.days, found.due) == (LATE, 38, None)
    assert (found.due_first, found.due_last) == (dt.date(2026, 3, 3), dt.date(2026, 4, 2))
    assert found.days_most > found.days
    assert told(AT_LEAST_20, "2026-01", "2026-06-01") == (MET, 0)
    assert told(AT_LEAST_20, "2026-03", "2026-03") == (SHORT, 2)


def test_a_month_that_leaves_doubt_cannot_be_computed():
    for term, started, done in ((PROTOCOL, "2026-03-02", "2026-03"), (AT_LEAST_20, "2026-03", "2026-04-10")):
        found = verdict(term, started, done)
        assert (found.state, found.problem) == (UNCERTAIN, Problem.IMPRECISE)
        assert found.due_first <= found.due_last


def test_a_month_still_running_is_uncertain_between_its_ends():
    for today, expected in (
        ("2026-03-03", DUE),
        ("2026-03-04", UNCERTAIN),
        ("2026-04-02", UNCERTAIN),
        ("2026-04-03", OVERDUE),
    ):
        assert told(PROTOCOL, "2026-03", today=dt.date.fromisoformat(today))[0] == expected


@pytest.mark.parametrize("started", ["1950-01-01", "2150", "1990-12"])
def test_outside_the_calendar_there_is_no_verdict(started):
    found = verdict(PROTOCOL, started, "2199-01-01")
    assert (found.state, found.problem) == (UNCERTAIN, Problem.OUT_OF_CALENDAR)


dates = st.dates(dt.date(2005, 1, 1), dt.date(2050, 1, 1))
terms = st.sampled_from(
    [PROTOCOL, AT_LEAST_20, FIVE_WITH_BOTH_ENDS, Term(15, TermUnit.CALENDAR_DAYS), Term(1, TermUnit.MONTHS)]
)


@given(term=terms, start=dates, length=st.integers(0, 90), more=st.integers(1, 30))
def test_a_later_end_never_betters_a_limit_nor_worsens_a_minimum(term, start, length, more):
    def missed(days):
        done = PartialDate((start + dt.timedelta(days=days)).isoformat())
        return judge(term, PartialDate(start.isoformat()), done, CALENDAR, TODAY).days

    sooner, later = missed(length), missed(length + more)
    assert later <= sooner if term.is_floor else later >= sooner


@given(term=terms, start=dates, length=st.integers(0, 120), coarse=st.sampled_from(["start", "done"]))
def test_a_verdict_over_a_month_is_that_of_every_day_of_it(term, start, length, coarse):
    done = start + dt.timedelta(days=length)
    started, ended = PartialDate(start.isoformat()), PartialDate(done.isoformat())
    exact = judge(term, started, ended, CALENDAR, TODAY)
    vague = PartialDate((start if coarse == "start" else done).isoformat()[:7])
    found = judge(term, *((vague, ended) if coarse == "start" else (started, vague)), CALENDAR, TODAY)
    if found.state != UNCERTAIN:
        assert found.state == exact.state
        assert found.days <= exact.days <= found.days_most
