"""One result as a list, a table, a map, a line of time and figures."""

import re

import pytest

from monitoring.tests.factories import BodyFactory, CaseFactory, RegionFactory, milestone
from search.exports.columns import COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    almaty = RegionFactory(key="ALA", name_ru="Алматы", iso="KZ-75", tile_column=8)
    return (
        CaseFactory(title="Разрез", children=[milestone(date="2026-03-01")], published=True),
        CaseFactory(title="Рудник", children=[milestone(date="2026-03")], published=True),
        CaseFactory(
            title="Карьер",
            region=almaty,
            body=BodyFactory(region=almaty),
            children=[milestone(date="2025")],
            published=True,
        ),
    )


def read(client, query, language="ru"):
    response = client.get(f"/{language}/cases/?{query}")
    assert response.status_code == 200
    return response.text


def test_every_way_keeps_the_question(client, cases):
    for way in ("", "table", "map", "timeline", "figures"):
        html = read(client, f"q=разрез&region=PAV&view={way}")
        for other in ("table", "map", "timeline", "figures"):
            assert re.search(rf'href="[^"]*q=[^"]*region=PAV&amp;view={other}"', html), (way, other)
        assert "cases.csv?q=" in html


def test_the_table_has_the_chosen_columns(client, cases):
    html = read(client, "view=table&columns=title,reference,wrong&sort=title")
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', html)
    assert len(heads) == 2
    assert re.findall(r"KZ-\w+-\d+-\d+</a>", html)
    assert "wrong" in html
    assert "{&#x27;text" not in html
    assert "cases.xlsx?sort=title&amp;columns=title%2Creference%2Cwrong" in html
    every = ",".join(column.name for column in COLUMNS)
    assert len(re.findall(r'<th scope="col"', read(client, f"view=table&columns={every}"))) == len(COLUMNS)


def test_the_map_counts_what_each_region_would_give(client, cases):
    html = read(client, "view=map&region=ALA")
    values = dict(
        re.findall(r'aria-hidden="true">(\w+)</span><span class="tile__value" aria-hidden="true">(\d+)<', html)
    )
    assert values == {"PAV": "2", "ALA": "1"}
    assert 'href="/ru/cases/?region=PAV"' in html


def test_the_line_of_time_names_no_month_that_is_not_known(client, cases):
    html = read(client, "view=timeline")
    assert re.findall(r'class="month__title">([^<]*)<', html) == ["март 2026", "2025"]


def test_every_figure_opens_its_records(client, cases):
    html = read(client, "view=figures")
    rows = re.findall(
        r'<th scope="row"><a href="([^"]*)"[^>]*>([^<]*)</a></th>.*?class="number">(\d+)', html, re.DOTALL
    )
    assert rows
    for address, label, number in rows:
        listed = client.get(address.replace("&amp;", "&")).text
        assert len(re.findall('class="hit__title"', listed)) == int(number), label


def test_what_is_no_way_is_the_list(client, cases):
    assert 'class="hit__title"' in read(client, "view=sculpture")


@pytest.mark.parametrize("view", ["table", "map", "timeline", "figures"])
def test_no_way_asks_more_for_more(client, cases, view, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(9) as found:
            read(client, f"view={view}")
        return len(found)

    read(client, f"view={view}")  # the menu is kept from the first time on
    few = asked()
    for number in range(6):
        CaseFactory(title=f"Дело {number}", published=True)
    assert asked() == few
