from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from monitoring.evidence.archives import office_type, open_archive
from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.media_types import MediaType
from monitoring.importing.errors import FileRefused
from monitoring.importing.reading.table import MAX_COLUMNS, Table, heading_of, rows_under


def read_xlsx(stream: BinaryIO) -> Table:
    """The first sheet; of a formula its last result. Refuses macros, passwords and archive bombs."""
    try:
        with open_archive(stream) as archive:
            if office_type(archive) != MediaType.XLSX:
                raise FileRefused(_("This is not an XLSX workbook."))
    except EvidenceRejected as error:
        raise FileRefused(error.messages) from error
    stream.seek(0)
    try:
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            records = _records(book.worksheets[0])
            heading = heading_of(next(records, ()))
            rows = rows_under(heading, records)
        finally:
            book.close()
    except FileRefused:
        raise
    except Exception as error:  # openpyxl raises whatever its parser or the workbook's own XML provokes
        raise FileRefused(_("The workbook is damaged. Open it, save it again, or save it as CSV.")) from error
    return Table("XLSX", heading, rows)


def _records(sheet: Any) -> Iterator[tuple[Any, ...]]:
    for cells in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1):
        yield tuple(_plain(cell) for cell in cells)


def _plain(cell: Any) -> Any:
    """Excel keeps every number as a float: 12.0 is the 12 that was typed."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
