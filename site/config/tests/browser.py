"""Fixtures of tests that look through a browser: `browser`, `browser_page` and `assert_accessible`.

Imported by the root conftest.py, so that every app can use them. Debian's Chromium is found on the PATH.
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# axe would load @import parts again by addresses relative to the page.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}

# Playwright waits five seconds for what is expected: too short where the machine has other work to do.
PATIENCE = 30_000

CONTENTS = "_test_serialized_contents"

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run. Playwright keeps an event loop in this thread; Django must not mind it."""
    if CHROMIUM is None:
        pytest.fail("Chromium is not on the PATH; tests that need it carry the mark `browser`")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # In that loop Django keeps connections of its own: tell them what a test database is filled from.
    contents = {alias: getattr(connections[alias], CONTENTS, None) for alias in connections}
    with sync_playwright() as playwright:
        for alias, content in contents.items():
            if content is not None:
                setattr(connections[alias], CONTENTS, content)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[NewPage]:
    """A function that opens a fresh page: `browser_page(width=360, scheme="dark", javascript=False)`.

    When the test ends, whatever the pages wrote to the console as errors fails it.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def new_page(
        width: int = 360, height: int = 800, scheme: str = "light", javascript: bool = True, locale: str = "ru-RU"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale=locale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: errors.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield new_page
    for context in contexts:
        context.close()
    assert not errors, "Errors in the browser's console:\n" + "\n".join(errors)


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """No axe-core violation on the page as it stands, and nothing wider than the screen."""

    def check(page: Page) -> None:
        page.evaluate("document.fonts.ready.then(() => true)")
        found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
        lines = [f"{one['id']} ({one['impact']}): {node['html'][:160]}" for one in found for node in one["nodes"]]
        assert not lines, f"{page.url}\n" + "\n".join(lines)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url}: {wide} px wider than the screen"

    return check
