"""Tables that leave the site as CSV: they open in the right letters, and no cell runs as a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
BLOCK = 64 * 1024


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


def in_blocks(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    """The same in pieces worth sending; what comes first is sent at once."""
    waiting, size, limit = [], 0, 1
    for piece in pieces:
        encoded = piece.encode() if isinstance(piece, str) else piece
        waiting.append(encoded)
        size += len(encoded)
        if size >= limit:
            yield b"".join(waiting)
            waiting, size, limit = [], 0, BLOCK
    if waiting:
        yield b"".join(waiting)


def csv_response(name: str, head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """`name` without its ending, in Latin letters."""
    response = StreamingHttpResponse(in_blocks(csv_lines(head, rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
