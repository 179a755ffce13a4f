import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monitoring.tests.factories import BodyFactory, CaseFactory, RegionFactory
from search.exports.columns import COLUMNS, USUAL, chosen
from search.exports.rows import CHUNK, rows
from search.filters import Selection
from search.models import CaseRecord
from search.names import Names

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    almaty = RegionFactory(key="ALA", name_ru="Алматы", name_kk="Алматы қаласы", iso="KZ-75")
    first = CaseFactory(title="=cmd|' /C calc'!A0", published=True)
    second = CaseFactory(title="Карьер, «Северный»", region=almaty, body=BodyFactory(region=almaty), published=True)
    CaseFactory(title="Черновик")
    return first, second


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response, b"".join(response.streaming_content)


def table(content):
    text = content.decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_holds_what_the_list_shows_and_nothing_that_runs(client, cases):
    response, content = read(client, "/ru/cases.csv?columns=reference,title,region")
    found = table(content)
    assert [list(row.values()) for row in found] == [
        [cases[1].reference, "Карьер, «Северный»", "Алматы"],
        [cases[0].reference, "'=cmd|' /C calc'!A0", "Павлодарская область"],
    ]
    assert response["Content-Disposition"].startswith('attachment; filename="aarhus-watch-cases-')
    assert "/ru/cases.csv-metadata.json?columns=reference,title,region" in response["Link"]


def test_filters_words_and_order_are_those_of_the_address(client, cases):
    _, content = read(client, "/kk/cases.csv?region=ALA")
    assert [row["Нөмірі"] if "Нөмірі" in row else next(iter(row.values())) for row in table(content)] == [
        cases[1].reference
    ]
    _, content = read(client, "/ru/cases.jsonl?q=карьеры&sort=title")
    assert [json.loads(line)["reference"] for line in content.decode().splitlines()] == [cases[1].reference]


def test_a_workbook_opens_with_the_rows_and_what_they_are(client, cases):
    _, content = read(client, "/ru/cases.xlsx?columns=reference,title,findings,attachments")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, about = book.worksheets
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [cases[1].reference, "Карьер, «Северный»", 0, False],
        [cases[0].reference, "=cmd|' /C calc'!A0", 0, False],
    ]
    assert sheet["B3"].data_type == "s"
    assert "/ru/cases/" in "".join(str(cell.value) for row in about.iter_rows() for cell in row)


def test_json_says_what_it_is(client, cases):
    _, content = read(client, "/en/cases.json?region=PAV&columns=reference")
    read_back = json.loads(content)
    assert [row["reference"] for row in read_back["rows"]] == [cases[0].reference]
    assert "PAV" in read_back["about"]["dc:source"]
    assert read_back["about"]["dc:license"].startswith("https://creativecommons.org/")
    described = client.get("/en/cases.csv-metadata.json?region=PAV&columns=reference").json()
    assert described["tableSchema"] == read_back["about"]["tableSchema"]


def test_an_empty_answer_is_a_file_without_rows(client, cases):
    for name in ("csv", "json", "jsonl", "xlsx"):
        assert b"KZ-" not in read(client, f"/ru/cases.{name}?q=ничегоподобного")[1]
    assert client.get("/ru/cases.exe").status_code == 404


def test_columns_are_read_in_the_order_asked():
    columns, unknown = chosen(["title", "reference", "nonsense"])
    assert [column.name for column in columns] == ["title", "reference"]
    assert unknown == ["nonsense"]
    assert [column.name for column in chosen([])[0]] == list(USUAL)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_what_is_not_public_stays_inside(client, cases):
    withdrawn = CaseFactory(title="Снятое дело", published=True)
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    every = ",".join(column.name for column in COLUMNS)
    text = read(client, f"/ru/cases.csv?columns={every}")[1].decode()
    assert "Черновик" not in text
    assert "Снятое" not in text


def copies(number):
    record = CaseRecord.objects.values().first()
    del record["case_id"]
    made = CaseFactory.create_batch(number)
    type(made[0]).objects.filter(pk__in=[case.pk for case in made]).update(live=True)
    CaseRecord.objects.bulk_create(
        CaseRecord(**{**record, "reference": f"KZ-PAV-2025-{place:04}"}, case=case) for place, case in enumerate(made)
    )


def test_queries_do_not_grow_with_the_rows(client, cases):
    def queries():
        with CaptureQueriesContext(connection) as found:
            read(client, "/ru/cases.csv")
        return len(found)

    few = queries()
    copies(20)
    assert queries() == few <= 4


def test_rows_are_read_as_they_are_written(cases, monkeypatch):
    copies(60)
    monkeypatch.setattr("search.exports.rows.CHUNK", 5)
    found = rows(Selection.read(QueryDict(""), Names()), chosen([])[0])
    with CaptureQueriesContext(connection) as queries:
        next(found)
        begun = len(queries)
        assert sum(1 for _row in found) == 61
    assert len(queries) > begun
    assert CHUNK >= 1000


def test_a_reader_who_leaves_ends_the_query_without_a_complaint(cases, monkeypatch):
    copies(10)
    monkeypatch.setattr("search.exports.rows.CHUNK", 2)
    complaints = []
    monkeypatch.setattr("sys.unraisablehook", complaints.append)
    found = rows(Selection.read(QueryDict(""), Names()), chosen([])[0])
    next(found)
    found.close()
    assert not complaints
