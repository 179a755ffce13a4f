"""Words of documents, read in a process of its own that a hostile file can take down alone."""

from difflib import SequenceMatcher
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from monitoring.evidence.extraction import Extracted, ExtractionFailed, Failure, extract
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests.papers import docx_of, pdf_of, photograph_of, scan_of, scanned_pdf_of, xlsx_of


@pytest.fixture
def read(tmp_path):
    def extracted(content, media_type, **options):
        source = tmp_path / "copy"
        source.write_bytes(content)
        return extract(source, media_type, **options)

    return extracted


def with_part(package, name, content):
    output = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(output, "w", ZIP_DEFLATED) as target:
        for each in source.namelist():
            target.writestr(each, content if each == name else source.read(each))
    return output.getvalue()


def test_a_pdf_is_read_page_by_page(read):
    found = read(pdf_of("Протокол слушаний", "Қоғамдық тыңдау"), MediaType.PDF)
    assert found == Extracted({1: "Протокол слушаний", 2: "Қоғамдық тыңдау"}, unread=False)


def test_a_word_document_is_one_page_with_its_tables(read):
    assert read(docx_of("Протокол", "Выбросы"), MediaType.DOCX).pages == {1: "Протокол\nВыбросы"}


def test_a_workbook_is_read_sheet_by_sheet(read):
    assert read(xlsx_of("Пыль", "Сера"), MediaType.XLSX).pages == {1: "Пыль 12", 2: "Сера 12"}


def test_what_cannot_be_opened_is_unreadable(read):
    with pytest.raises(ExtractionFailed) as failed:
        read(b"%PDF-1.4 and nothing else", MediaType.PDF)
    assert failed.value.failure is Failure.UNREADABLE


@pytest.mark.parametrize(
    "content",
    [b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', b"<x>" + b" " * (8 << 20) + b"</x>"],
    ids=["entities", "bomb"],
)
def test_hostile_packages_are_refused(read, content):
    with pytest.raises(ExtractionFailed) as failed:
        read(with_part(docx_of("Протокол", ""), "word/styles.xml", content), MediaType.DOCX)
    assert failed.value.failure is Failure.UNREADABLE


def test_reading_that_takes_too_long_is_ended(read):
    with pytest.raises(ExtractionFailed) as failed:
        read(pdf_of("Протокол"), MediaType.PDF, seconds=0.01)
    assert failed.value.failure is Failure.TOO_LONG


def test_a_child_that_dies_is_a_failure_and_nothing_more(read, monkeypatch):
    monkeypatch.setattr("monitoring.evidence.extraction.sys.executable", "/bin/false")
    with pytest.raises(ExtractionFailed) as failed:
        read(pdf_of("Протокол"), MediaType.PDF)
    assert failed.value.failure is Failure.CRASHED


def test_a_scan_without_a_program_to_read_it_says_so(read, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert read(scan_of("Протокол"), MediaType.PNG) == Extracted({}, unread=True)
    assert read(pdf_of("Протокол", ""), MediaType.PDF) == Extracted({1: "Протокол"}, unread=True)


def looks_like(read, printed):
    """A letter or two may be taken for another: faint strokes and specks are like that."""
    lines = [line.lower() for line in read.splitlines()]
    return max((SequenceMatcher(None, line, printed.lower()).ratio() for line in lines), default=0) > 0.9


RUSSIAN, KAZAKH = "Протокол общественных слушаний", "Қоғамдық тыңдаулардың хаттамасы"


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("media_type", "papers"),
    [(MediaType.PNG, scan_of), (MediaType.JPEG, photograph_of), (MediaType.PDF, scanned_pdf_of)],
    ids=["scan", "photograph", "scanned page"],
)
def test_print_in_pictures_is_read_in_russian_and_kazakh(read, media_type, papers):
    found = read(papers(RUSSIAN, KAZAKH), media_type)
    assert not found.unread
    assert looks_like(found.pages[1], RUSSIAN)
    assert looks_like(found.pages[1], KAZAKH)
