"""Scorecards as anyone reads them: every number opens its records, and too few cases give no scorecard."""

import csv
import io
import re
import xml.etree.ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from monitoring.enums import Answer, DeadlineState, Moderation
from monitoring.models import Case, CaseFigures, ScorecardComment, Tenure
from monitoring.presenters.chart import Mark, line_chart
from monitoring.presenters.scorecards import percent
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    OfficialFactory,
    ReferralOutcomeFactory,
    RegionFactory,
    ReplyRequestFactory,
    StepQuestionFactory,
    StepReplyFactory,
    consultation,
    finding,
)
from monitoring.tests.test_scorecards import case_of, deadline, letter, patient

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def two_are_enough(settings):
    settings.SCORECARD_MIN_CASES = 2


@pytest.fixture
def body():
    return BodyFactory(name_ru="Управление <недр> & земель")


def heard(body, day, *answers, **fields):
    return case_of(*answers, body=body, children=[consultation(held_on=day), *fields.pop("children", [])], **fields)


def rich(body):
    """Two cases with something behind every figure."""
    first = heard(body, "2024-03-14", (4, Answer.MET), (4, Answer.NOT_MET), children=[finding(severity=5)])
    heard(body, "2026-03-14", (4, Answer.MET), (4, Answer.NO_DATA), (4, Answer.NO_DATA))
    deadline(first, DeadlineState.LATE, "own")
    step = letter(first, addressee=body)
    StepReplyFactory(step=step)
    StepQuestionFactory(step=step, quality="evaded")
    letter(first, addressee=body)
    ReferralOutcomeFactory(step=step)
    return first


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def text(page):
    return " ".join(page.get_text(" ").replace("\xad", "").split())


def test_too_few_cases_give_no_scorecard_but_their_list(client, body):
    heard(body, "2024-03-14", (4, Answer.NOT_MET), children=[finding(severity=5)])
    page = soup(client, f"/en/bodies/{body.key}/scorecard/")
    assert "1 of 2 cases needed" in text(page)
    assert page.select_one(".notice a")["href"] == f"/en/scorecards/cases/?body={body.key}"
    assert not page.select(".figures, .chart, svg.chart__svg, .pair")
    assert client.get(f"/en/bodies/{body.key}/scorecard/trend.csv").status_code == 404
    assert client.get(f"/en/bodies/{body.key}/scorecard/trend.svg").status_code == 404
    assert "1 of 2 cases needed" in text(soup(client, f"/en/bodies/{body.key}/"))


@pytest.mark.parametrize("address", ["bodies/{body}/scorecard/", "regions/PAV/scorecard/", "scorecard/"])
def test_every_number_opens_as_many_records(client, body, address):
    case = rich(body)
    ReplyRequestFactory(case=case, of=list(case.findings.all()))
    page = soup(client, "/en/" + address.format(body=body.key))
    opened = 0
    for link in page.select(".table td.number a, .figures a"):
        if "/scorecards/" not in link["href"]:
            continue
        number = int((link.select_one("b") or link).get_text())
        shown = soup(client, link["href"])
        assert len(shown.select("table tbody tr")) == number, link["href"]
        assert f"{number} record" in text(shown)
        opened += 1
    assert opened > 9
    assert page.select_one('#replies a[href*="is=silent"]')


def test_lists_of_the_desk_of_journalists_hold_the_same_cases(client, body):
    upper = BodyFactory()
    body.parent = upper
    body.save()
    rich(body)
    for address in (f"/en/bodies/{upper.key}/scorecard/?below=1", "/en/regions/PAV/scorecard/", "/en/scorecard/"):
        link = soup(client, address).select_one(".figures a")
        assert link["href"].startswith("/en/cases/")
        assert text(soup(client, link["href"])).count("KZ-PAV") >= int(link.select_one("b").get_text())


def test_index_coverage_and_gaps_of_the_trend(client, body):
    rich(body)
    page = soup(client, f"/en/bodies/{body.key}/scorecard/")
    figures = [one.get_text() for one in page.select(".figures b")]
    assert figures == ["2", "67", "60\xa0%", "1"]
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.select(".chart tbody tr")]
    assert rows == [
        ["2024", "1", "100\xa0%", "50", "1"],
        ["2025", "0", "—", "—", "0"],
        ["2026", "1", "33\xa0%", "—", "0"],
    ]
    drawing = page.select_one("svg.chart__svg")
    assert [mark.get_text() for mark in drawing.select(".chart__value")] == ["50"]
    assert len(drawing.select(".chart__gap")) == 2
    assert drawing.select_one("title").get_text().endswith("Управление <недр> & земель (en)")
    assert not page.select("[style]")


def test_downloads_say_the_same(client, body):
    rich(body)
    lines = client.get(f"/en/bodies/{body.key}/scorecard/trend.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert [(row["year"], row["cases"], row["coverage"], row["index"]) for row in rows] == [
        ("2024", "1", "1.0", "0.5"),
        ("2025", "0", "", ""),
        ("2026", "1", "0.3333", ""),
    ]
    response = client.get(f"/en/bodies/{body.key}/scorecard/trend.svg")
    assert response["Content-Type"] == "image/svg+xml"
    drawing = ET.fromstring(response.content)  # noqa: S314
    told = " ".join(element.text or "" for element in drawing.iter(f"{SVG}text"))
    for expected in ("Управление <недр> & земель", "2024", "2026", "50", "method 1", "CC BY 4.0"):
        assert expected in told
    assert drawing.find(f"{SVG}title").text in told
    assert not re.search(r"style=|<style|<script|href=", response.content.decode())
    assert client.get(f"/en/bodies/{body.key}/scorecard/trend.xml").status_code == 404


whole = st.none() | st.integers(0, 100)


@patient
@given(st.lists(whole, min_size=1, max_size=12))
def test_a_drawing_keeps_every_figure_and_every_gap_inside_itself(values):
    drawn = line_chart("c", "t\x00", "d", [Mark(str(year), value) for year, value in enumerate(values)])
    assert [point["text"] for point in drawn["points"]] == [value for value in values if value is not None]
    assert len(drawn["gaps"]) == values.count(None)
    runs = "".join("x" if value is not None else " " for value in values).split()
    assert [len(line.split()) for line in drawn["lines"]] == [len(run) for run in runs if len(run) > 1]
    for point in drawn["points"]:
        assert drawn["left"] < point["x"] < drawn["right"]
        assert 0 <= point["text_y"] < point["y"] <= drawn["label_y"]
    assert drawn["title"] == "t"


@patient
@given(st.fractions(0, 1))
def test_only_all_is_shown_as_100_and_only_nothing_as_0(share):
    assert 0 <= percent(share) <= 100
    assert (percent(share) == 100) == (share == 1)
    assert (percent(share) == 0) == (share == 0)


def test_comments_stand_beside_the_record_once_shown(client, body):
    rich(body)
    address = f"/en/bodies/{body.key}/scorecard/"
    comment = ScorecardComment.objects.create(
        body=body, text="Мы исправили <сроки>", name="А. Б.", position="аким", received_on="2026-05-01"
    )
    assert "Мы исправили" not in client.get(address).content.decode()
    assert "has not commented" in text(soup(client, address))
    comment.moderation = Moderation.SHOWN
    comment.save()
    sides = soup(client, address).select(".pair__side")
    assert len(sides) == 2
    assert "Published cases: 2." in text(sides[0])
    assert "Мы исправили <сроки>" in text(sides[1])


def test_nothing_unpublished_shows(client, body):
    rich(body)
    CaseFactory(body=body, title="Черновик дела", children=[finding(title="Тайный признак")])
    gone = heard(body, "2025-01-01", (4, Answer.MET), children=[finding(title="Отозванный признак")])
    Case.objects.filter(pk=gone.pk).update(live=False, withdrawn_at="2026-05-01T00:00Z")
    addresses = [f"/en/bodies/{body.key}/scorecard/", "/en/scorecard/", "/en/regions/PAV/scorecard/"]
    kinds = ("cases", "findings", "deadlines", "letters", "questions", "replies", "outcomes")
    addresses += [f"/en/scorecards/{kind}/?body={body.key}" for kind in kinds]
    for address in addresses:
        shown = client.get(address).content.decode()
        assert "Черновик" not in shown
        assert "признак" not in shown.replace("Уведомили", "")
        assert str(gone.reference) not in shown
    assert soup(client, addresses[0]).select_one(".figures b").get_text() == "2"


def test_bodies_of_a_region_stand_by_name_and_only_with_enough_cases(client, body):
    zebra, alpha, few = BodyFactory(name_ru="Яя"), BodyFactory(name_ru="Аа"), BodyFactory(name_ru="Мало")
    for one in (zebra, zebra, alpha, alpha, few):
        heard(one, "2026-03-14", (4, Answer.MET))
    heard(BodyFactory(region=RegionFactory(key="AST", name_ru="Астана")), "2026-03-14")
    page = soup(client, "/ru/regions/PAV/scorecard/")
    assert [cell.get_text() for cell in page.select("#compared tbody th")] == ["Аа", "Яя"]
    country = soup(client, "/ru/scorecard/")
    assert len(country.select("#compared tbody tr")) == 1


def test_an_official_has_a_page_only_in_office(client, body):
    official = OfficialFactory(name_ru="Ахметов А.")
    address = f"/en/officials/{official.key}/"
    assert client.get(address).status_code == 404
    tenure = Tenure.objects.create(
        official=official, body=body, position="аким", started_on="2024-01-01", ended_on="2024-12-31"
    )
    rich(body)
    heard(body, "2024-05-05", (4, Answer.MET))
    page = soup(client, address)
    assert page.select_one(".figures b").get_text() == "2"
    scorecard = f"/en/officials/{official.key}/terms/{tenure.pk}/scorecard/"
    assert page.select_one(f'a[href="{scorecard}"]')
    assert soup(client, scorecard).select_one(".figures b").get_text() == "2"
    assert client.get(f"/en/officials/{OfficialFactory().key}/terms/{tenure.pk}/scorecard/").status_code == 404
    merged = OfficialFactory(merged_into=official)
    assert client.get(f"/en/officials/{merged.key}/")["Location"] == address
    assert f'href="{address}"' in client.get(f"/en/bodies/{body.key}/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "bodies/nobody/scorecard/",
        "regions/XXX/scorecard/",
        "scorecards/secrets/",
        "scorecards/cases/?body=nobody",
        "scorecards/cases/?region=XXX",
        "scorecards/cases/?tenure=99999999999999999999",
        "scorecards/cases/?tenure=x",
        "scorecards/cases/?is=x",
        "scorecards/findings/?is=9",
        "scorecards/deadlines/?is=none",
        "scorecards/letters/?is=none",
        "scorecards/outcomes/?is=none",
    ],
)
def test_what_does_not_exist(client, address):
    assert client.get(f"/ru/{address}").status_code == 404


def test_addresses_lead_on(client, body):
    merged = BodyFactory(merged_into=body)
    response = client.get(f"/ru/bodies/{merged.key}/scorecard/?below=1")
    assert (response.status_code, response["Location"]) == (301, f"/ru/bodies/{body.key}/scorecard/?below=1")
    assert client.get("/ru/regions/pav/scorecard/")["Location"] == "/ru/regions/PAV/scorecard/"


def test_queries_do_not_grow_with_cases(client, body, django_assert_max_num_queries):
    for _n in range(2):
        rich(body)
    client.get("/ru/scorecard/")
    for address, most in [
        (f"/ru/bodies/{body.key}/scorecard/", 11),
        (f"/ru/bodies/{body.key}/scorecard/?below=1", 12),
        ("/ru/regions/PAV/scorecard/", 12),
        ("/ru/scorecard/", 11),
        ("/ru/scorecards/letters/", 3),
        ("/ru/scorecards/replies/", 3),
        ("/ru/scorecards/questions/", 3),
    ]:
        with django_assert_max_num_queries(most):
            client.get(address)
    assert CaseFigures.objects.count() == 4
