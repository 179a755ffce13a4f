"""The vectors of the law: known due dates, real periods of the portal, and what always holds."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.deadlines import (
    FIRST_YEAR,
    DayKind,
    Extension,
    OffKind,
    OutOfCalendarError,
    Override,
    Suspension,
    Term,
    WorkCalendar,
    due,
    working_days,
)
from monitoring.enums import Counting, Direction, TermUnit

CALENDAR = WorkCalendar()
MONTHS, CALENDAR_DAYS = TermUnit.MONTHS, TermUnit.CALENDAR_DAYS
INCLUSIVE, BACKWARDS = Counting.INCLUSIVE, Direction.BACKWARDS
days = st.dates(dt.date(2002, 1, 1), dt.date(2060, 12, 31))
amounts = st.integers(1, 60)
ONE_DAY = dt.timedelta(days=1)


def day(text):
    return dt.date.fromisoformat(text)


def last(term, start, calendar=CALENDAR, *amendments):
    return due(term, day(start), calendar, amendments).due.isoformat()


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-03-02", 20, "2026-04-03"),
        ("2026-04-27", 15, "2026-05-21"),
        ("2025-12-10", 10, "2025-12-25"),
        ("2026-08-24", 10, "2026-09-07"),
        ("2025-12-30", 5, "2026-01-09"),
        # A Saturday that was worked, and its day off given in exchange.
        ("2024-05-03", 1, "2024-05-04"),
        ("2024-05-07", 1, "2024-05-10"),
        ("2021-07-02", 1, "2021-07-03"),
        ("2023-06-30", 1, "2023-07-01"),
    ],
)
def test_working_days_after_the_event(start, amount, expected):
    assert last(Term(amount), start) == expected


@pytest.mark.parametrize(
    ("record", "first", "end", "expected"),
    [
        ("20743", "2025-12-11", "2025-12-17", 4),
        ("20778", "2025-12-18", "2026-01-19", 20),
        ("20183", "2025-11-19", "2025-12-02", 10),
        ("21841", "2026-02-26", "2026-03-04", 5),
        ("21556", "2026-02-10", "2026-02-16", 5),
        ("newspaper", "2022-10-12", "2022-10-19", 6),
    ],
)
def test_periods_of_real_notices_with_both_ends(record, first, end, expected):
    assert working_days(day(first), day(end), CALENDAR).total == expected


@pytest.mark.parametrize(
    ("registered", "first", "expected"),
    [
        ("2025-12-10", "2025-12-11", 1),
        ("2025-12-12", "2025-12-18", 3),
        ("2025-11-12", "2025-11-19", 5),
        ("2026-02-20", "2026-02-26", 4),
        ("2026-02-09", "2026-02-10", 1),
    ],
)
def test_days_from_registration_to_the_beginning(registered, first, expected):
    assert working_days(day(registered), day(first), CALENDAR, inclusive=False).total == expected


WEEKDAYS_OFF = {
    2026: "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16",
    2027: "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16",
}


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_weekdays_off(year):
    every = [dt.date(year, 1, 1) + number * ONE_DAY for number in range(365)]
    found = [f"{date:%m-%d}" for date in every if date.weekday() < 5 and not CALENDAR.is_working(date)]
    assert " ".join(found) == WEEKDAYS_OFF[year]


@pytest.mark.parametrize(
    ("worked", "off"),
    [
        ("2021-07-03", "2021-07-05"),
        ("2022-03-05", "2022-03-07"),
        ("2022-08-27", "2022-08-29"),
        ("2022-10-22", "2022-10-24"),
        ("2023-07-01", "2023-07-07"),
        ("2024-05-04", "2024-05-08"),
        ("2025-01-05", "2025-01-03"),
    ],
)
def test_days_moved_by_the_government(worked, off):
    assert CALENDAR.worked_instead(day(worked))
    reason = CALENDAR.day_off(day(off))
    assert (reason.kind, reason.other) == (OffKind.MOVED, day(worked))


def test_reform_of_constitution_day_and_a_day_of_another_year():
    assert CALENDAR.is_working(day("2026-08-31"))
    assert CALENDAR.day_off(day("2025-09-01")).key == "constitution"
    assert CALENDAR.day_off(day("2027-03-15")).key == "constitution"
    # The Saturday given for 3 January 2014: worked in 2013, and a mark of no other year.
    assert CALENDAR.is_working(day("2013-12-28"))
    assert not CALENDAR.is_working(day("2014-01-03"))


def test_religious_days_are_not_moved_and_an_estimate_is_marked():
    christmas = [dt.date(year, 1, 8) for year in range(2022, 2028) if dt.date(year, 1, 7).weekday() == 6]
    assert christmas
    assert all(CALENDAR.is_working(date) for date in christmas)
    assert CALENDAR.is_working(day("2024-06-17"))
    assert CALENDAR.day_off(day("2025-06-06")).estimated is False
    assert CALENDAR.day_off(day("2026-05-27")).estimated is True


def test_every_holiday_of_the_library_has_a_name_of_ours():
    reasons = [CALENDAR.day_off(dt.date(1991, 1, 1) + number * ONE_DAY) for number in range(110 * 365)]
    keys = {reason.key for reason in reasons if reason and reason.kind in (OffKind.HOLIDAY, OffKind.TRANSFER)}
    assert "other" not in keys
    assert len(keys) == 13


@pytest.mark.parametrize("outside", ["1990-12-31", "2101-01-01"])
def test_a_day_outside_the_calendar_is_refused(outside):
    with pytest.raises(OutOfCalendarError):
        CALENDAR.day_off(day(outside))


def test_a_term_that_runs_out_of_the_calendar_is_refused():
    with pytest.raises(OutOfCalendarError):
        due(Term(20), day("2100-12-20"), CALENDAR)


@pytest.mark.parametrize(
    ("term", "start", "expected"),
    [
        (Term(15, CALENDAR_DAYS), "2026-03-01", "2026-03-16"),
        (Term(15, CALENDAR_DAYS), "2026-02-27", "2026-03-16"),  # the 14th is a Saturday
        (Term(15, CALENDAR_DAYS, rolls=False), "2026-02-27", "2026-03-14"),
        (Term(15, CALENDAR_DAYS, INCLUSIVE), "2026-03-02", "2026-03-16"),
        (Term(1, MONTHS), "2026-01-31", "2026-03-02"),  # the last day of February is a Saturday
        (Term(1, MONTHS, rolls=False), "2026-01-31", "2026-02-28"),
        (Term(1, MONTHS, rolls=False), "2024-01-31", "2024-02-29"),
        (Term(12, MONTHS, rolls=False), "2024-02-29", "2025-02-28"),
        (Term(6, MONTHS), "2025-12-10", "2026-06-10"),
        (Term(3, MONTHS, direction=BACKWARDS, rolls=False), "2026-05-31", "2026-02-28"),
        (Term(0, CALENDAR_DAYS, rolls=False), "2026-03-07", "2026-03-07"),
    ],
)
def test_calendar_days_and_months(term, start, expected):
    assert last(term, start) == expected


def test_the_first_day_of_an_inclusive_term_is_a_working_day():
    assert last(Term(5, counting=INCLUSIVE), "2025-12-11") == "2025-12-18"
    assert last(Term(1, counting=INCLUSIVE), "2025-12-13") == "2025-12-15"


def test_backwards_from_the_event():
    assert last(Term(3, direction=BACKWARDS), "2026-03-26") == "2026-03-18"
    assert last(Term(2, CALENDAR_DAYS, direction=BACKWARDS), "2026-03-10") == "2026-03-06"


def test_the_way_is_shown_day_by_day():
    working = due(Term(2), day("2025-12-12"), CALENDAR)
    kinds = [(item.date.day, item.kind.value, item.reason.key if item.reason else "") for item in working.days]
    assert kinds == [
        (12, "start", ""),
        (13, "off", ""),
        (14, "off", ""),
        (15, "count", ""),
        (16, "off", "independence"),
        (17, "end", ""),
    ]
    assert working.rolled_from is None
    assert due(Term(1, MONTHS), day("2026-01-31"), CALENDAR).rolled_from == day("2026-02-28")


def test_a_suspension_stops_the_clock_and_an_extension_moves_the_end():
    pause = Suspension(day("2026-04-06"), day("2026-04-10"), "Письмо № 5")
    assert last(Term(5), "2026-04-02", CALENDAR, pause) == "2026-04-16"
    assert last(Term(5, CALENDAR_DAYS, rolls=False), "2026-04-02", CALENDAR, pause) == "2026-04-12"
    assert last(Term(1, MONTHS, rolls=False), "2026-03-20", CALENDAR, pause) == "2026-04-25"
    suspended = [item for item in due(Term(5), day("2026-04-02"), CALENDAR, [pause]).days if item.kind == DayKind.OFF]
    assert {item.reason.names for item in suspended if item.reason.kind == OffKind.SUSPENDED} == {(("", "Письмо № 5"),)}
    assert last(Term(5), "2026-04-02", CALENDAR, Extension(until=day("2026-05-08"))) == "2026-05-08"
    assert last(Term(5), "2026-04-02", CALENDAR, Extension(until=day("2026-04-03"))) == "2026-04-09"
    assert last(Term(5), "2026-04-02", CALENDAR, Extension(term=Term(15, CALENDAR_DAYS))) == "2026-04-24"


def test_an_override_wins_and_its_version_is_its_content():
    names = (("ru", "День траура"), ("en", "Day of mourning"))
    off, worked = Override(day("2026-03-03"), False, names), Override(day("2026-03-09"), True)
    calendar = WorkCalendar((off, worked))
    assert calendar.day_off(off.date).names == names
    assert calendar.worked_instead(worked.date)
    assert last(Term(1), "2026-03-02", calendar) == "2026-03-04"
    assert last(Term(1), "2026-03-06", calendar) == "2026-03-09"
    assert calendar.version == WorkCalendar((off, worked)).version != WorkCalendar((off,)).version
    assert calendar.version.startswith(f"{CALENDAR.version}+2.")
    assert WorkCalendar((Override(off.date, True),)).version != WorkCalendar((off,)).version
    assert WorkCalendar((Override(off.date, False),)).version == WorkCalendar((off,)).version


@given(start=days, amount=amounts, inclusive=st.booleans(), backwards=st.booleans())
def test_the_last_day_of_a_term_in_working_days_is_a_working_day(start, amount, inclusive, backwards):
    term = Term(
        amount,
        counting=INCLUSIVE if inclusive else Counting.EXCLUSIVE,
        direction=BACKWARDS if backwards else Direction.FORWARDS,
    )
    assert CALENDAR.is_working(due(term, start, CALENDAR).due)


@given(start=days, amount=amounts, unit=st.sampled_from([CALENDAR_DAYS, MONTHS]), backwards=st.booleans())
def test_a_term_that_rolls_never_ends_on_a_day_off(start, amount, unit, backwards):
    direction = BACKWARDS if backwards else Direction.FORWARDS
    working = due(Term(min(amount, 24), unit, direction=direction), start, CALENDAR)
    assert CALENDAR.is_working(working.due)


@given(start=days, amount=amounts, after=st.integers(0, 90), unit=st.sampled_from(TermUnit))
def test_one_more_day_off_never_shortens_a_term(start, amount, after, unit):
    term = Term(min(amount, 24), unit)
    more = WorkCalendar((Override(start + after * ONE_DAY, False),))
    assert due(term, start, more).due >= due(term, start, CALENDAR).due


@given(start=days, amount=amounts)
def test_inclusive_and_exclusive_agree(start, amount):
    """From a working day the first day is the difference; from a day off there is none."""
    inclusive = due(Term(amount, counting=INCLUSIVE), start, CALENDAR).due
    exclusive = due(Term(amount - 1 if CALENDAR.is_working(start) else amount), start, CALENDAR).due
    assert inclusive == exclusive


@given(start=days, amount=amounts)
def test_counting_the_days_of_a_term_gives_its_length(start, amount):
    end = due(Term(amount), start, CALENDAR).due
    assert working_days(start, end, CALENDAR, inclusive=False).total == amount
    end = due(Term(amount, counting=INCLUSIVE), start, CALENDAR).due
    assert working_days(start, end, CALENDAR).total == amount


@given(start=days.filter(CALENDAR.is_working), amount=amounts)
def test_backwards_undoes_forwards(start, amount):
    end = due(Term(amount), start, CALENDAR).due
    assert due(Term(amount, direction=BACKWARDS), end, CALENDAR).due == start


@given(start=days, later=st.integers(0, 30), amount=amounts, unit=st.sampled_from(TermUnit))
@settings(max_examples=200)
def test_what_begins_later_ends_no_earlier(start, later, amount, unit):
    term = Term(min(amount, 24), unit)
    assert due(term, start, CALENDAR).due <= due(term, start + later * ONE_DAY, CALENDAR).due


@given(first=days, length=st.integers(-3, 500))
def test_the_number_of_working_days_after_a_day_is_that_of_the_period(first, length):
    end = first + length * ONE_DAY
    assert CALENDAR.working_after(first, end) == working_days(first, end, CALENDAR, inclusive=False).total


def test_neither_end_of_a_counted_period_may_lie_outside_the_calendar():
    with pytest.raises(OutOfCalendarError):
        CALENDAR.working_after(dt.date(FIRST_YEAR - 1, 12, 31), dt.date(FIRST_YEAR, 1, 5))
