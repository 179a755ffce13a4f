"""Fixtures of the whole suite, and the rule that `--require=all` fails where something would be skipped."""

import gc
import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils.translation import activate, override

from config.tests.browser import assert_accessible, browser, browser_page
from config.tests.database import django_db_keepdb, django_db_modify_db_settings, rows_of_module
from monitoring.evidence import recognition

__all__ = [
    "assert_accessible",
    "browser",
    "browser_page",
    "django_db_keepdb",
    "django_db_modify_db_settings",
    "rows_of_module",
]

NEEDS = {
    "browser": (
        "Chromium (apt install chromium)",
        lambda: any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    ),
    "postgres": (
        "PostgreSQL (set DATABASE_URL)",
        lambda: "postgresql" in settings.DATABASES["default"]["ENGINE"],
    ),
    "gettext": ("GNU gettext (apt install gettext)", lambda: shutil.which("xgettext")),
    "ocr": (
        "Tesseract (apt install tesseract-ocr tesseract-ocr-rus tesseract-ocr-kaz)",
        lambda: {"rus", "kaz"} <= set(recognition.languages()),
    ),
    "redis": ("Redis (set TEST_REDIS_URL)", lambda: "TEST_REDIS_URL" in os.environ),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require", default="", help="'all' fails where a tool is missing instead of skipping")
    parser.addoption("--database-only", action="store_true", help="leave out what the engine cannot change")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say loudly, by name, what a test misses; with `--require=all` such a test fails.

    PostgreSQL has a run of its own (`make test-postgres`), so its tests are left out of the other one.
    """
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in items if not depends_on_engine(item)])
        items[:] = [item for item in items if depends_on_engine(item)]
    for item in items:
        if item.get_closest_marker("browser"):
            # A browser is a machine of its own: what it gets wrong once and not again is told (-rR) and fails nothing.
            item.add_marker(pytest.mark.flaky(reruns=1))
    everything = config.getoption("--require") == "all"
    for name, (tool, present) in NEEDS.items():
        needing = [item for item in items if item.get_closest_marker(name)]
        if present() or not needing:
            continue
        if everything and name == "postgres":
            config.hook.pytest_deselected(items=needing)
            items[:] = [item for item in items if item not in needing]
            continue
        for item in needing:
            if everything:
                item.add_marker(pytest.mark.usefixtures("nothing_may_be_skipped"))
            else:
                item.add_marker(pytest.mark.skip(reason=f"NOT RUN: needs {tool}"))


def pytest_collection_finish() -> None:
    """Code and tests live to the end: to look through them for garbage again and again took a quarter of the time."""
    gc.freeze()
    gc.set_threshold(10_000)


def depends_on_engine(item: pytest.Item) -> bool:
    """It asks a database, and not only what all of them answer alike."""
    fixtures = set(getattr(item, "fixturenames", ()))
    asks = bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})
    return asks and not item.get_closest_marker("alike")


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Tests that commit give back what Wagtail's migrations stored: the flush after each would take it away."""
    mark = item.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.fixture
def nothing_may_be_skipped() -> None:
    pytest.fail("A tool that this test needs is missing, and nothing may be skipped")


@pytest.fixture(autouse=True)
def nothing_left_over() -> None:
    """No test sees what another one cached, or speaks the language of the last page that another one read."""
    cache.clear()
    activate(settings.LANGUAGE_CODE)


@pytest.fixture
def english(client: Client) -> Iterator[None]:
    """The words of the code itself, wherever the address does not say which language: for tests that read messages."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with override("en"):
        yield
