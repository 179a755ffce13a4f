import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from monitoring.importing.errors import FileRefused
from monitoring.importing.reading.encoding import decode
from monitoring.importing.reading.table import MAX_BYTES, Table, heading_of, rows_under

DELIMITERS = ";,\t"


def read_csv(stream: BinaryIO) -> Table:
    text, encoding = decode(stream.read(MAX_BYTES + 1))
    delimiter = delimiter_of(text)
    records = _records(text, delimiter)
    first = next(records, [])
    if first and first[0].casefold().startswith("sep="):
        first = next(records, [])
    heading = heading_of(first)
    return Table("CSV", heading, rows_under(heading, records), encoding, delimiter)


def delimiter_of(text: str) -> str:
    """Excel's own `sep=` line if there is one, else what divides the heading into most columns."""
    first = text.split("\n", 1)[0].strip()
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[4]
    return max(DELIMITERS, key=lambda delimiter: len(next(_records(text, delimiter), [])))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise FileRefused(
            _("Line %(line)s cannot be read: a cell is too long or a quotation mark is not closed.")
            % {"line": reader.line_num}
        ) from error
