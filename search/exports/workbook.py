"""A workbook written as it is read: the libraries for XLSX keep all of it, or a file of it, until the last row.

Sheets: the rows, then what they are. Text is text, never a formula. At most 1,048,575 rows fit into a sheet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from monitoring.zipping import Member, zip_stream
from search.exports.columns import Cell, Column

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK}"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET}"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{SHEET}"/></Types>'
)
ROOT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
PARTS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
)


def workbook(about: dict[str, Any], columns: Sequence[Column], rows: Iterable[list[Cell]]) -> Iterator[bytes]:
    names = (_("Cases"), _("About this file"))
    sheets = "".join(
        f'<sheet name={quoted(name)} sheetId="{place}" r:id="rId{place}"/>' for place, name in enumerate(names, 1)
    )
    book = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'
    table: Iterator[list[Cell]] = islice(rows, MOST_ROWS)
    return zip_stream(
        [
            Member("[Content_Types].xml", [TYPES.encode()]),
            Member("_rels/.rels", [ROOT.encode()]),
            Member("xl/workbook.xml", [book.encode()]),
            Member("xl/_rels/workbook.xml.rels", [PARTS.encode()]),
            Member("xl/worksheets/sheet1.xml", sheet([str(column.title) for column in columns], table)),
            Member("xl/worksheets/sheet2.xml", sheet([names[1]], description(about, columns))),
        ]
    )


def description(about: dict[str, Any], columns: Sequence[Column]) -> Iterator[list[Cell]]:
    yield [about["dc:title"]]
    yield [_("Question"), about["dc:description"]]
    yield [_("Address"), about["dc:source"]]
    yield [_("Date"), about["dc:issued"]]
    yield [_("Licence"), about["dc:license"]]
    yield [about["dc:rights"]]
    yield []
    for column in columns:
        yield [str(column.title), str(column.meaning)]


def sheet(head: list[Cell], rows: Iterable[list[Cell]]) -> Iterator[bytes]:
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{line(head)}'.encode()
    for row in rows:
        yield line(row).encode()
    yield b"</sheetData></worksheet>"


def line(row: list[Cell]) -> str:
    return f"<row>{''.join(map(cell, row))}</row>"


def cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = escape(NOT_XML.sub("", value[:LONGEST_CELL]))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def quoted(text: str) -> str:
    return '"{}"'.format(escape(text, {'"': "&quot;"}))
