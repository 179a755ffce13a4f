import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

COMPONENTS = sorted((settings.ROOT / "templates" / "components").glob("*.html"))

pytestmark = pytest.mark.urls("config.tests.styleguide_urls")


@pytest.fixture
def page(db: None, client: Client) -> BeautifulSoup:
    return BeautifulSoup(client.get("/styleguide/?language=ru").content, "html.parser")


def test_every_error_leads_to_its_field(page: BeautifulSoup) -> None:
    links = page.select(".error-summary a")
    assert len(links) == 5
    for link in links:
        assert page.select_one(link["href"]).name in {"input", "select", "textarea"}, link


def test_hints_and_errors_are_tied_to_their_fields(page: BeautifulSoup) -> None:
    described = page.select(".field [aria-describedby]")
    assert len(described) > 4
    for one in described:
        for name in one["aria-describedby"].split():
            assert page.find(id=name), f"{one.get('name')}: nothing has the id {name}"


def test_a_field_shows_its_legal_term_and_hidden_fields_show_nothing(page: BeautifulSoup) -> None:
    assert page.select_one('label[for="id_started"] .field__legal').text == "дата начала публичных обсуждений"
    assert page.select_one('input[name="token"]').find_parent(class_="field") is None


def test_ids_are_unique(page: BeautifulSoup) -> None:
    ids = [one["id"] for one in page.select("[id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_what_it_is_and_stands_in_the_style_guide(path: Path) -> None:
    assert path.read_text().startswith(("{# ", "{% comment %}")), "the header comment names the variables"
    users = [
        *(settings.ROOT / "templates").glob("*.html"),
        *COMPONENTS,
        *(settings.ROOT / "templates/allauth").rglob("*.html"),
    ]
    used = re.compile(rf'include "components/{path.name}"')
    assert any(used.search(user.read_text()) for user in users), f"{path.name} is shown nowhere"
