"""Ready questions: what may be kept, what the gallery tells, what the desk sees."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.models import Region
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import CaseFactory, CentreFactory, RegionFactory, finding
from search.questions.asking import canonical, counts
from search.questions.keeping import count_questions
from search.questions.loading import load
from search.questions.models import ReadyQuestion

pytestmark = pytest.mark.django_db


def question(key="breaches", query="findings=1", **fields):
    return ReadyQuestion.objects.create(
        key=key, **{"title_ru": f"Вопрос {key}?", "title_kk": "Сұрақ?", "title_en": "Question?", **fields}, query=query
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org/kk/cases/?region=pav&page=3", "region=PAV"),
        ("  findings=1&region=PAV&stage= ", "region=PAV&findings=1"),
        ("?q=карьер&missed=5", "q=%D0%BA%D0%B0%D1%80%D1%8C%D0%B5%D1%80&missed=5"),
    ],
)
def test_an_address_is_kept_in_its_one_form(typed, kept):
    RegionFactory()
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "page=2",
        "regon=PAV",
        "region=XXX",
        "findings=2",
        "from=2026&to=2020",
        "sort=upwards&q=а",
        "https://x.kz/ru/",
    ],
)
def test_a_question_that_the_list_would_not_answer_whole_cannot_be_kept(typed):
    with pytest.raises(ValidationError):
        ReadyQuestion(key="broken", title_ru="Что?", query=typed).full_clean()


def test_the_gallery_stands_where_nothing_was_asked(client):
    CaseFactory(title="С признаком", children=[finding()], published=True)
    question(note_ru="Молчание ничего не доказывает.")
    question("hidden", is_shown=False)
    assert "Вопрос" not in client.get("/ru/cases/").content.decode()
    count_questions.func()
    html = client.get("/ru/cases/").content.decode()
    for told in ("Вопрос breaches?", "1 дело", "/ru/cases.csv?findings=1", "Молчание ничего", "// Aarhus Watch."):
        assert told in html
    assert "Вопрос hidden?" not in html
    for address in ("?q=разрез", "?region=PAV", "?view=map"):
        assert "Вопрос breaches?" not in client.get(f"/ru/cases/{address}").content.decode()


def test_the_count_is_that_of_the_list_it_leads_to():
    CaseFactory(children=[finding()], published=True)
    CaseFactory(title="Карьер", published=True)
    found = counts([question(), question("nothing", "findings=1&q=марсиане"), question("words", "q=карьеры")])
    assert found == {"breaches": 1, "nothing": 0, "words": 1}


def test_a_question_whose_words_are_known_no_more_is_not_shown(client):
    RegionFactory(key="OLD", name_ru="Бывшая")
    question("old", "region=OLD")
    question()
    assert count_questions.func() == 2
    Region.objects.all().delete()
    assert count_questions.func() == 1
    html = client.get("/ru/cases/").content.decode()
    assert "Вопрос old?" not in html
    assert "Вопрос breaches?" in html


def test_what_a_question_finds_is_counted_when_the_index_has_changed(django_capture_on_commit_callbacks):
    def found():
        return ReadyQuestion.objects.get().found

    with django_capture_on_commit_callbacks(execute=True):
        RegionFactory()
        question(query="region=PAV")
    assert found() == 0
    with django_capture_on_commit_callbacks(execute=True):
        case = CaseFactory(published=True)
    assert found() == 1
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_case(case=case, user=UserFactory(role=Role.COORDINATOR), reason="Ошибка источника")
    assert found() == 0


def test_one_count_waits_however_often_the_index_changes(settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    waiting = DBTaskResult.objects.ready().filter(task_path=count_questions.module_path)
    with django_capture_on_commit_callbacks(execute=True):
        CaseFactory.create_batch(2, published=True)
    assert waiting.count() == 1
    waiting.update(status=TaskResultStatus.RUNNING)
    with django_capture_on_commit_callbacks(execute=True):
        CaseFactory(published=True)
    assert waiting.count() == 1


def test_queries_do_not_grow_with_the_questions():
    def queries(number):
        made = [question(f"q{number}-{place}", f"q=карьер&region=PAV&missed={place + 1}") for place in range(number)]
        with CaptureQueriesContext(connection) as captured:
            counts(made)
        return len(captured)

    RegionFactory()
    few = queries(2)
    assert queries(9) == few <= 3 + 4, "four open and close what PostgreSQL needs to look the words up"


def test_the_data_file_loads_once_and_every_question_in_it_can_be_asked(capsys):
    call_command("load_reference", verbosity=0)
    call_command("load_questions")
    assert 10 <= ReadyQuestion.objects.count() <= 14
    for each in ReadyQuestion.objects.all():
        each.full_clean()
        assert all((each.title_ru, each.title_kk, each.title_en, each.note_kk))
    assert load().updated == 0


def test_a_coordinator_keeps_the_questions_and_sees_what_an_address_finds(client):
    CaseFactory(children=[finding()], published=True)
    user = UserFactory()
    grant_role(user=user, role=Role.COORDINATOR, centre=CentreFactory())
    client.force_login(user)
    told = client.get(reverse("search_question_count"), {"query": "/ru/cases/?findings=1"}).json()
    assert told == {"text": "1 дело", "error": False}
    assert client.get(reverse("search_question_count"), {"query": "findings=7"}).json()["error"]
    url = reverse("wagtailsnippets_search_readyquestion:add")
    fields = {"key": "new", "title_ru": "Где?", "order": 1, "is_shown": "on"}
    assert client.post(url, {**fields, "query": "findings=7"}).status_code == 200
    assert not ReadyQuestion.objects.exists()
    assert client.post(url, {**fields, "query": "https://x.kz/ru/cases/?findings=1"}).status_code == 302
    assert ReadyQuestion.objects.get().query == "findings=1"


def test_what_an_address_finds_is_told_at_the_desk_only(client):
    assert client.get(reverse("search_question_count"), {"query": "findings=1"}).status_code == 302
