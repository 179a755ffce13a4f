"""How rows are written: each format is a stream of text or bytes, made as it is read."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from monitoring.spreadsheets import csv_lines
from search.exports.columns import Cell, Column
from search.exports.workbook import workbook

Rows = Iterable[list[Cell]]
About = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    content_type: str
    write: Callable[[About, Sequence[Column], Rows], Iterator[str | bytes]]


def as_csv(about: About, columns: Sequence[Column], rows: Rows) -> Iterator[str]:
    return csv_lines([column.title for column in columns], rows)


def as_json_lines(about: About, columns: Sequence[Column], rows: Rows) -> Iterator[str]:
    """One object a line; its description has an address of its own."""
    names = [column.name for column in columns]
    for row in rows:
        yield dumped(dict(zip(names, row, strict=True))) + "\n"


def as_json(about: About, columns: Sequence[Column], rows: Rows) -> Iterator[str]:
    yield f'{{"about": {dumped(about)}, "rows": ['
    for place, line in enumerate(as_json_lines(about, columns, rows)):
        yield ("\n" if place == 0 else ",\n") + line.rstrip("\n")
    yield "\n]}\n"


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


FORMATS = {
    each.name: each
    for each in (
        Format("csv", "text/csv; charset=utf-8", as_csv),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
        Format("json", "application/json; charset=utf-8", as_json),
        Format("jsonl", "application/x-ndjson; charset=utf-8", as_json_lines),
    )
}
