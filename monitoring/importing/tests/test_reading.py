import datetime as dt
import io
import zipfile

import pytest

from monitoring.importing.errors import FileRefused
from monitoring.importing.reading import read_table, table
from monitoring.importing.tests.files import csv_bytes, jsonl, read, xlsx_bytes

HEADING = ["№", "Название", "Дата"]


@pytest.mark.parametrize(
    ("encoding", "name", "title"),
    [
        ("utf-8", "UTF-8", "Өскемен, құрылыс"),
        ("utf-8-sig", "UTF-8", "Өскемен, құрылыс"),
        ("utf-16", "UTF-16", "Өскемен, құрылыс"),
        ("cp1251", "Windows-1251", "Слушания в Ёлке"),
        ("kz1048", "KZ-1048", "Өскемен құрылысы"),
    ],
)
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_of_excel_in_any_of_its_encodings(encoding, name, title, delimiter):
    found = read(csv_bytes([HEADING, [1, title, "14.03.2026"]], delimiter, encoding))
    assert (found.encoding, found.delimiter, found.columns) == (name, delimiter, tuple(HEADING))
    assert found.rows[0].values == {"№": "1", "Название": title, "Дата": "14.03.2026"}
    assert found.rows[0].number == 2


def test_csv_with_quotes_lines_inside_cells_and_excels_own_line():
    found = read('sep=;\r\n№;Название\r\n1;"Две\nстроки; и ""кавычки"""\r\n;\r\n2;=cmd|calc\r\n'.encode())
    assert [row.values["Название"] for row in found.rows] == ['Две\nстроки; и "кавычки"', "=cmd|calc"]


def test_a_row_longer_than_the_heading_says_so_and_a_shorter_one_is_empty_at_the_end():
    longer, shorter = read(csv_bytes([HEADING, [1, "а", "б", "в"], [2]])).rows
    assert longer.problem
    assert not shorter.problem
    assert shorter.values["Дата"] is None


def test_xlsx_gives_dates_as_dates_and_whole_numbers_as_typed():
    data = xlsx_bytes([HEADING, [12.0, "Слушания", dt.datetime(2026, 3, 14)], [], [3, "=1+1", None]])
    found = read(data, "table.xlsx")
    assert found.format == "XLSX"
    assert found.rows[0].values == {"№": 12, "Название": "Слушания", "Дата": dt.datetime(2026, 3, 14)}
    assert found.rows[1].number == 4


def test_a_line_that_is_no_json_object_is_a_row_with_a_problem():
    first, second, third = read(jsonl({"id": 1}, "{", "[1]"), "a.jsonl").rows
    assert (first.problem, first.number) == ("", 1)
    assert second.problem
    assert third.problem


def archive(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.csv"),
        (b"\x89PNG\0\0", "a.csv"),
        (b"\r\n", "a.csv"),
        ("№,№\r\n1,2".encode(), "a.csv"),
        (b"\xd0\xcf\x11\xe0old excel", "a.xls"),
        (b"not a workbook", "a.xlsx"),
        (archive(file="hello"), "a.xlsx"),
        (archive(bomb="0" * 50_000_000), "a.xlsx"),
        (("№\r\n" + "а" * 200_000).encode(), "a.csv"),
        (",".join(map(str, range(300))).encode(), "a.csv"),
    ],
    ids=["empty", "picture", "no heading", "twice", "xls", "text", "zip", "bomb", "long cell", "many columns"],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, name):
    with pytest.raises(FileRefused) as refusal:
        read_table(io.BytesIO(data), name)
    assert refusal.value.messages[0].endswith(".")


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(table, "MAX_ROWS", 3)
    with pytest.raises(FileRefused):
        read(csv_bytes([["№"], [1], [2], [3], [4]]))
