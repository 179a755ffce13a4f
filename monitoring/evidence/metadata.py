"""What a file still tells of its author, place and device, read back by other means than it was cleaned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from monitoring.evidence.media_types import MediaType
from monitoring.evidence.traces.media import iso_leaks, mp3_leaks
from monitoring.evidence.traces.office import office_leaks
from monitoring.evidence.traces.pdf import pdf_leaks
from monitoring.evidence.traces.pictures import image_leaks

_READERS: dict[MediaType, Callable[[Path], list[str]]] = {
    MediaType.PDF: pdf_leaks,
    MediaType.DOCX: office_leaks,
    MediaType.XLSX: office_leaks,
    MediaType.JPEG: image_leaks,
    MediaType.PNG: image_leaks,
    MediaType.WEBP: image_leaks,
    MediaType.HEIC: image_leaks,
    MediaType.MP3: mp3_leaks,
    MediaType.M4A: iso_leaks,
    MediaType.MP4: iso_leaks,
}


def leaks(path: Path, media_type: MediaType) -> list[str]:
    """Every trace found, in words for the log; an empty list is a clean file."""
    return _READERS[media_type](path)
