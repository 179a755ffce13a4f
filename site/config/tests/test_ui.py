from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.utils.safestring import SafeString

from config.templatetags import ui
from config.typography import SOFT_HYPHEN, soft_hyphens

DAY = date(2026, 11, 22)
LATE_EVENING_IN_UTC = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "22 ноября 2026"), ("kk", "2026 жылғы 22 қараша"), ("en", "22 November 2026")],
)
def test_dates_as_people_write_them(language: str, text: str) -> None:
    with translation.override(language):
        assert ui.long_date(DAY) == text
        assert ui.table_date(DAY) == "22.11.2026"
        assert ui.long_date(LATE_EVENING_IN_UTC) == text, "a moment is shown on the day it was in Kazakhstan"


def test_moment_has_the_local_time() -> None:
    with translation.override("ru"):
        assert ui.long_moment(LATE_EVENING_IN_UTC) == "22 ноября 2026, 01:30"
        assert ui.day(DAY, "table") == '<time datetime="2026-11-22">22.11.2026</time>'


@pytest.mark.parametrize("show", [ui.long_date, ui.table_date, ui.long_moment, ui.day])
def test_no_date_is_no_text(show) -> None:
    assert show(None) == ""


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        ui.icon("no such picture")


def test_only_words_too_long_for_a_phone_get_places_to_break() -> None:
    word = "қанағаттандырылмағандықтарыңыздан"
    broken = soft_hyphens(f"недропользование {word}")
    assert broken.startswith("недропользование ")
    assert broken.count(SOFT_HYPHEN) > 5
    assert broken.replace(SOFT_HYPHEN, "").endswith(word)
    assert max(map(len, broken.split()[1].split(SOFT_HYPHEN))) <= 6


def test_hyphenate_escapes_what_is_not_safe() -> None:
    page = Template("{% load ui %}{{ title|hyphenate }}").render(Context({"title": "<script>қанағаттандырылмағандық"}))
    assert page.startswith("&lt;script&gt;")


def test_linked_data_cannot_be_closed_by_its_text() -> None:
    block = ui.json_ld({"name": "</script><script>alert(1)</script>", "date": DAY})
    assert isinstance(block, SafeString)
    assert block.count("</script>") == 1
    assert '"2026-11-22"' in block


def test_language_links_keep_the_page_and_its_query() -> None:
    request = RequestFactory().get("/ru/account/login/?next=/ru/log/")
    with translation.override("ru"):
        links = ui.language_links(Context({"request": request}))
    assert [(link["code"], link["url"], link["current"]) for link in links] == [
        ("ru", "/ru/account/login/?next=/ru/log/", True),
        ("kk", "/kk/account/login/?next=/ru/log/", False),
        ("en", "/en/account/login/?next=/ru/log/", False),
    ]


def test_a_page_without_a_translation_leads_to_that_language_s_home() -> None:
    request = RequestFactory().get("/ru/novosti/")
    with translation.override("ru"):
        links = ui.language_links(
            Context({"request": request, "translations": {"ru": "/ru/novosti/", "kk": "/kk/zhanalyqtar/"}})
        )
    assert {link["code"]: (link["url"], link["exists"]) for link in links} == {
        "ru": ("/ru/novosti/", True),
        "kk": ("/kk/zhanalyqtar/", True),
        "en": ("/en/", False),
    }


@override_settings(SITE_URL="https://aarhus.example")
def test_public_addresses_do_not_come_from_the_host_header() -> None:
    request = RequestFactory().get("/ru/cases/?q=x", headers={"host": "evil.example"})
    context = Context({"request": request})
    assert ui.absolute(context) == "https://aarhus.example/ru/cases/"
    assert ui.absolute(context, "/a/") == "https://aarhus.example/a/"
    assert ui.absolute(context, "https://cdn.example/a.png") == "https://cdn.example/a.png"


def test_page_addresses_keep_the_facets_and_the_first_page_has_no_number() -> None:
    context = Context({"request": RequestFactory().get("/?region=PAV&region=AST&page=3")})
    assert ui.page_address(context, 4) == "?region=PAV&region=AST&page=4"
    assert ui.page_address(context, 1) == "?region=PAV&region=AST"


def test_elided_pages() -> None:
    assert list(ui.elided_pages(Paginator(range(100), 5).page(10))) == [1, "…", 9, 10, 11, "…", 20]


def test_short_hash_keeps_both_ends() -> None:
    assert ui.short_hash("9f2c41ab" + "0" * 52 + "77d0") == "9f2c 41ab … 77d0"


def test_a_value_of_a_facet_is_a_link_or_only_told() -> None:
    options = [
        {"label": "<b>Астана</b>", "count": 1240, "url": "/ru/cases/?region=AST&year=2026"},
        {"label": "Қала", "count": 2, "url": "/ru/cases/", "current": True, "lang": "kk", "depth": 2},
        {"label": "Абай", "count": 0},
    ]
    assert ui.facet_options(options) == (
        '<li><a href="/ru/cases/?region=AST&amp;year=2026" rel="nofollow"><span>&lt;b&gt;Астана&lt;/b&gt;</span>'
        '<span class="facet__count">1240</span></a></li>'
        '<li class="facet__deep-2"><a href="/ru/cases/" aria-current="true" rel="nofollow"><span lang="kk">'
        f'{ui.icon("met")}Қала</span><span class="facet__count">2</span></a></li>'
        '<li><span class="facet__empty"><span>Абай</span><span>0</span></span></li>'
    )
