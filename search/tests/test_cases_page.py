"""The list of cases as anyone reads it, without JavaScript."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.models import Case
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    RegionFactory,
    SectorFactory,
    consultation,
    finding,
    milestone,
)
from search.vocabulary import SynonymGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    def get(address="", language="ru"):
        response = client.get(f"/{language}/cases/{address}")
        assert response.status_code == 200
        return response.content.decode()

    return get


def links(html, text):
    """Addresses of links whose text begins so."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [unescape(url) for url, inside in found if re.sub(r"<[^>]+>", "", inside).strip().startswith(text)]


def titles(html):
    return [re.sub(r"<[^>]+>", "", title) for title in re.findall(r'class="hit__title".*?<a [^>]*>(.*?)</a>', html)]


def test_a_published_case_is_found_by_its_words_and_leads_to_its_page(read):
    case = CaseFactory(title="Слушания о руднике", children=[consultation(), finding()], published=True)
    CaseFactory(title="Другое", published=True)
    CaseFactory(title="Черновик о руднике")
    html = read("?q=рудники")
    assert titles(html) == ["Слушания о руднике"]
    assert "<mark>руднике</mark>" in html
    with override("ru"):
        assert reverse("monitoring:case", args=[case.reference]) in html


def test_a_date_is_shown_no_more_exact_than_it_is_known(read):
    CaseFactory(children=[milestone(date="2026-02"), consultation(held_on="2026-03-14")], published=True)
    html = read()
    assert "02.2026 – 14.03.2026" in html
    assert "01.02.2026" not in html


def test_a_facet_link_narrows_and_the_same_link_widens_again(read):
    CaseFactory(title="В Павлодаре", published=True)
    CaseFactory(title="В Астане", region=RegionFactory(key="AST", name_ru="Астана"), published=True)
    (url,) = links(read(), "Астана")
    html = read(url.removeprefix("/ru/cases/"))
    assert titles(html) == ["В Астане"]
    (other,) = links(html, "Павлодарская область")
    assert sorted(titles(read(other.removeprefix("/ru/cases/")))) == ["В Астане", "В Павлодаре"]
    assert links(html, "Астана") == ["/ru/cases/"]


def test_the_form_keeps_the_facets(read):
    CaseFactory(published=True)
    assert '<input type="hidden" name="region" value="PAV">' in read("?region=PAV&q=разрез")


def test_script_in_texts_and_in_the_address_stays_text(read):
    evil = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)>"
    body = BodyFactory(name_ru=evil, key="evil")
    region = RegionFactory(key="EVL", name_ru=evil)
    CaseFactory(
        title=f"{evil} карьер",
        summary=f"карьер {evil}",
        body=body,
        region=region,
        sector=SectorFactory(name_ru=evil),
        children=[finding(title=evil)],
        published=True,
    )
    for address in ("", "?q=карьер", f"?q={evil}", f"?region={evil}&sort={evil}&body=evil", "?q=script+alert"):
        html = read(address)
        assert "<script>alert" not in html
        assert "<img" not in html
    assert titles(read("?q=script+alert"))


def test_a_page_beyond_the_last_is_the_last_and_nonsense_the_first(read):
    CaseFactory.create_batch(21, published=True)
    assert len(titles(read())) == 20
    assert len(titles(read("?page=2"))) == 1
    assert len(titles(read("?page=99999999999999999999"))) == 1
    assert len(titles(read("?page=none"))) == 20
    assert len(titles(read("?page=-1"))) == 1


def test_nothing_found_says_what_was_understood_and_how_to_widen(read):
    CaseFactory(title="Рудник", published=True)
    html = read('?q=рудник+"жёлтая+подводная"&region=PAV')
    assert "рудник, “жёлтая подводная”" in html
    assert "Павлодарская область" in html
    (without,) = links(html, "Без «жёлтая подводная»")
    assert titles(read(without.removeprefix("/ru/cases/"))) == ["Рудник"]


def test_nothing_found_offers_what_was_meant(read):
    CaseFactory(title="Рудник у озера", published=True)
    html = read("?q=руднек")
    (url,) = links(html, "рудник")
    assert "empty__meant" in html
    assert titles(read(url.removeprefix("/ru/cases/"))) == ["Рудник у озера"]
    assert "empty__meant" not in read("?q=марсиане")


def test_nothing_found_tells_letters_synonyms_and_what_was_left_out(read):
    CaseFactory(title="Рудник", published=True)
    SynonymGroup.objects.create(key="eia", words=["ОВОС", "ҚОӘБ"])
    html = read("?q=ОВОС+қала+-рудник")
    for said in ("қала – кала", "ҚОӘБ", "рудник"):
        assert said in html


def test_words_in_the_address_stay_text_when_nothing_is_found(read):
    CaseFactory(title="<b>Рудник</b>", published=True)
    html = read("?q=<b>руднек</b>+-<i>+OR+<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "<b>руд" not in html


def test_an_empty_site_says_what_will_be_here(read):
    assert "Опубликованных дел пока нет" in read()


def test_an_unknown_value_is_told(read):
    CaseFactory(published=True)
    html = read("?region=XXX&stage=flying&q=%23%23")
    assert "XXX" in html
    assert "flying" in html
    assert len(titles(html)) == 1


def test_search_engines_index_the_plain_list_only(read, settings):
    CaseFactory.create_batch(21, published=True)
    for address, robots, canonical in [
        ("", False, "/ru/cases/"),
        ("?page=2", False, "/ru/cases/?page=2"),
        ("?utm_source=x", False, "/ru/cases/"),
        ("?region=pav&page=2", True, "/ru/cases/?region=PAV&page=2"),
        ("?q=разрез", True, "/ru/cases/?q=%D1%80%D0%B0%D0%B7%D1%80%D0%B5%D0%B7"),
    ]:
        html = read(address)
        assert ('content="noindex, follow"' in html) is robots, address
        assert f'<link rel="canonical" href="{settings.SITE_URL}{canonical.replace("&", "&amp;")}">' in html, address


def test_a_record_in_another_language_is_marked_so(read):
    CaseFactory(title="Қалдықтар полигоны", language="kk", summary="О полигоне.", summary_language="ru", published=True)
    html = read()
    assert '<h2 class="hit__title" lang="kk">' in html
    assert '<span lang="ru">О полигоне.</span>' in html
    assert 'class="hit__title" lang' not in read(language="kk")


def test_the_other_title_shows_where_only_it_has_the_word(read):
    CaseFactory(title="Карьер", other_title="Кеніштің кеңеюі", published=True)
    assert '<span lang="kk"><mark>Кеніштің</mark> кеңеюі</span>' in read("?q=кеніш")


def test_a_withdrawn_case_leaves_list_and_counts(read):
    case = CaseFactory(title="Отозванное", published=True)
    withdraw_case(case=Case.objects.get(pk=case.pk), user=UserFactory(role=Role.COORDINATOR), reason="Ошибка")
    html = read()
    assert titles(html) == []
    assert links(html, "Павлодарская") == []


def test_the_answer_is_the_same_for_everyone(client):
    CaseFactory(published=True)
    plain = client.get("/ru/cases/?q=разрез")
    assert not plain.cookies
    assert "Cookie" not in plain.headers.get("Vary", "")
    swapped = client.get("/ru/cases/?q=разрез", headers={"HX-Request": "true"})
    assert swapped.content == plain.content


def test_the_number_of_queries_does_not_grow(client):
    def make(number):
        for place in range(number):
            CaseFactory(
                body=BodyFactory(parent=BodyFactory()),
                region=RegionFactory(key=f"R{place:02}", name_ru=f"Область {place}"),
                children=[consultation(), finding()],
                published=True,
            )

    def queries(address):
        client.get("/ru/cases/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/ru/cases/{address}")
        return len(captured)

    address = "?q=разрез&region=R00&region=R01&findings=1&year=2026"
    make(2)
    few = queries(""), queries(address)
    make(18)
    assert (queries(""), queries(address)) == few
    assert few[0] <= 5
    assert few[1] <= 7 + 4, "four open and close what PostgreSQL needs to look the words up"
