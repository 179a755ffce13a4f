from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from monitoring.evidence.cleaning.office_bulk import MAX_PARSED, put_back, take_out
from monitoring.evidence.cleaning.office_rels import owner_of
from monitoring.evidence.cleaning.paths import hides_a_path, without_paths
from monitoring.evidence.derivative import make_derivative
from monitoring.evidence.errors import DerivativeFailed
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests import files

Clean = Callable[[bytes, MediaType], Path]


def part(path: Path, name: str) -> str:
    with ZipFile(path) as archive:
        return archive.read(name).decode()


def names(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        return archive.namelist()


def test_word_content_stays(clean: Clean) -> None:
    path = clean(files.docx_file(), MediaType.DOCX)
    document = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert files.WORDS in text
    assert len(document.inline_shapes) == 1
    (comment,) = document.comments
    assert comment.text == "Please check the date."
    assert (comment.author, comment.initials, comment.timestamp) == ("Author", None, None)
    tracked = part(path, "word/document.xml")
    assert "A tracked sentence." in tracked
    assert 'w:author="Author"' in tracked
    assert "2026-01-02" not in tracked


def test_word_parts_about_people_are_gone(clean: Clean) -> None:
    path = clean(files.docx_file(), MediaType.DOCX)
    assert not [name for name in names(path) if name.startswith(("docProps", "customXml")) or "people" in name]
    assert "docProps" not in part(path, "[Content_Types].xml")
    assert "docProps" not in part(path, "_rels/.rels")
    settings = part(path, "word/settings.xml")
    assert "rsid" not in settings
    assert "attachedTemplate" not in settings
    assert "attachedTemplate" not in part(path, "word/_rels/settings.xml.rels")


def test_alternative_text_keeps_the_file_name_only(clean: Clean) -> None:
    assert 'descr="hall.jpg"' in part(clean(files.docx_file(), MediaType.DOCX), "word/document.xml")


def test_excel_content_stays(clean: Clean) -> None:
    book = openpyxl.load_workbook(clean(files.xlsx_file(), MediaType.XLSX))
    sheet = book.active
    assert (sheet["A1"].value, sheet["B1"].value) == ("Air quality", 12.5)
    assert sheet["A1"].comment.text == "looks wrong"
    assert sheet["A1"].comment.author == "Author"
    assert len(sheet._images) == 1
    assert sheet["A2"].hyperlink.target == "https://aarhus.kz/notice"
    assert "Planted" not in str(sheet["A3"].hyperlink and sheet["A3"].hyperlink.target)


def test_excel_table_keeps_its_name(clean: Clean) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Place", "Value"])
    book.active.append(["Pavlodar", 1])
    book.active.add_table(Table(displayName="Readings", ref="A1:B2"))
    output = BytesIO()
    book.save(output)
    copy = openpyxl.load_workbook(clean(output.getvalue(), MediaType.XLSX))
    assert list(copy.active.tables) == ["Readings"]


def sheet_of(value: str) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = value, "=1+1"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("Ауа сапасы & <су>", "Ауа сапасы & <су>"), (r"from C:\Users\Planted\a.xlsx", "from a.xlsx")],
)
def test_rows_and_strings_come_back(clean: Clean, value: str, expected: str) -> None:
    sheet = openpyxl.load_workbook(clean(sheet_of(value), MediaType.XLSX)).active
    assert (sheet["A1"].value, sheet["A2"].value) == (expected, "=1+1")


def test_plain_rows_are_not_parsed() -> None:
    rows = b"<row><c><v>1</v></c></row>"
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData><pageSetup/></worksheet>"
    shell, bulk = take_out(sheet, "xl/worksheets/sheet1.xml")
    assert bulk == rows
    assert rows not in shell
    assert put_back(shell, bulk) == sheet


@pytest.mark.parametrize(
    "rows",
    [
        rb"<f>'C:\Users\Planted\[b.xlsx]A'!A1</f>",
        b"<!-- Planted -->",
        b"<f>'file:///x/[b]A'!A1</f>",
        b"<?note Planted?>",
    ],
)
def test_suspect_rows_are_parsed(rows: bytes) -> None:
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    assert take_out(sheet, "xl/worksheets/sheet1.xml") == (sheet, b"")


def test_part_too_large_to_be_looked_through() -> None:
    with pytest.raises(DerivativeFailed, match="too large"):
        take_out(b"<w:document>" + bytes(MAX_PARSED), "word/document.xml")


def test_link_to_another_workbook_keeps_no_path(clean: Clean) -> None:
    relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relationship}" Target="/Users/Planted/b" TargetMode="External"/>'
        "</Relationships>"
    )
    data = files.rezip(files.xlsx_file(), {"xl/externalLinks/_rels/externalLink1.xml.rels": rels.encode()})
    assert 'Target="external.xlsx"' in part(
        clean(data, MediaType.XLSX), "xl/externalLinks/_rels/externalLink1.xml.rels"
    )


def test_people_of_threaded_comments_become_nobody(clean: Clean) -> None:
    people = '<people><person displayName="Aigul Planted" id="{1}" userId="planted@x.kz"/></people>'
    data = files.rezip(files.xlsx_file(), {"xl/persons/person.xml": people.encode()})
    cleaned = part(clean(data, MediaType.XLSX), "xl/persons/person.xml")
    assert 'displayName="Author"' in cleaned
    assert "planted" not in cleaned


def test_embedded_objects_and_signatures_are_left_out(clean: Clean) -> None:
    parts = {
        "word/embeddings/book.xlsx": files.xlsx_file(),
        "word/embeddings/ole.bin": b"Planted",
        "_xmlsignatures/sig1.xml": b"<Signature>Planted</Signature>",
    }
    kept = names(clean(files.rezip(files.docx_file(), parts), MediaType.DOCX))
    assert not set(parts) & set(kept)


def test_picture_of_a_kind_we_cannot_clean_fails_closed(tmp_path: Path) -> None:
    source = tmp_path / "original"
    source.write_bytes(files.rezip(files.docx_file(), {"word/media/odd.png": b"not a picture" * 9}))
    with pytest.raises(DerivativeFailed, match=r"odd\.png"):
        make_derivative(source, MediaType.DOCX, tmp_path / "copy")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"C:\Users\Aigul\Pictures\hall.jpg", "hall.jpg"),
        ("file:///C:/Users/Aigul/a.docx", "a.docx"),
        (r"D:\Documents and Settings\Aigul\a.doc", "a.doc"),
        ("/Users/aigul/Desktop/a.png", "a.png"),
        ("/home/aigul/a.png", "a.png"),
        (r"D:\Документы\Айгуль С\акт.docx", "акт.docx"),
        (r"\\SERVER-1\common\Aigul\a.docx", "a.docx"),
        (r"see C:\Users\Айгуль\a.docx, page 2", "see a.docx, page 2"),
        ("https://aarhus.kz/home/aigul", "https://aarhus.kz/home/aigul"),
        ("https://users/x", "https://users/x"),
        ("at 10:/12", "at 10:/12"),
        ("Photo of the hall", "Photo of the hall"),
        ("and/or the users of water", "and/or the users of water"),
    ],
)
def test_paths(text: str, expected: str) -> None:
    assert without_paths(text) == expected
    assert hides_a_path(text) is (text != expected)


@pytest.mark.parametrize(
    ("file", "owner"),
    [
        ("_rels/.rels", ""),
        ("word/_rels/document.xml.rels", "word/document.xml"),
        ("xl/a/_rels/b.xml.rels", "xl/a/b.xml"),
    ],
)
def test_owner_of_relationships(file: str, owner: str) -> None:
    assert owner_of(file) == owner
