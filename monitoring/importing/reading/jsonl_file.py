import json
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from monitoring.importing.reading.encoding import decode
from monitoring.importing.reading.table import MAX_BYTES, Row, Table, check_count


def read_jsonl(stream: BinaryIO) -> Table:
    """One JSON object a line; a line that is none becomes a row with a problem."""
    text, encoding = decode(stream.read(MAX_BYTES + 1))
    rows: list[Row] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        row = _row(number, line)
        columns.update(dict.fromkeys(row.values))
        rows.append(row)
        check_count(len(rows))
    return Table("JSON Lines", tuple(columns), tuple(rows), encoding)


def _row(number: int, line: str) -> Row:
    try:
        values: Any = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, {}, _("This line is not JSON."))
    if not isinstance(values, dict):
        return Row(number, {}, _("This line is not a JSON object."))
    if not all(name.isprintable() for name in values):
        return Row(number, {}, _("A name in this line holds characters that cannot be stored."))
    return Row(number, values)
