"""Rows of a file, whatever its form; nothing here knows what they mean."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from monitoring.importing.errors import FileRefused
from monitoring.importing.reading.csv_file import read_csv
from monitoring.importing.reading.jsonl_file import read_jsonl
from monitoring.importing.reading.table import MAX_BYTES, Row, Table
from monitoring.importing.reading.xlsx_file import read_xlsx

__all__ = ["Row", "Table", "read_table"]

JSONL_ENDINGS = (".jsonl", ".ndjson")
XLSX_ENDING = ".xlsx"


def read_table(stream: BinaryIO, name: str) -> Table:
    """Raise FileRefused when nothing can be read; a single unreadable row tells so itself."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if size == 0:
        raise FileRefused(_("The file is empty."))
    if size > MAX_BYTES:
        raise FileRefused(_("The file is larger than %(limit)s MB. Divide it.") % {"limit": MAX_BYTES // (1 << 20)})
    start = stream.read(8)
    stream.seek(0)
    lower = name.casefold()
    if start.startswith(b"PK"):
        return read_xlsx(stream)
    if lower.endswith(XLSX_ENDING) or start.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(_("This is not an XLSX workbook. Save it as “Excel workbook (.xlsx)” or as CSV."))
    if lower.endswith(JSONL_ENDINGS):
        return read_jsonl(stream)
    return read_csv(stream)
