"""The arithmetic of the index: by hand on small cases, by property on any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.enums import Answer
from monitoring.scoring import Score, score

ANSWERS = st.lists(st.tuples(st.sampled_from(Answer.values), st.integers(min_value=1, max_value=5)), max_size=40)


def test_by_hand():
    made = score([("met", 4), ("partly", 3), ("not_met", 5), ("no_data", 2), ("not_applicable", 5)])
    assert made == Score(applicable=4, answered=3, weight=12, lost_doubled=13)
    assert made.coverage == 0.75
    assert made.index == pytest.approx(1 - (5 + 1.5) / 12)


def test_no_index_when_too_little_was_checked():
    known = [("not_met", 5)] * 7
    assert score([*known, *[("no_data", 1)] * 24]).index is None
    assert score([*known, *[("no_data", 5)] * 7]).index == 0
    assert score([*known, *[("no_data", 5)] * 8]).index is None
    assert score([]).index is None
    assert score([("not_applicable", 5)]).coverage is None


@given(ANSWERS)
def test_index_and_coverage_are_shares(answers):
    made = score(answers)
    assert made.coverage is None or 0 <= made.coverage <= 1
    assert made.index is None or 0 <= made.index <= 1
    assert (made.index is None) == (made.coverage is None or made.coverage < 0.5)


@given(ANSWERS, ANSWERS)
def test_scores_add_up(one, other):
    assert score(one) + score(other) == score([*one, *other])


@given(ANSWERS, st.integers(min_value=1, max_value=5))
def test_a_breach_never_raises_an_index_and_what_does_not_apply_never_moves_it(answers, severity):
    before = score(answers).index
    after = score([*answers, ("not_met", severity)]).index
    assert before is None or (after is not None and after <= before)
    assert score([*answers, ("not_applicable", severity)]) == score(answers)
    assert (before is None) or (before <= 1 and score([*answers, ("met", severity)]).index >= before)


@given(ANSWERS)
def test_order_does_not_matter(answers):
    assert score(answers) == score(reversed(answers))
