"""Tables that leave the site as CSV: they open in the right letters, and no cell runs as a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """What is written comes straight back, so that the writer makes one line at a time."""

    def write(self, line: str) -> str:
        return line


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula is marked as text with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def csv_lines(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """With the mark by which Excel knows UTF-8; `rows` are taken one at a time."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([str(cell) for cell in head])
    for row in rows:
        yield writer.writerow([safe_cell("" if cell is None else cell) for cell in row])


def csv_response(name: str, head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """`name` without its ending, in Latin letters."""
    response = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
