"""What is offered when nothing was found. It is the same on both databases and never offers what finds nothing."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from monitoring.models import Case
from monitoring.tests.factories import CaseFactory, RegionFactory
from search.filters import Selection
from search.indexing import index_cases
from search.language.slips import distance, from_keyboard, keys
from search.names import Names
from search.rebuilding import rebuild
from search.spelling import suggest
from search.vocabulary import SpellingKey, Word

pytestmark = pytest.mark.django_db


def select(text, **filters):
    address = QueryDict(mutable=True)
    address.update({"q": text, **filters})
    return Selection.read(address, Names())


def meant(text, **filters):
    suggestion = suggest(select(text, **filters))
    return suggestion and suggestion.text


@pytest.fixture
def cases():
    CaseFactory(title="Общественные слушания о карьере", summary="Письмо из Караганды.", published=True)
    CaseFactory(title="Взрывы у рудника и плотины", summary="", published=True)
    CaseFactory(title="Қоғамдық тыңдаулар туралы хабарландыру", language="kk", published=True)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("обшественные", "общественные"),
        ("карьре", "карьере"),
        ("карере слушания", "карьере слушания"),
        ("обшественные слушанния", "общественные слушания"),
        ('"обшественные слушания"', '"общественные слушания"'),
        ("когамдык хабарландиру", "когамдык хабарландыру"),
        ("карагонды", "караганды"),
        ("Karagondy", "караганды"),
        ("ckeifybz", "слушания"),
        ("карьере -слушанния обшественные", None),
        ("руднек", "рудника"),
        ("плотена", "плотины"),
        ("марсиане", None),
        ("ок", None),
        ("№", None),
    ],
)
def test_the_nearest_query_that_finds_something(cases, typed, expected):
    assert meant(typed) == expected


def test_what_is_offered_has_results_under_the_same_filters_or_without(cases):
    RegionFactory(key="AST", name_ru="Астана")
    with_filter, without = suggest(select("карьре", region="PAV")), suggest(select("карьре", region="AST"))
    assert (with_filter.count, with_filter.selection.keys("region")) == (1, ["PAV"])
    assert (without.count, without.selection.keys("region")) == (1, [])


def test_a_word_only_of_a_withdrawn_case_is_not_offered(cases):
    case = CaseFactory(title="Секретная Шахтёрка", published=True)
    assert meant("шахтерко") == "шахтёрка"
    Case.objects.filter(pk=case.pk).update(live=False)
    assert meant("шахтерко") is None
    list(rebuild())
    assert not Word.objects.filter(form="шахтерка").exists()
    assert Word.objects.filter(form="карьере").exists()
    assert not SpellingKey.objects.exclude(word__in=Word.objects.all()).exists()


def test_three_queries_whatever_was_typed(cases):
    for text in ("обшественные", "обшественные слушанния карере хабарландиру пысьмо из карагонды"):
        selection = select(text)
        with CaptureQueriesContext(connection) as captured:
            suggest(selection)
        assert len(captured) <= 3 + 4, "four open and close what PostgreSQL needs to look the words up"


def test_publishing_again_writes_no_word_anew(cases):
    case = Case.objects.order_by("pk").first()
    with CaptureQueriesContext(connection) as captured:
        index_cases([case.pk])
    assert not [each["sql"] for each in captured if "INSERT" in each["sql"] and "spelling" in each["sql"]]


letters = st.text("абвгде", min_size=4, max_size=9)


@given(letters, st.data())
def test_a_slip_apart_two_forms_share_a_key(form, data):
    place = data.draw(st.integers(0, len(form) - 1))
    slips = [
        form[:place] + form[place + 1 :],
        form[:place] + "ж" + form[place:],
        form[:place] + "ж" + form[place + 1 :],
    ]
    if place:
        slips.append(form[: place - 1] + form[place] + form[place - 1] + form[place + 1 :])
    for slip in slips:
        assert keys(form) & keys(slip)
        assert distance(form, slip) <= 1


@given(letters, letters)
def test_distance_is_symmetrical_and_zero_only_for_the_same(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) is (one == other)


def test_the_other_keyboard_layout():
    assert from_keyboard("rfhmth") == "карьер"
    assert from_keyboard("карьер") == ""
    assert from_keyboard("123") == ""
