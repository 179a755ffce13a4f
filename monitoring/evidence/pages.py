"""The words of a document, page by page: pages of a PDF, sheets of a workbook; a Word document is one page."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
from docx import Document
from PIL import Image

from monitoring.evidence.archives import open_archive, parse_xml, read_part

# About 200 dots an inch of a sheet of A4: what recognition of print needs.
LONGEST_SIDE = 2_400


def docx_text(source: Path) -> str:
    document = Document(str(source))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def xlsx_sheets(source: Path) -> Iterator[str]:
    """A line a row. Hidden sheets, too: whoever opens the file sees them."""
    with source.open("rb") as stream:
        workbook = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            rows = sheet.iter_rows(values_only=True)
            yield "\n".join(" ".join(str(cell) for cell in row if cell is not None) for row in rows)


def pdf_text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def pdf_picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=LONGEST_SIDE / max(*page.get_size(), 1), grayscale=True).to_pil()
    return picture


def refuse_hostile_package(source: Path) -> None:
    """Raise `EvidenceRejected` for what unpacks to too much, and for XML that declares a document type."""
    with source.open("rb") as stream, open_archive(stream) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parse_xml(read_part(archive, name))
