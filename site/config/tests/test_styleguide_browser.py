from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from config.tests.browser import NewPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("config.tests.styleguide_urls"),
    pytest.mark.django_db(transaction=True),
]
SCREENS = ["/styleguide/?language=ru", "/styleguide/?language=kk", "/styleguide/?screen=phone&language=ru"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("address", SCREENS)
def test_every_component_is_accessible(
    live_server: LiveServer,
    browser_page: NewPage,
    assert_accessible: Callable[[Page], None],
    address: str,
    width: int,
    scheme: str,
) -> None:
    page = browser_page(width=width, scheme=scheme)
    page.goto(live_server.url + address)
    assert_accessible(page)


def test_menu_and_facets_unfold_on_a_phone_without_javascript(live_server: LiveServer, browser_page: NewPage) -> None:
    page = browser_page(width=360, javascript=False)
    page.goto(f"{live_server.url}/styleguide/?language=en")
    section = page.get_by_role("navigation", name="Sections").get_by_role("link").first
    region = page.get_by_role("link", name="Жамбылская область 21")
    expect(section).to_be_hidden()
    expect(region).to_be_hidden()
    page.locator(".menu > summary").click()
    page.locator(".drawer > summary").click()
    expect(section).to_be_visible()
    expect(region).to_be_visible()


def test_menu_and_facets_are_open_on_a_desk(live_server: LiveServer, browser_page: NewPage) -> None:
    page = browser_page(width=1440, javascript=False)
    page.goto(f"{live_server.url}/styleguide/?language=en")
    expect(page.get_by_role("navigation", name="Sections").get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("link", name="Жамбылская область 21")).to_be_visible()
    expect(page.locator(".menu > summary")).to_be_hidden()


def test_controls_are_large_enough_for_a_thumb(live_server: LiveServer, browser_page: NewPage) -> None:
    page = browser_page(width=360)
    page.goto(f"{live_server.url}/styleguide/?screen=phone&language=en")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".button, .choice, .phone__bar a")]
            .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
    )
    assert small == []
