"""Opening Office Open XML packages that may be hostile. Nothing is ever unpacked to disk."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.media_types import MediaType

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What a package may unpack to, in bytes; the sizes are those its directory declares.

    A package that declares less than it holds fails its checksum: `zipfile` reads no further than declared.
    """

    entries: int = 5_000
    directory: int = 2 << 20
    total: int = 300 << 20
    xml_part: int = 96 << 20
    ratio: int = 300
    ratio_applies_above: int = 4 << 20


LIMITS = ArchiveLimits()

_MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": MediaType.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": MediaType.XLSX,
}
_EXPECTED_PART = {MediaType.DOCX: "word/document.xml", MediaType.XLSX: "xl/workbook.xml"}


def open_archive(stream: BinaryIO, limits: ArchiveLimits = LIMITS) -> ZipFile:
    """The package, once its directory has shown that reading it is safe. Raises `EvidenceRejected`."""
    if _directory_size(stream) > limits.directory:
        raise EvidenceRejected("archive_bomb")
    try:
        archive = ZipFile(stream)
    except (BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise EvidenceRejected("broken") from error
    infos = archive.infolist()
    if len(infos) > limits.entries or sum(info.file_size for info in infos) > limits.total:
        raise EvidenceRejected("archive_bomb")
    for info in infos:
        _check_entry(info, limits)
    if len({info.filename.casefold() for info in infos}) != len(infos):
        raise EvidenceRejected("broken")
    return archive


def _check_entry(info: ZipInfo, limits: ArchiveLimits) -> None:
    if info.flag_bits & 0x1:
        raise EvidenceRejected("password")
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > limits.ratio_applies_above and ratio > limits.ratio:
        raise EvidenceRejected("archive_bomb")
    if info.filename.endswith((".xml", ".rels")) and info.file_size > limits.xml_part:
        raise EvidenceRejected("archive_bomb")


def _directory_size(stream: BinaryIO) -> int:
    """Size of the central directory, before anything is built from it (APPNOTE 4.3.14–4.3.16)."""
    size = stream.seek(0, 2)
    tail_start = stream.seek(max(0, size - 65_557 - 20))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise EvidenceRejected("broken")
    locator = end - 20
    if locator >= 0 and tail[locator : locator + 4] == b"PK\x06\x07":
        record = struct.unpack_from("<Q", tail, locator + 8)[0]
        if record + 56 > tail_start + locator:
            raise EvidenceRejected("broken")
        stream.seek(record + 40)
        return int(struct.unpack("<Q", stream.read(8))[0])
    return int(struct.unpack_from("<I", tail, end + 12)[0])


def parse_xml(data: bytes) -> etree._Element:
    """The root element; comments and processing instructions are dropped. No entities, no network.

    Raises `EvidenceRejected` ("broken"), also for a document type declaration: Office writes none.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise EvidenceRejected("broken") from error
    if root.getroottree().docinfo.doctype:
        raise EvidenceRejected("broken")
    return root


def office_type(archive: ZipFile) -> MediaType | None:
    """Word document, Excel workbook or (None) another kind of archive. Refuses macros."""
    names = set(archive.namelist())
    if CONTENT_TYPES not in names:
        return None
    types = read_part(archive, CONTENT_TYPES)
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        raise EvidenceRejected("macros")
    for element in parse_xml(types):
        media_type = _MAIN_PARTS.get(element.get("ContentType", ""))
        if media_type and _EXPECTED_PART[media_type] in names:
            return media_type
    return None


def read_part(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise EvidenceRejected("broken") from error
    except Exception as error:  # zlib, lzma and bz2 each have an error of their own
        raise EvidenceRejected("broken") from error
