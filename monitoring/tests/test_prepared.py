import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from monitoring.models import Case
from monitoring.models.prepared import Question, can_prepare
from monitoring.tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def ask(question, **replaced):
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        question.execute(cursor, **replaced)
        rows = cursor.fetchall()
    return rows, [query["sql"] for query in asked]


@pytest.fixture(params=[False, True], ids=["own connection", "pool"])
def pooled(request, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", request.param)
    return request.param


def test_other_keys_get_other_rows(pooled):
    question = Question("SELECT %s, %s, '100%%' WHERE 1 < %s", [-1, "it's 5%", -1])
    for given in (2, 3, 1):
        rows, asked = ask(question, wanted=-1, given=given)
        assert rows == ([(given, "it's 5%", "100%")] if given > 1 else [])
        assert len(asked) == 1


def test_what_is_asked_alike_each_time_needs_no_key(pooled):
    question = Question("SELECT %s", [-1])
    assert [ask(question)[0] for _time in range(2)] == [[(-1,)], [(-1,)]]


@pytest.mark.postgres
def test_a_question_is_prepared_unless_the_connection_is_of_a_pool(pooled):
    _rows, [sql] = ask(Question("SELECT 1 WHERE 1 = %s", [-1]), wanted=-1, given=1)
    assert sql.startswith("EXECUTE") is can_prepare(connection) is not pooled


def test_a_record_reads_alike_either_way(pooled):
    case = CaseFactory(title="Разрез", published=True)
    for _time in range(2):
        assert Case.objects.filter(pk=case.pk).record().title == "Разрез"


def test_what_was_prepared_outlives_a_transaction_taken_back(pooled):
    question = Question("SELECT %s + 0", [-1])
    with transaction.atomic():
        ask(question, wanted=-1, given=1)
        transaction.set_rollback(True)
    assert ask(question, wanted=-1, given=4)[0] == [(4,)]
