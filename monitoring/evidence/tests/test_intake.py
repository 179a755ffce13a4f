from __future__ import annotations

import hashlib
import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation

from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.images import MAX_PIXELS
from monitoring.evidence.intake import read_upload
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests import files
from monitoring.evidence.tests.test_derivative import MAKERS

EXE = b"MZ\x90\x00" + bytes(2000)


def refusal(data: bytes, name: str = "", **options: int) -> EvidenceRejected:
    with pytest.raises(EvidenceRejected) as caught:
        read_upload(SimpleUploadedFile(name or "file", data), **options)
    return caught.value


@pytest.mark.parametrize("media_type", MediaType)
def test_accepts_by_content(media_type: MediaType, tmp_path: Path) -> None:
    data = MAKERS[media_type](tmp_path)
    upload = SimpleUploadedFile("noname", data)
    intake = read_upload(upload)
    assert intake.media_type is media_type
    assert intake.sha256 == hashlib.sha256(data).hexdigest()
    assert intake.size == len(data)
    assert upload.read() == data, "the file is left at its beginning"


@pytest.mark.parametrize("media_type", MediaType)
def test_accepts_uploads_kept_on_disk(media_type: MediaType, tmp_path: Path) -> None:
    data = MAKERS[media_type](tmp_path)
    with TemporaryUploadedFile("noname", "", len(data), None) as upload:
        upload.write(data)
        assert read_upload(upload).media_type is media_type
        assert upload.read() == data


def test_wrong_ending_over_good_content_is_forgiven() -> None:
    assert read_upload(SimpleUploadedFile("photo.jpg", files.png())).media_type is MediaType.PNG


def test_sound_in_a_video_container_is_sound() -> None:
    assert read_upload(BytesIO(files.mp4(brand=b"mp42", video=False))).media_type is MediaType.M4A


def test_owner_password_alone_does_not_lock_a_pdf() -> None:
    assert read_upload(BytesIO(files.locked_pdf(user=""))).media_type is MediaType.PDF


def test_empty() -> None:
    assert refusal(b"").code == "empty"


def test_limit_is_inclusive() -> None:
    data = files.png()
    assert read_upload(BytesIO(data), limit=len(data)).size == len(data)
    assert refusal(data, limit=len(data) - 1).code == "too_large"


def test_too_large_names_both_sizes_in_the_readers_language() -> None:
    rejected = refusal(files.png() + bytes(3 << 20), limit=2 << 20)
    with translation.override("en"):
        assert [message.replace("\xa0", " ") for message in rejected.messages] == [
            "The file is 3.0 MB; the limit is 2.0 MB. Record a shorter video or split the document."
        ]
    with translation.override("ru"):
        assert "2,0" in rejected.messages[0]


@pytest.mark.parametrize("name", ["contract.pdf", "photo.JPEG", "sheet.xlsx", "talk.mp3"])
def test_program_named_as_something_else(name: str) -> None:
    rejected = refusal(EXE, name)
    assert rejected.code == "mislabelled"
    assert "EXE" in rejected.messages[0]
    assert name.rpartition(".")[2].lower() in rejected.messages[0]


def test_program_with_a_pdf_behind_it() -> None:
    assert refusal(b"MZ" + files.pdf(), "letter.pdf").code == "mislabelled"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (EXE, "setup.exe"),
        (b"<html><script>alert(1)</script>", "page.html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg"),
        (b"GIF89a" + bytes(100), "moving.gif"),
        (files.box(b"ftyp", b"qt  ", bytes(4), b"qt  ") + files.box(b"moov"), "clip.mov"),
        (files.box(b"ftyp", b"avif", bytes(4), b"avif", b"mif1"), "picture.avif"),
        (b"\xff\xf1\x50\x80" * 2000, "sound.aac"),
        (b"plain words", "notes.txt"),
    ],
)
def test_unsupported(data: bytes, name: str) -> None:
    rejected = refusal(data, name)
    assert rejected.code == "unsupported"
    assert "(?)" not in rejected.messages[0]


def test_plain_archive_is_not_a_document() -> None:
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refusal(output.getvalue(), "a.docx").code == "mislabelled"
    assert refusal(output.getvalue(), "a.zip").code == "unsupported"


def test_pdf_with_a_password() -> None:
    assert refusal(files.locked_pdf(), "a.pdf").code == "password"


def test_office_with_a_password() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(ole, "a.docx").code == "password"


def test_macros_by_content_type_and_by_part() -> None:
    plain = files.docx_file()
    macro_type = (b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
    assert refusal(files.rezip(plain, {"[Content_Types].xml": macro_type})).code == "macros"
    assert refusal(files.rezip(plain, {"word/vbaProject.bin": b"x"})).code == "macros"


def test_bomb_by_ratio() -> None:
    bomb = files.rezip(files.docx_file(), {"word/media/image9.bmp": bytes(20 << 20)})
    assert len(bomb) < 1 << 20
    assert refusal(bomb, "a.docx").code == "archive_bomb"


def test_bomb_of_many_parts() -> None:
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for number in range(5001):
            archive.writestr(str(number), b"")
    assert refusal(output.getvalue(), "a.docx").code == "archive_bomb"


def test_bomb_that_declares_little() -> None:
    """A directory that understates what a part holds: reading stops there, and the checksum is wrong."""
    data = bytearray(files.rezip(files.docx_file(), {"word/zz.xml": bytes(9 << 20)}))
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/zz.xml"))
    struct.pack_into("<I", data, entry + 24, 1000)
    assert refusal(bytes(data), "a.docx").code == "broken"


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><Types>&c;</Types>'
    assert refusal(files.rezip(files.docx_file(), {"[Content_Types].xml": bomb})).code == "broken"


def test_too_many_pixels() -> None:
    header = struct.pack(">II5B", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = bytearray(files.png())
    data[16:29] = header
    struct.pack_into(">I", data, 29, zlib.crc32(data[12:29]))
    rejected = refusal(bytes(data), "a.png")
    assert rejected.code == "too_many_pixels"
    assert str(MAX_PIXELS // 1_000_000) in rejected.messages[0]


@pytest.mark.parametrize("media_type", [MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.HEIC, MediaType.DOCX])
def test_cut_short(media_type: MediaType, tmp_path: Path) -> None:
    data = MAKERS[media_type](tmp_path)
    if media_type is MediaType.JPEG:
        data = files.jpeg(exif=b"", comment=b"", xmp=b"").partition(b"MotionPhoto")[0]
    assert refusal(data[: len(data) * 2 // 3], f"a.{media_type.extension}").code == "broken"


def test_video_cut_short() -> None:
    data = files.mp4()
    assert refusal(data[: data.index(b"moov") + 200], "a.mp4").code == "broken"


def test_pdf_header_with_nothing_behind_it() -> None:
    assert refusal(b"%PDF-1.7\n" + b"nothing " * 50, "a.pdf").code == "broken"
