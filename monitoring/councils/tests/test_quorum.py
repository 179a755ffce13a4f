"""How many of how many are enough."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.councils.quorum import Quorum, members_on, quorum_of, simple_fraction
from monitoring.models import Council, CouncilMember, CouncilSession
from monitoring.partial_date import PartialDate

HALF, TWO_THIRDS = Decimal("0.5"), Decimal("0.667")


def seat(**fields):
    return CouncilMember(name="Член совета", **{key: dt.date.fromisoformat(day) for key, day in fields.items()})


def quorum(present, total, share, members=()):
    session = CouncilSession(held_on=PartialDate("2026-03-02"), members_present=present, members_total=total)
    return quorum_of(session, Council(quorum_share=share), members)


@pytest.mark.parametrize(
    ("present", "total", "share", "needed", "met"),
    [
        (10, 20, HALF, 10, True),
        (9, 20, HALF, 10, False),
        (10, 21, HALF, 11, False),
        (11, 21, HALF, 11, True),
        (10, 15, TWO_THIRDS, 10, True),
        (9, 15, TWO_THIRDS, 10, False),
        (20, 30, Decimal("0.666"), 20, True),
        (0, 15, HALF, 8, False),
        (15, 15, Decimal("1.000"), 15, True),
    ],
)
def test_exactly_enough_is_enough_and_one_less_is_not(present, total, share, needed, met):
    made = quorum(present, total, share)
    assert (made.needed, made.met) == (needed, met)


@pytest.mark.parametrize(
    ("present", "total", "share"), [(None, 20, HALF), (10, None, HALF), (10, 20, None), (10, 0, HALF)]
)
def test_what_is_not_known_is_neither_met_nor_missed(present, total, share):
    assert quorum(present, total, share).met is None


def test_members_are_counted_where_the_protocol_gives_no_total():
    members = [seat(), seat(ended_on="2026-03-01"), seat(started_on="2026-03-02"), seat(started_on="2026-03-03")]
    made = quorum(1, None, HALF, members)
    assert (made.total, made.counted, made.met) == (2, True, True)


def test_members_are_not_counted_for_a_day_that_is_not_known():
    session = CouncilSession(held_on=PartialDate("2026-03"), members_present=1)
    assert quorum_of(session, Council(quorum_share=HALF), [seat()]).total is None


def test_both_days_of_a_membership_count():
    member = seat(started_on="2026-03-02", ended_on="2026-03-04")
    days = [dt.date(2026, 3, day) for day in range(1, 6)]
    assert [bool(members_on([member], day)) for day in days] == [False, True, True, True, False]


@given(st.integers(1, 20).flatmap(lambda low: st.tuples(st.integers(1, low), st.just(low))))
def test_three_decimals_stand_for_the_fraction_they_were_rounded_from(parts):
    share = Fraction(*parts)
    assert simple_fraction(round(Decimal(share.numerator) / Decimal(share.denominator), 3)) == share


@given(st.integers(1, 200), st.integers(1, 200), st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1)]))
def test_needed_is_the_least_number_that_reaches_the_share(present, total, share):
    needed = Quorum(present, total, share).needed
    assert Fraction(needed, total) >= share > Fraction(needed - 1, total)
