"""The public pages as a browser shows them: accessible, readable without JavaScript, printable."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from monitoring.enums import Answer
from monitoring.models import Assessment, Case, Notice
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CriterionFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case():
    hearing = consultation(held_on="2099-05-05", held_at=dt.time(15), attendance=40, note="Микрофона не дали")
    hearing.notices.add(Notice(channel="newspaper", date="2026-03", detail="«Звезда Прииртышья»"))
    made = CaseFactory(
        full=True,
        published=True,
        body=BodyFactory(parent=BodyFactory(name_ru="Акимат Павлодарской области")),
        other_title="Баянауыл ауданындағы көмір кенішін кеңейту жөніндегі қоғамдық тыңдаулар",
        children=[
            milestone(description="Объявление на двери клуба", source="https://example.org/notice"),
            hearing,
            consultation(held_on=None, period_from="2026-01", period_to="2026-02-10", status="held"),
            evidence(is_public=True),
            evidence(title="Закрытый снимок"),
            Assessment(criterion=CriterionFactory(), answer=Answer.NOT_MET, note="Три дня"),
            finding(description="Объявление вышло за три дня"),
        ],
    )
    case = Case.objects.get(pk=made.pk)
    refer(case.findings.first(), sent_on=dt.date(2026, 4, 2))
    return case


def addresses(case):
    return [
        f"cases/{case.reference}/",
        "bodies/",
        f"bodies/{case.body.key}/",
        "regions/",
        "regions/PAV/",
        "hearings/",
        "hearings/?when=past&region=PAV",
        "precedents/",
    ]


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("ru", 320, "light"), ("en", 320, "dark"), ("kk", 1440, "dark")],
)
def test_pages_are_accessible(live_server, browser_page, assert_accessible, case, language, width, scheme):
    page = browser_page(width=width, scheme=scheme)
    for address in addresses(case):
        page.goto(f"{live_server.url}/{language}/{address}")
        assert_accessible(page)


def test_case_is_read_without_javascript(live_server, browser_page, case):
    page = browser_page(width=360, javascript=False)
    page.goto(f"{live_server.url}/en/cases/{case.reference}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Слушания")
    expect(page.get_by_text("Микрофона не дали")).to_be_visible()
    expect(page.get_by_role("button", name="Print the dossier")).to_be_hidden()
    page.get_by_text("Full checksums (SHA-256)").click()
    expect(page.get_by_text(case.evidence.first().file.sha256).first).to_be_visible()


def test_print_gives_the_dossier_and_nothing_else(live_server, browser_page, case):
    page = browser_page(width=1440)
    page.goto(f"{live_server.url}/en/cases/{case.reference}/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for text in ("What happened", "Signs of a breach and the reply", case.evidence.first().file.sha256):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.get_by_role("navigation", name="Sections")).to_be_hidden()
    expect(page.get_by_role("button", name="Print the dossier")).to_be_hidden()
    expect(page.get_by_text(f"/en/cases/{case.reference}/").first).to_be_visible()


def test_region_of_hearings_is_chosen_on_a_phone(live_server, browser_page, case):
    page = browser_page(width=360)
    page.goto(f"{live_server.url}/en/hearings/")
    page.locator(".drawer > summary").click()
    page.get_by_role("link", name=str(case.region)).click()
    page.wait_for_url("**/hearings/?region=PAV")
    expect(page.get_by_role("link", name=case.title)).to_be_visible()
