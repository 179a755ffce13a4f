"""What a file is, by its content alone."""

from __future__ import annotations

import struct
from pathlib import PurePath
from typing import BinaryIO

import filetype
from django.utils.translation import gettext_lazy as _

from monitoring.evidence import isobmff, mpeg_audio
from monitoring.evidence.archives import office_type, open_archive
from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.media_types import ACCEPTED_EXTENSIONS, MediaType

_HEAD = 64 << 10
_PDF_HEADER_WITHIN = 1024  # as readers allow (ISO 32000-1, annex H, note 13)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_MP4_BRANDS = frozenset(
    {
        b"isom",
        b"iso2",
        b"iso4",
        b"iso5",
        b"iso6",
        b"mp41",
        b"mp42",
        b"avc1",
        b"M4A ",
        b"M4B ",
        b"M4V ",
        b"dash",
    }
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def sniff(stream: BinaryIO, *, name: str = "") -> MediaType:
    """The accepted type of a seekable stream, whatever its name says; the position is not restored.

    A wrong ending over acceptable content (a PNG named .jpg) is forgiven; raises `EvidenceRejected` with
    `mislabelled` when the ending promises an accepted kind and the content is none, else `unsupported`.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    media_type = _by_signature(stream, head)
    if media_type is None:
        raise _refusal(head, name)
    return media_type


def _by_signature(stream: BinaryIO, head: bytes) -> MediaType | None:
    if head.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if head[4:8] == b"ftyp":
        return _iso_media(stream, head)
    if head.startswith(b"PK\x03\x04"):
        with open_archive(stream) as archive:
            return office_type(archive)
    if head.startswith(_OLE) and _contains(stream, _ENCRYPTED_OFFICE):
        raise EvidenceRejected("password")
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN] and not head.startswith((b"MZ", b"\x7fELF", b"<")):
        return MediaType.PDF
    stream.seek(mpeg_audio.tag_length(head))
    return MediaType.MP3 if mpeg_audio.is_layer_three(stream.read(_HEAD)) else None


def _iso_media(stream: BinaryIO, head: bytes) -> MediaType | None:
    size = min(struct.unpack_from(">I", head)[0], len(head))
    major = head[8:12]
    brands = {major, *(head[offset : offset + 4] for offset in range(16, size - 3, 4))}
    if major in _HEIC_BRANDS or (major in {b"mif1", b"msf1"} and brands & _HEIC_BRANDS):
        return MediaType.HEIC
    if major == b"qt  " or not (brands & _MP4_BRANDS or major.startswith(b"3gp")):
        return None
    try:
        handlers = {handler for handler, _track in isobmff.tracks(stream)}
    except isobmff.BoxError as error:
        raise EvidenceRejected("broken") from error
    if b"vide" in handlers:
        return MediaType.MP4
    return MediaType.M4A if b"soun" in handlers else None


def _contains(stream: BinaryIO, needle: bytes) -> bool:
    stream.seek(0)
    kept = b""
    while chunk := stream.read(1 << 20):
        if needle in kept + chunk:
            return True
        kept = chunk[-len(needle) :]
    return False


def _refusal(head: bytes, name: str) -> EvidenceRejected:
    guess = filetype.guess(head)
    found = guess.extension.upper() if guess else _("unknown format")
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension in ACCEPTED_EXTENSIONS:
        return EvidenceRejected("mislabelled", extension=extension, found=found)
    return EvidenceRejected("unsupported", found=found)
