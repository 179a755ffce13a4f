from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from monitoring.evidence.derivative import make_derivative
from monitoring.evidence.errors import DerivativeFailed
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests import files
from monitoring.evidence.traces.pdf import pdf_leaks

Clean = Callable[[bytes, MediaType], Path]


def render(data: bytes | Path) -> bytes:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[0].render(scale=1).to_pil().convert("RGB").tobytes()
    finally:
        document.close()


def test_page_looks_the_same(clean: Clean) -> None:
    copy = clean(files.pdf(), MediaType.PDF)
    assert len(set(render(copy))) > 2, "a blank page would prove nothing"
    without_note = pikepdf.open(BytesIO(files.pdf()))
    annotations = without_note.pages[0].obj.Annots
    without_note.pages[0].obj.Annots = pikepdf.Array([annotations[1]])
    output = BytesIO()
    without_note.save(output)
    assert render(copy) == render(output.getvalue())


def test_only_the_web_link_stays_of_the_annotations(clean: Clean) -> None:
    with pikepdf.open(clean(files.pdf(), MediaType.PDF)) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        assert str(link.A.URI) == "https://aarhus.kz/"
        assert "/T" not in link


def test_nothing_that_acts_or_hides(clean: Clean) -> None:
    with pikepdf.open(clean(files.pdf(), MediaType.PDF)) as pdf:
        assert not {"/OpenAction", "/AcroForm", "/Metadata", "/AA"} & set(pdf.Root.keys())
        assert "/Info" not in pdf.trailer
        assert len(pdf.attachments) == 0


def test_locked_by_its_owner_only_becomes_open(clean: Clean) -> None:
    with pikepdf.open(clean(files.locked_pdf(user=""), MediaType.PDF)) as pdf:
        assert not pdf.is_encrypted


def test_is_ready_for_reading_by_ranges(clean: Clean) -> None:
    with pikepdf.open(clean(files.pdf(), MediaType.PDF)) as pdf:
        assert pdf.is_linearized


def with_photo(data: bytes, filters: list[pikepdf.Name]) -> bytes:
    pdf = pikepdf.open(BytesIO(files.pdf()))
    photo = pdf.pages[0].obj.Resources.XObject.Photo
    photo.write(data, filter=pikepdf.Array(filters))
    output = BytesIO()
    pdf.save(output)
    return output.getvalue()


def test_photo_packed_twice(clean: Clean) -> None:
    packed = with_photo(zlib.compress(files.jpeg()), [pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    with pikepdf.open(clean(packed, MediaType.PDF)) as pdf:
        photo = pdf.pages[0].obj.Resources.XObject.Photo
        assert b"Planted" not in photo.read_raw_bytes()
        assert pikepdf.PdfImage(photo).as_pil_image().size == (120, 80)


def test_photo_packed_in_a_way_we_do_not_undo(tmp_path: Path) -> None:
    source = tmp_path / "original"
    source.write_bytes(
        with_photo(files.jpeg().hex().encode() + b">", [pikepdf.Name.ASCIIHexDecode, pikepdf.Name.DCTDecode])
    )
    with pytest.raises(DerivativeFailed, match="wrapped"):
        make_derivative(source, MediaType.PDF, tmp_path / "copy")


def test_photo_that_unpacks_to_too_much(tmp_path: Path) -> None:
    source = tmp_path / "original"
    bomb = zlib.compress(files.jpeg() + bytes(70 << 20))
    source.write_bytes(with_photo(bomb, [pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))
    with pytest.raises(DerivativeFailed, match="too much"):
        make_derivative(source, MediaType.PDF, tmp_path / "copy")


def test_leaks_of_the_original_are_named(tmp_path: Path) -> None:
    source = tmp_path / "original"
    source.write_bytes(files.pdf())
    found = " / ".join(pdf_leaks(source))
    for word in (
        "document information",
        "/AcroForm",
        "/Metadata",
        "/PieceInfo",
        "/Thumb",
        "/T of an annotation",
        "EXIF",
    ):
        assert word in found
