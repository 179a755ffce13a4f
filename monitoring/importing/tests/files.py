"""Small files to import."""

import io
import json

from openpyxl import Workbook

from monitoring.importing.mapping import get_mapping
from monitoring.importing.reading import read_table
from monitoring.importing.scope import Scope
from monitoring.importing.service import import_table


def hearing(number="h001", **fields):
    """One line of the format of hearings.jsonl."""
    return {
        "id": number,
        "kind": "open_meeting",
        "source_url": "https://example.kz/notice",
        "title": "Расширение угольного разреза",
        "title_lang": "ru",
        "region_iso": "KZ-55",
        "notice_dates": [],
        "documents": [],
        "hearing_at": "2026-03-14T15:00",
        **fields,
    }


def jsonl(*records):
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    return "\n".join(lines).encode()


def csv_bytes(rows, delimiter=",", encoding="utf-8"):
    return "\r\n".join(delimiter.join(map(str, row)) for row in rows).encode(encoding)


def xlsx_bytes(rows):
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def read(data, name="file.csv"):
    return read_table(io.BytesIO(data), name)


def import_hearings(*records, scope=None, **options):
    table = read(jsonl(*records), "hearings.jsonl")
    return import_table(table=table, mapping=get_mapping("hearings"), scope=scope or Scope(), **options)


def import_rows(data, name="table.csv", scope=None, **options):
    table, mapping = read(data, name), get_mapping("table")
    mapping = mapping.with_sources(mapping.recognise(table.columns))
    return import_table(table=table, mapping=mapping, scope=scope or Scope(), **options)


def told(report, *, errors=True):
    """Row, column and reason of each error (or warning)."""
    return [(row.row, i.column, i.reason) for row, i in report.issues if i.is_error is errors]
