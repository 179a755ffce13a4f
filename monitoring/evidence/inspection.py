"""Whether a file of an accepted type really opens, before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import pikepdf

from monitoring.evidence.archives import open_archive
from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.images import decode, open_image
from monitoring.evidence.media_types import Family, MediaType

_TRIAL_SIDE = 512
# Above this only JPEG, which decodes at reduced size, is tried while the sender waits: see `derivative` for the rest.
_TRIAL_PIXELS = 25_000_000


def inspect(stream: BinaryIO, media_type: MediaType) -> None:
    """Raises `EvidenceRejected` for what is locked, damaged or dangerous to open."""
    if check := _CHECKS.get(media_type.family):
        stream.seek(0)
        check(stream, media_type)


def _check_image(stream: BinaryIO, media_type: MediaType) -> None:
    image = open_image(stream, media_type)
    if media_type is MediaType.JPEG or image.width * image.height <= _TRIAL_PIXELS:
        decode(image, longest_side=_TRIAL_SIDE)


def _check_pdf(stream: BinaryIO, media_type: MediaType) -> None:
    try:
        with pikepdf.open(stream) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise EvidenceRejected("password") from error
    except Exception as error:  # hostile files find errors of every kind in the parser
        raise EvidenceRejected("broken") from error
    if not pages:
        raise EvidenceRejected("broken")


def _check_document(stream: BinaryIO, media_type: MediaType) -> None:
    with open_archive(stream) as archive:
        try:
            damaged = archive.testzip()
        except Exception as error:  # zlib, lzma and bz2 each have an error of their own
            raise EvidenceRejected("broken") from error
    if damaged:
        raise EvidenceRejected("broken")


# Sound and video have been walked through to tell what they are: see `sniffing`.
_CHECKS: dict[Family, Callable[[BinaryIO, MediaType], None]] = {
    Family.IMAGE: _check_image,
    Family.PDF: _check_pdf,
    Family.DOCUMENT: _check_document,
}
