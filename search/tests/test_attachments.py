"""A case is found by the words of its public files, and the list says on which page they stand."""

import pytest
from django.utils.html import escape

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.evidence.media_types import MediaType
from monitoring.models import Case, EvidenceFile, EvidenceLink, EvidencePage, EvidenceText
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import CaseFactory, EvidenceFileFactory, evidence
from search.attachments import MOST_WORDS
from search.filters import Selection
from search.indexing import index_cases
from search.language import Query
from search.models import CaseRecord

pytestmark = pytest.mark.django_db

TITLE = "Протокол слушаний"


def read(file, pages):
    text = EvidenceText.objects.create(file=file, copy_sha256=file.derivative_sha256)
    EvidencePage.objects.bulk_create(EvidencePage(text=text, number=n, content=words) for n, words in pages.items())
    text.state = "done"
    text.save()
    return text


def case_with(pages, media_type=MediaType.PDF, **link):
    file = EvidenceFileFactory(derivative_type=media_type)
    fields = {"title": TITLE, "file": file, "is_public": True, **link}
    case = CaseFactory(title="Рудник", published=True, children=[evidence(**fields)])
    read(file, pages)
    return case


def found(words):
    return list(CaseRecord.objects.public().matching(Query.parse(words)).values_list("pk", flat=True))


def test_a_case_is_found_by_a_page_as_soon_as_it_is_read():
    case = case_with({14: "Докладчик обещал построить плотину"})
    assert found("плотины") == [case.pk]


def test_kazakh_pages_of_a_russian_case_are_read_as_kazakh():
    case = case_with({1: "Қоғамдық тыңдаулардың хаттамасы"})
    assert found("тыңдау") == [case.pk]


@pytest.mark.parametrize("words", ["плотины", "тыңдау"])
def test_a_page_in_both_languages_is_read_in_both(client, words):
    case = case_with({1: "Қоғамдық тыңдаулардың хаттамасы\nДокладчик обещал плотину"})
    assert found(words) == [case.pk]
    assert "#page=1" in client.get(f"/en/cases/?q={words}").content.decode()


def test_the_list_names_the_page_and_leads_to_it(client):
    case = case_with({2: "Ничего важного", 14: "Докладчик обещал построить <плотину>"})
    link = EvidenceLink.objects.get(case=case)
    html = client.get("/en/cases/?q=плотина").content.decode()
    assert f'href="/en/evidence/{link.uid}/#page=14">{TITLE}, page 14</a>' in html
    assert escape("<") + "<mark>плотину</mark>" in html


def test_words_of_the_record_itself_come_first(client):
    case_with({14: "Плотина у рудника"})
    assert "page=14" not in client.get("/en/cases/?q=рудник").content.decode()


def test_a_workbook_has_sheets_and_a_word_document_no_numbers(client):
    case_with({2: "Выбросы пыли"}, MediaType.XLSX)
    case_with({1: "Выбросы серы"}, MediaType.DOCX)
    html = client.get("/en/cases/?q=выброс").content.decode()
    assert f">{TITLE}, sheet 2</a>" in html
    assert f">{TITLE}</a>" in html


def test_words_of_a_confidential_file_are_in_no_index():
    case_with({1: "Плотина"}, is_public=False)
    assert found("плотина") == []


def test_words_go_when_the_file_is_closed_replaced_or_the_case_withdrawn():
    closed, replaced, withdrawn = (case_with({1: "Плотина"}) for _ in range(3))
    assert len(found("плотина")) == 3
    EvidenceLink.objects.filter(case=closed).update(is_public=False)
    index_cases([closed.pk])
    file = EvidenceLink.objects.get(case=replaced).file
    file.derivative_sha256 = "b" * 64
    file.save()
    user = UserFactory(role=Role.ADMINISTRATOR)
    withdraw_case(case=Case.objects.get(pk=withdrawn.pk), user=user, reason="Ошибка")
    assert found("плотина") == []


def test_a_closed_file_shows_no_passage_even_from_a_stale_index(client):
    case = case_with({1: "Плотина"})
    EvidenceLink.objects.filter(case=case).update(is_public=False)
    html = client.get("/en/cases/?q=плотина").content.decode()
    assert "<mark>" not in html.split("<main")[1]
    assert TITLE not in html.replace(CaseRecord.objects.get().text, "")


def test_an_endless_document_does_not_stop_the_publication():
    case = case_with({1: "Плотина", 2: "слово " * (MOST_WORDS + 1)})
    assert found("плотина") == [case.pk]
    assert found("слово") == []


def test_pages_cost_one_question_however_many(client, django_assert_max_num_queries):
    for _ in range(4):
        case_with({1: "Плотина", 2: "Плотина"})
    client.get("/en/cases/?q=гора")
    with django_assert_max_num_queries(10 + 4):  # four open and close what PostgreSQL needs to look the words up
        html = client.get("/en/cases/?q=плотина").content.decode()
    assert html.count("#page=1") == 4


def test_what_the_record_itself_says_ranks_above_words_of_files():
    own = CaseFactory(title="Рудник", summary="Плотина", published=True)
    attached = case_with({1: "Плотина"})
    heading = CaseFactory(title="Плотина", published=True)
    found = Selection(Query.parse("плотина")).ordered()
    assert (found.count(), [each.pk for each in found[:9]]) == (3, [heading.pk, own.pk, attached.pk])
    assert [pk for (pk,) in found.rows(["pk"], 9)] == [heading.pk, own.pk, attached.pk]


@pytest.mark.parametrize("words", ['"высокая плотина"', "плот*", "плотина рудник"])
def test_phrases_beginnings_and_words_on_both_sides_are_found_in_files(words):
    case = case_with({1: "Здесь высокая плотина"})
    assert found(words) == [case.pk]
    assert found("рудник -плотина") == []


def site(client, words, **more):
    return client.get("/en/search/", {"q": words, **more}).context


def test_the_site_finds_files_by_title_and_page_and_names_their_case(
    client, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    with django_capture_on_commit_callbacks(execute=True):
        cases = [case_with({1: "Ничего", 14: "Плотина у реки"}, title=f"Акт {number}") for number in range(4)]
        case_with({1: "Плотина"}, is_public=False)
    client.get("/en/search/?q=гора")
    with django_assert_max_num_queries(24 + 4):  # as above
        context = site(client, "плотина")
    assert "Files 4" in [tab["label"] for tab in context["tabs"]]
    found, files = context["groups"]
    assert all("#page=14" in hit["snippet"] for hit in found["hits"] + files["hits"])
    (first, *_others) = site(client, "плотина", **{"in": "file"})["hits"]
    link = EvidenceLink.objects.get(case=cases[0], is_public=True)
    assert (first["ref"], first["title"], first["url"]) == (cases[0].reference, "Акт 0", f"/en/evidence/{link.uid}/")
    assert "Рудник" in first["meta"]
    assert site(client, "акт", **{"in": "file"})["hits"][0]["title"] == "<mark>Акт</mark> 0"


def test_the_site_finds_no_file_that_is_closed_and_no_words_of_a_replaced_one(
    client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        closed, replaced = case_with({1: "Плотина"}), case_with({1: "Плотина"})
    EvidenceLink.objects.filter(case=closed).update(is_public=False)
    EvidenceFile.objects.filter(links__case=replaced).update(derivative_sha256="b" * 64)
    stale = site(client, "плотина", **{"in": "file"})["hits"]
    assert [hit["snippet"] for hit in stale] == [""]
    with django_capture_on_commit_callbacks(execute=True):
        EvidenceFile.objects.get(links__case=replaced).save()
    assert site(client, "плотина", **{"in": "file"})["hits"] == []
