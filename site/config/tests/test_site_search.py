"""The search of the whole site: what is public, in the reader's language, on either database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import PageViewRestriction

from home.tests.conftest import kazakh, news_index, planted, trees
from home.tests.factories import NewsPageFactory
from monitoring.models import ExecutiveBody, Tenure
from monitoring.tests.factories import BodyFactory, CaseFactory, OfficialFactory
from search.everywhere.indexing import rebuild
from search.everywhere.models import SiteRecord

__all__ = ["kazakh", "news_index", "planted", "trees"]

pytestmark = pytest.mark.django_db


def indexed():
    return max(rebuild(), default=0)


def found(client, language, query, **more):
    """Titles by tab; markup of the hits taken away."""
    response = client.get(f"/{language}/search/", {"q": query, **more})
    assert response.status_code == 200
    plain = lambda hit: hit["title"].replace("<mark>", "").replace("</mark>", "")  # noqa: E731
    groups = response.context.get("groups") or [{"title": "", "hits": response.context.get("hits") or []}]
    return {str(group["title"]): [plain(hit) for hit in group["hits"]] for group in groups if group["hits"]}


def titles(client, language, query, **more):
    return [title for group in found(client, language, query, **more).values() for title in group]


def test_words_of_title_lead_and_body_in_the_language_being_read(client, news_index, kazakh):
    NewsPageFactory(parent=news_index, title="Полигон в Меркенском районе", body=[("text", "<p>старый могильник</p>")])
    NewsPageFactory(parent=news_index.get_translation(kazakh), title="Меркі полигон туралы")
    NewsPageFactory(parent=news_index, title="Полигон, черновик", live=False)
    secret = NewsPageFactory(parent=news_index, title="Полигон для своих")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    indexed()
    assert titles(client, "ru", "полигоны") == ["Полигон в Меркенском районе"]
    assert titles(client, "ru", "могильники") == ["Полигон в Меркенском районе"]
    assert titles(client, "kk", "полигонның") == ["Меркі полигон туралы"]
    assert titles(client, "ru", "полигон китобойный") == []


def test_cases_bodies_people_and_pages_answer_together(client, trees, news_index):
    body = BodyFactory(name_ru="Управление Шидертинского водохранилища", name_kk="Шідерті су қоймасы басқармасы")
    CaseFactory(title="Слив Шидертинского водохранилища", published=True)
    CaseFactory(title="Черновик о Шидертинском водохранилище")
    asan = OfficialFactory(name_ru="Шидертинский Асан")
    Tenure.objects.create(official=asan, body=body, position="руководитель", started_on="2024-01-01")
    OfficialFactory(name_ru="Шидертинский Никто")
    NewsPageFactory(parent=news_index, title="Шидертинское водохранилище обмелело")
    indexed()
    assert titles(client, "ru", "Шидертинский") == [
        "Слив Шидертинского водохранилища",
        "Шидертинское водохранилище обмелело",
        "Управление Шидертинского водохранилища",
        "Шидертинский Асан",
    ]
    assert titles(client, "ru", "Шидертинский", **{"in": "body"}) == ["Управление Шидертинского водохранилища"]
    assert titles(client, "kk", "шидерти") == ["Шідерті су қоймасы басқармасы"]


def test_a_body_merged_or_deleted_is_found_no_more_whatever_the_index_holds(client, db):
    kept = BodyFactory(name_ru="Акимат Каркаралинска")
    double = BodyFactory(name_ru="Аким города Каркаралинска")
    gone = BodyFactory(name_ru="Каркаралинский отдел")
    indexed()
    ExecutiveBody.objects.filter(pk=double.pk).update(merged_into=kept)
    gone.delete()
    assert titles(client, "ru", "Каркаралинск") == ["Акимат Каркаралинска"]
    assert not SiteRecord.objects.filter(kind="body", item=gone.pk).exists()


def test_what_is_saved_is_found_at_once(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        body = BodyFactory(name_ru="Отдел рыбного хозяйства", name_kk="Балық бөлімі", name_en="Fisheries")
    assert titles(client, "ru", "рыбное") == ["Отдел рыбного хозяйства"]
    with django_capture_on_commit_callbacks(execute=True):
        body.name_ru = "Отдел лесного хозяйства"
        body.save()
    assert titles(client, "ru", "рыбное") == []
    assert titles(client, "ru", "лесное") == ["Отдел лесного хозяйства"]


def test_editors_choose_what_stands_first_for_given_words(client, news_index):
    page = NewsPageFactory(parent=news_index, title="Как подать запрос")
    hidden = NewsPageFactory(parent=news_index, title="Черновик", live=False)
    words = PromotedQuery.objects.create(query_string="запрос")
    for order, chosen in enumerate((page, hidden)):
        SearchPromotion.objects.create(query=words, page=chosen, sort_order=order)
    indexed()
    response = client.get("/ru/search/", {"q": "Запрос"})
    assert [each["title"] for each in response.context["promoted"]] == ["Как подать запрос"]
    assert PromotedQuery.objects.count() == 1, "what readers look for is not written down"


def test_suggestions_while_typing_are_by_name_and_public(client, trees):
    BodyFactory(name_ru="Департамент экологии по Ульяновскому краю")
    CaseFactory(title="Ульяновский карьер", reference="KZ-PAV-2026-0077", published=True)
    CaseFactory(title="Ульяновский черновик")
    indexed()
    offered = client.get("/ru/search/suggest/", {"q": "Улья"}).json()["suggestions"]
    assert [each["title"] for each in offered] == ["Ульяновский карьер", "Департамент экологии по Ульяновскому краю"]
    assert offered[0]["url"] == f"/ru/cases/{offered[0]['note']}/"
    assert client.get("/ru/search/suggest/", {"q": "У"}).json() == {"suggestions": []}
    assert client.get("/ru/search/suggest/", {"q": '"'}).json() == {"suggestions": []}


@pytest.mark.parametrize("typed", ["kz", "KZ-", "kz-pa", "KZ-PAV", "KZ-PAV-20", "kz-pav-2026-", "KZ-PAV-2026-007"])
def test_the_beginning_of_a_reference_leads_to_its_cases(client, trees, typed):
    CaseFactory(title="Карьер", reference="KZ-PAV-2026-0077", published=True)
    CaseFactory(title="Черновик", reference="KZ-PAV-2026-0078")
    CaseFactory(title="Порт", reference="KZ-ATY-2026-0077", published=True)
    indexed()
    offered = client.get("/ru/search/suggest/", {"q": typed}).json()["suggestions"]
    notes = {each["note"] for each in offered}
    assert "KZ-PAV-2026-0077" in notes
    assert "KZ-PAV-2026-0078" not in notes
    assert ("KZ-ATY-2026-0077" in notes) is (len(typed) <= len("KZ-"))


def test_the_number_of_queries_does_not_grow_with_what_is_found(client, trees):
    def asked(address):
        client.get("/ru/search/", {"q": "пробный"})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address, {"q": "пробный"})
        return len(queries)

    def more(number):
        for each in range(number):
            BodyFactory(name_ru=f"Пробный орган {each} из {number}")
            CaseFactory(title=f"Пробное дело {each} из {number}", published=True)
        indexed()

    more(5)
    few = [asked("/ru/search/"), asked("/ru/search/suggest/")]
    more(9)
    assert [asked("/ru/search/"), asked("/ru/search/suggest/")] == few
    assert few[0] <= 14 + 8, "four open and close what PostgreSQL needs to look the words up, here twice"
    assert few[1] <= 8 + 4


@pytest.mark.parametrize(
    "query", ['"', "'; drop table --", "(((", "*", "a OR", "NEAR(", "^x", "полигон\x00", "ж" * 5000, "-", "%", "-слово"]
)
def test_any_words_may_be_typed(client, trees, query):
    assert isinstance(titles(client, "ru", query), list)
    assert client.get("/ru/search/suggest/", {"q": query}).status_code == 200


def test_empty_search_says_what_is_searched_and_leads_to_cases(client, trees):
    text = client.get("/ru/search/").content.decode()
    assert 'href="/ru/cases/"' in text
    assert 'name="robots" content="noindex"' in text


def test_markup_in_the_words_is_text(client, trees):
    assert "<script>alert" not in client.get("/ru/search/", {"q": "<script>alert(1)</script>"}).content.decode()
