"""What a facet offers of many values, and how steps are counted."""

from collections import Counter

import pytest
from django.http import QueryDict

from search.filters import CASE_FILTERS, Selection
from search.filters.facets import Facet, Option
from search.filters.sources import AtLeast
from search.names import Name, Names
from search.presenters.facet_groups import OFFERED, SHOWN_AT_ONCE, facet_context

BODY = next(each for each in CASE_FILTERS if each.name == "body")


def facet(number, chosen=()):
    options = (Option(Name(f"b{place}", f"Body {place}"), 1, place in chosen) for place in range(number))
    return Facet(BODY, tuple(options))


def labels(context):
    return [option["label"] for option in (*context["options"], *context["more"])]


@pytest.fixture
def selection():
    return Selection.read(QueryDict(""), Names())


def test_the_first_values_show_and_the_rest_is_a_link_away(selection):
    context = facet_context(facet(OFFERED + 6), selection, "/en/cases/")
    assert len(context["options"]) == SHOWN_AT_ONCE
    assert len(labels(context)) == OFFERED
    assert context["whole"]["url"] == "/en/cases/?all=body#facet-body"


def test_what_is_chosen_shows_in_its_place_and_opens_the_list(selection):
    context = facet_context(facet(OFFERED + 6, chosen={OFFERED + 3}), selection, "/en/cases/")
    assert labels(context)[-1] == f"Body {OFFERED + 3}"
    assert context["more_open"]


def test_every_value_shows_where_all_are_asked_for(selection):
    context = facet_context(facet(OFFERED + 6), selection, "/en/cases/", whole="body")
    assert len(labels(context)) == OFFERED + 6
    assert context["whole"] is None


def test_a_record_is_counted_under_every_step_that_it_reaches():
    source = AtLeast("missed_days", (1, 5, 10, 90))
    assert [list(source.reached(number)) for number in (None, 4, 10, 400)] == [
        [],
        ["1"],
        ["1", "5", "10"],
        ["1", "5", "10", "90"],
    ]


def test_a_number_between_the_steps_stands_for_what_is_found():
    source = AtLeast("missed_days", (1, 5, 10, 90))
    assert source.offered(Counter({"1": 11, "5": 4, "10": 3}), ["7"], 3) == {"1": 11, "5": 4, "7": 3, "10": 3}
