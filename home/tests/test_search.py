"""Search over pages: live pages of the language being read, on either database."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from home.tests.factories import NewsPageFactory

pytestmark = pytest.mark.django_db


def titles(client, language, query, **more):
    response = client.get(f"/{language}/search/", {"q": query, **more})
    assert response.status_code == 200
    return [hit["title"] for hit in response.context["hits"]]


def test_words_of_title_lead_and_body_in_the_language_being_read(client, news_index, kazakh):
    NewsPageFactory(parent=news_index, title="Полигон в Меркенском районе", body=[("text", "<p>старый могильник</p>")])
    NewsPageFactory(parent=news_index.get_translation(kazakh), title="Меркі полигон туралы")
    NewsPageFactory(parent=news_index, title="Полигон, черновик", live=False)
    secret = NewsPageFactory(parent=news_index, title="Полигон для своих")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    call_command("update_index", verbosity=0)
    assert titles(client, "ru", "полигон") == ["Полигон в Меркенском районе"]
    assert titles(client, "ru", "могильник") == ["Полигон в Меркенском районе"]
    assert titles(client, "kk", "полигон") == ["Меркі полигон туралы"]
    assert titles(client, "ru", "полигон китобойный") == []


@pytest.mark.parametrize(
    "query", ['"', "'; drop table --", "(((", "*", "a OR", "NEAR(", "^x", "полигон\x00", "ж" * 5000, "-", "%"]
)
def test_any_words_may_be_typed(client, trees, query):
    call_command("update_index", verbosity=0)
    assert isinstance(titles(client, "ru", query), list)


def test_empty_search_says_what_is_searched_and_leads_to_cases(client, trees):
    text = client.get("/ru/search/").content.decode()
    assert 'href="/ru/cases/?q="' in text
    text = client.get("/ru/search/", {"q": "нигде & никогда"}).content.decode()
    assert 'href="/ru/cases/?q=%D0%BD%D0%B8%D0%B3%D0%B4%D0%B5+%26+%D0%BD%D0%B8%D0%BA%D0%BE%D0%B3%D0%B4%D0%B0"' in text
    assert 'name="robots" content="noindex"' in text


def test_markup_in_the_words_is_text(client, trees):
    assert "<script>alert" not in client.get("/ru/search/", {"q": "<script>alert(1)</script>"}).content.decode()
