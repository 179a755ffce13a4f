"""One definition of each filter: what it finds, counts, writes into addresses and says when it does not know."""

import datetime as dt
from collections import Counter

import pytest
from django.http import QueryDict
from django.utils.translation import override

from monitoring.enums import DeadlineState
from monitoring.models import AssessedCriterion, Case, CaseDeadline, DecisionKind, ExecutiveBody, RiskIndicator
from monitoring.tests.factories import (
    AuthorityFactory,
    BodyFactory,
    CaseFactory,
    CriterionFactory,
    DeadlineRuleFactory,
    DecisionKindFactory,
    OfficialFactory,
    ReferralOutcomeFactory,
    RegionFactory,
    SectorFactory,
    StepQuestionFactory,
    StepReplyFactory,
    ViolationTypeFactory,
    finding,
    milestone,
    refer,
)
from search.filters import CASE_FILTERS, Selection
from search.filters.facets import count, facets
from search.filters.selection import vocabulary_keys
from search.filters.sources import Values
from search.names import Names
from search.rebuilding import rebuild
from search.tests.reading import values_of

pytestmark = pytest.mark.django_db


def select(address=""):
    return Selection.read(QueryDict(address), Names())


def titles(address):
    return sorted(select(address).records().values_list("title", flat=True))


@pytest.fixture(scope="module")
def cases(rows_of_module):
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
    made = {}
    for title, region, body, kind, sector, stage, article, dates, breached in rows:
        children = [milestone(date=date) for date in dates] + ([seen(title)] if breached else [])
        made[title[0]] = CaseFactory(
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
    follow_up(made, ministry)


def seen(title):
    """A sign of a breach: of the first case with all that one can have."""
    if not title.startswith("а"):
        return finding()
    return finding(
        official=OfficialFactory(key="akim", name_ru="Аким"),
        violation_type=ViolationTypeFactory(key="V-NOT"),
        risk_indicators=[RiskIndicator.objects.create(key="C01", name_ru="Признак", level="low")],
    )


def follow_up(made, ministry):
    missed(made["б"], 12)
    missed(made["г"], 3)
    for key, answer in (("P02", "not_met"), ("P03", "met")):
        AssessedCriterion.objects.create(case=made["а"], criterion=CriterionFactory(key=key), answer=answer)
    due_on = dt.date(2026, 4, 19)
    chain = refer(made["в"].findings.get(), authority=AuthorityFactory(key="R-ECO"), addressee=ministry, due_on=due_on)
    letter = chain.steps.get()
    StepReplyFactory(step=letter)
    StepQuestionFactory(step=letter, quality="evaded")
    ReferralOutcomeFactory(step=letter)
    list(rebuild())


def missed(case, days):
    rule = DeadlineRuleFactory(code="D28")
    CaseDeadline.objects.create(
        case=case, rule=rule, code="D28", started="2025", state=DeadlineState.LATE, days=days, calendar_version="1"
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
        ("official=akim", "а"),
        ("severity=4", "ав"),
        ("violation=V-NOT&severity=1", ""),
        ("risk=C01", "а"),
        ("criterion=P02&criterion=P03", "а"),
        ("missed=12", "б"),
        ("missed=1", "бг"),
        ("missed=12&missed=3", "бг"),
        ("missed=13", ""),
        ("authority=R-ECO", "в"),
        ("addressee=ministry", "в"),
        ("letter=late", "в"),
        ("letter=silent", ""),
        ("quality=evaded&quality=answered", "в"),
        ("outcome=O-FIX", "в"),
        ("reply=silent", "ав"),
        ("language=kk", ""),
        ("files=1", ""),
        ("from=2025", "абв"),
        ("to=2024", "аг"),
        ("from=06.2025", "б"),
        ("from=01.05.2025&to=02.05.2025", "бв"),
        ("from=2026&to=2020", ""),
    ],
)
def test_values_of_one_filter_widen_and_filters_narrow(cases, address, letters):
    assert [title[0] for title in titles(address)] == list(letters)


def offered(selection):
    counts, names = count(selection).of, Names()
    names.load(vocabulary_keys(counts))
    return {
        facet.filter.name: {option.value.key: option for option in facet.options}
        for facet in facets(selection, counts, names)
    }


def test_choosing_what_a_facet_offers_gives_the_number_it_said(cases):
    """Against the list itself, under every choice of one or two filters: what a link promises it keeps."""
    plain = select("")
    chosen = [
        plain,
        *(
            plain.with_value(name, option.value)
            for name, options in offered(plain).items()
            for option in list(options.values())[:2]
        ),
        select("q=карьер&region=PAV&region=AST&year=2025"),
        select("body=ministry&findings=1&missed=7"),
        select("from=2025&to=05.2025&severity=4&severity=5"),
    ]
    assert len(chosen) > 30
    for selection in chosen:
        for name, options in offered(selection).items():
            for option in options.values():
                alone = Selection(selection.query, {**selection.chosen, name: (option.value,)})
                assert alone.records().count() == option.count, (selection.address(""), name, option.value.key)


def test_the_link_of_a_value_adds_it_or_takes_it_away(cases):
    for question in ("", "q=карьер&region=PAV&region=AST&sort=newest&view=table", "body=ministry&from=2025"):
        selection = select(question)
        for name, options in offered(selection).items():
            address = selection.toggling(name, "/en/cases/")
            for key, option in options.items():
                chosen = (
                    selection.without_value(name, key) if option.chosen else selection.with_value(name, option.value)
                )
                assert address(key) == chosen.address("/en/cases/")


def test_nothing_that_a_record_has_is_missing_from_the_facets(cases):
    """Against a count by hand of the rows that the other choices leave."""
    for address in ("", "region=PAV", "year=2025&findings=1", "q=карьер&body=ministry"):
        options = offered(select(address))
        for each in CASE_FILTERS:
            if isinstance(each.source, Values):
                keys = select(address).ignoring(each.name).entries().values_list("pk", flat=True)
                found = [value for key in keys for value in values_of(key, each.name)]
                counts = {key: option.count for key, option in options.get(each.name, {}).items() if option.count}
                assert counts == Counter(found), (address, each.name)


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
    [
        *("missed=0", "missed=many", "from=yesterday", "to=31.02.2025", "severity=6", "letter=lost", "files=0"),
        *("region=XXX", "body=no-such", "kind=%00", "stage=flying", "year=999999", "year=٢٠٢٥"),
        *("article=66", "findings=2"),
    ],
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
    assert [record.title[0] for record in select("sort=date&year=2025").ordered()[:50]] == ["б", "в", "а"]
    assert [record.title[0] for record in select("sort=title").ordered()[:50]] == list("абвгде")
    assert [record.title[0] for record in select("").ordered()[:50]] == list("едгбав")


def test_names_fall_back_to_another_language_and_say_so():
    DecisionKind.objects.filter(pk=DecisionKindFactory().pk).update(name_kk="", name_en="")
    with override("kk"):
        (name,) = select("kind=open_meeting").chosen["kind"]
    assert (name.text, name.language) == ("Открытое собрание", "ru")
