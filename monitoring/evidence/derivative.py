from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from monitoring.evidence.cleaning.image import clean_image
from monitoring.evidence.cleaning.mp3 import clean_mp3
from monitoring.evidence.cleaning.mp4 import clean_mp4
from monitoring.evidence.cleaning.office import clean_office
from monitoring.evidence.cleaning.pdf import clean_pdf
from monitoring.evidence.errors import DerivativeFailed, EvidenceRejected
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.metadata import leaks

_CLEANERS: dict[MediaType, Callable[[Path, Path], None]] = {
    MediaType.PDF: clean_pdf,
    MediaType.DOCX: clean_office,
    MediaType.XLSX: clean_office,
    MediaType.MP3: clean_mp3,
    MediaType.M4A: clean_mp4,
    MediaType.MP4: clean_mp4,
}


@dataclass(frozen=True, slots=True)
class Derivative:
    """The public copy; its type is another than the original's where browsers cannot show that (HEIC)."""

    media_type: MediaType
    sha256: str
    size: int


def make_derivative(source: Path, media_type: MediaType, target: Path) -> Derivative:
    """Write a copy fit for the public: the content without metadata. The same source gives the same bytes.

    Fails closed: the copy is read back, and when it still tells anything, or cannot be made,
    `DerivativeFailed` is raised and nothing is left at the target.
    """
    try:
        _clean(source, media_type, target)
        if found := leaks(target, media_type.derivative):
            raise DerivativeFailed(*found)
    except DerivativeFailed:
        target.unlink(missing_ok=True)
        raise
    except Exception as error:  # hostile files find errors of every kind in the parsers
        target.unlink(missing_ok=True)
        raise DerivativeFailed(f"{type(error).__name__}: {error}") from error
    with target.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return Derivative(media_type.derivative, sha256, target.stat().st_size)


def _clean(source: Path, media_type: MediaType, target: Path) -> None:
    if cleaner := _CLEANERS.get(media_type):
        cleaner(source, target)
        return
    try:
        clean_image(source, media_type, target)
    except EvidenceRejected as error:
        raise DerivativeFailed(f"the picture cannot be decoded: {error.code}") from error
