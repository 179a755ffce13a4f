"""The list of cases as a reader uses it: axe, keyboard, links without JavaScript and swaps with it."""

import re

import pytest
from playwright.sync_api import expect

from monitoring.tests.factories import CaseFactory, RegionFactory, consultation, finding

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cases():
    CaseFactory(
        title="Қалдықтар полигонын кеңейту", language="kk", children=[consultation(), finding()], published=True
    )
    CaseFactory(title="Слушания о руднике", region=RegionFactory(key="AST", name_ru="Астана"), published=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize(
    "address",
    ["/ru/cases/?q=рудник&year=1999&region=XXX", "/kk/cases/?q=қалдық&region=PAV&findings=1", "/en/cases/"],
)
def test_accessible(live_server, browser_page, assert_accessible, cases, address, width, scheme):
    page = browser_page(width=width, scheme=scheme)
    page.goto(live_server.url + address)
    assert_accessible(page)
    if width == 320:
        page.locator(".drawer > summary").click()
        assert_accessible(page)


def test_narrowing_in_place_keeps_focus_history_and_languages(live_server, browser_page, assert_accessible, cases):
    page = browser_page(width=1440)
    page.goto(f"{live_server.url}/ru/cases/")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name="Астана 1").click()
    expect(page.locator(".hit")).to_have_count(1)
    expect(page).to_have_url(f"{live_server.url}/ru/cases/?region=AST")
    expect(page.get_by_role("link", name="Астана 1")).to_be_focused()
    expect(page.get_by_role("link", name="Қазақша")).to_have_attribute("href", "/kk/cases/?region=AST")
    feed = page.locator("head link[type='application/atom+xml']")
    expect(feed).to_have_attribute("href", re.compile(r"\?region=AST$"))
    assert page.evaluate("window.sameDocument") is True
    assert_accessible(page)
    page.get_by_role("searchbox", name="Поиск дел").fill("рудники")
    page.get_by_role("searchbox", name="Поиск дел").press("Enter")
    expect(page.locator("mark")).to_have_text("руднике")
    assert "region=AST" in page.url
    page.go_back()
    expect(page).to_have_url(f"{live_server.url}/ru/cases/?region=AST")
    expect(page.locator("mark")).to_have_count(0)


def test_the_drawer_stays_open_on_a_phone(live_server, browser_page, cases):
    page = browser_page(width=360)
    page.goto(f"{live_server.url}/ru/cases/")
    page.locator(".drawer > summary").click()
    page.get_by_role("link", name="Астана 1").click()
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.get_by_role("link", name="Павлодарская область 1")).to_be_visible()


def test_everything_works_without_javascript(live_server, browser_page, cases):
    page = browser_page(width=1440, javascript=False)
    page.goto(f"{live_server.url}/ru/cases/")
    page.get_by_role("searchbox", name="Поиск дел").fill("рудники")
    page.get_by_role("searchbox", name="Поиск дел").press("Enter")
    page.get_by_role("link", name="Астана 1").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="слова: рудники").click()
    expect(page).to_have_url(f"{live_server.url}/ru/cases/?region=AST")
