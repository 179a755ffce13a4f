"""One definition of each filter: what it finds, counts, writes into addresses and says when it does not know."""

from itertools import product

import pytest
from django.http import QueryDict
from django.utils.translation import override

from monitoring.models import Case, DecisionKind, ExecutiveBody
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    DecisionKindFactory,
    RegionFactory,
    SectorFactory,
    finding,
    milestone,
)
from search.filters import CASE_FILTERS, Selection
from search.filters.facets import count, facets
from search.indexing import rebuild
from search.models import CaseRecord, FacetValue
from search.names import Names

pytestmark = pytest.mark.django_db


def select(address=""):
    return Selection.read(QueryDict(address), Names())


def titles(address):
    return sorted(select(address).records().values_list("title", flat=True))


@pytest.fixture
def cases():
    pavlodar, astana = RegionFactory(), RegionFactory(key="AST", name_ru="Астана")
    ministry = BodyFactory(key="ministry", region=None)
    department = BodyFactory(key="department", parent=ministry)
    akimat = BodyFactory(key="akimat", region=astana)
    meeting, act = DecisionKindFactory(), DecisionKindFactory(key="act", name_ru="Проект акта")
    quarry = SectorFactory()
    rows = [
        ("а карьер", pavlodar, department, meeting, quarry, "announced", "6", ["2024", "2025-01-10"], True),
        ("б карьер", pavlodar, akimat, meeting, None, "decided", "6", ["2025"], False),
        ("в порт", astana, akimat, act, quarry, "decided", "7", ["2025-05"], True),
        ("г порт", astana, ministry, act, None, "unknown", "8", ["2023-12-31"], False),
        ("д карьер", None, ministry, meeting, quarry, "announced", "6", [], False),
        ("е завод", None, None, None, None, "unknown", "", [], False),
    ]
    for title, region, body, kind, sector, stage, article, dates, breached in rows:
        children = [milestone(date=date) for date in dates] + [finding()] * breached
        CaseFactory(
            title=title,
            region=region,
            body=body,
            kind=kind,
            sector=sector,
            stage=stage,
            article=article,
            children=children,
            published=True,
        )


@pytest.mark.parametrize(
    ("address", "letters"),
    [
        ("", "абвгде"),
        ("region=PAV", "аб"),
        ("region=pav&region=AST", "абвг"),
        ("region=NAT", "де"),
        ("body=ministry", "агд"),
        ("body=department&body=akimat", "абв"),
        ("kind=act", "вг"),
        ("stage=decided&stage=announced", "абвд"),
        ("sector=16", "авд"),
        ("year=2024", "а"),
        ("year=2025", "абв"),
        ("year=2023&year=2024", "аг"),
        ("article=6", "абд"),
        ("findings=1", "ав"),
        ("q=карьеры", "абд"),
        ("q=карьеры&region=PAV&region=AST&year=2025", "аб"),
        ("q=карьер&body=ministry&findings=1", "а"),
        ("region=PAV&kind=act", ""),
    ],
)
def test_values_of_one_filter_widen_and_filters_narrow(cases, address, letters):
    assert [title[0] for title in titles(address)] == list(letters)


def test_counts_are_right_under_every_combination(cases):
    """Against a count by hand: the rows that a facet's own value and all the other choices leave."""
    choices = {
        "region": ["", "region=PAV", "region=AST&region=NAT"],
        "body": ["", "body=ministry"],
        "kind": ["", "kind=act"],
        "year": ["", "year=2025"],
        "q": ["", "q=карьер"],
        "findings": ["", "findings=1"],
    }
    for parts in product(*choices.values()):
        selection = select("&".join(filter(None, parts)))
        counts = count(selection)
        for each in CASE_FILTERS:
            others = select("&".join(part for part in parts if part and not part.startswith(f"{each.name}=")))
            keys = set(others.records().values_list("pk", flat=True))
            assert counts[each.name] == by_hand(each.name, keys), (parts, each.name)


def by_hand(name, keys):
    if name in ("body", "year"):
        found = FacetValue.objects.filter(facet=name, record__in=keys).values_list("value", flat=True)
    elif name == "findings":
        found = ["1" for record in CaseRecord.objects.filter(pk__in=keys) if record.has_findings]
    else:
        found = [getattr(record, name) for record in CaseRecord.objects.filter(pk__in=keys)]
        found = [value or ("NAT" if name == "region" else "") for value in found]
    return {value: list(found).count(value) for value in found if value}


def test_choosing_what_a_facet_offers_gives_the_number_it_said(cases):
    selection = select("q=карьер&region=PAV")
    names = Names()
    counts = count(selection)
    names.load({each.vocabulary.model: counts[each.name] for each in CASE_FILTERS if each.vocabulary.model})
    for facet in facets(selection, counts, names):
        for option in facet.options:
            alone = Selection(selection.query, {**selection.chosen, facet.filter.name: (option.value,)}, selection.sort)
            assert alone.records().count() == option.count


def test_the_address_has_one_form_whatever_was_typed():
    RegionFactory()
    DecisionKindFactory()
    selection = select("page=3&kind=open_meeting&q=+карьер++завод &region=pav&region=PAV&sort=newest&x=1&stage=")
    assert selection.address("/ru/cases/") == (
        "/ru/cases/?q=%D0%BA%D0%B0%D1%80%D1%8C%D0%B5%D1%80+%D0%B7%D0%B0%D0%B2%D0%BE%D0%B4"
        "&region=PAV&kind=open_meeting&sort=newest"
    )
    assert select("").address("/ru/cases/") == "/ru/cases/"


def test_reading_what_was_written_gives_the_same(cases):
    address = "q=карьер&region=AST&region=PAV&body=ministry&year=2025&findings=1&sort=date"
    selection = select(address)
    again = Selection.read(QueryDict(selection.address("").removeprefix("?")), Names())
    assert (again.chosen, again.sort, again.query) == (selection.chosen, selection.sort, selection.query)


@pytest.mark.parametrize(
    "address",
    ["region=XXX", "body=no-such", "kind=%00", "stage=flying", "year=999999", "year=٢٠٢٥", "article=66", "findings=2"],
)
def test_an_unknown_value_is_told_and_left_out(cases, address):
    selection = select(address)
    assert len(selection.unknown) == (0 if "%00" in address else 1)
    assert selection.records().count() == 6


def test_an_unknown_value_does_not_spoil_the_known_beside_it(cases):
    selection = select("region=XXX&region=PAV")
    assert [unknown.value for unknown in selection.unknown] == ["XXX"]
    assert selection.records().count() == 2


def test_thousands_of_values_do_not_break_the_query(cases):
    assert select("&".join(f"region=R{n}" for n in range(3000))).records().count() == 6


def test_the_key_of_a_merged_body_leads_to_the_one_kept(cases):
    kept = ExecutiveBody.objects.get(key="ministry")
    BodyFactory(key="ministry-again", merged_into=kept)
    selection = select("body=ministry-again")
    assert selection.keys("body") == ["ministry"]
    assert selection.records().count() == 3


def test_sorting_by_relevance_ends_with_the_words():
    selection = select("q=карьер")
    assert selection.sorting.name == "relevance"
    assert select("sort=relevance").sorting.name == "newest"
    assert select("sort=upwards").unknown[0].value == "upwards"


def test_orders(cases):
    Case.objects.filter(title__startswith="в").update(first_published_at="2020-01-01T00:00Z")
    list(rebuild())
    assert [record.title[0] for record in select("sort=date&year=2025").ordered()] == ["б", "в", "а"]
    assert [record.title[0] for record in select("sort=title").ordered()] == list("абвгде")
    assert [record.title[0] for record in select("").ordered()] == list("едгбав")


def test_names_fall_back_to_another_language_and_say_so():
    DecisionKind.objects.filter(pk=DecisionKindFactory().pk).update(name_kk="", name_en="")
    with override("kk"):
        (name,) = select("kind=open_meeting").chosen["kind"]
    assert (name.text, name.language) == ("Открытое собрание", "ru")
