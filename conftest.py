"""Fixtures of the whole suite, and the rule that `--require=all` fails where something would be skipped."""

import shutil

import pytest
from django.conf import settings

pytest_plugins = ["config.tests.browser"]

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
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require", default="", help="'all' fails where a tool is missing instead of skipping")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for name, (tool, present) in NEEDS.items():
        if present():
            continue
        for item in items:
            if item.get_closest_marker(name):
                item.add_marker(
                    pytest.mark.skip(reason=f"NOT RUN: this test needs {tool}")
                    if config.getoption("--require") != "all" or name == "postgres"
                    else pytest.mark.usefixtures(f"missing_{name}")
                )


@pytest.fixture
def missing_browser() -> None:
    pytest.fail("This test needs Chromium and nothing may be skipped")


@pytest.fixture
def missing_gettext() -> None:
    pytest.fail("This test needs GNU gettext and nothing may be skipped")
