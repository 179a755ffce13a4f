from __future__ import annotations

import logging
import math
import mmap
import threading
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from monitoring.evidence import isobmff, mpeg_audio
from monitoring.evidence.cleaning.image import save_image
from monitoring.evidence.images import decode, open_image
from monitoring.evidence.media_types import Family, MediaType

PREVIEW_CONTENT_TYPE = MediaType.WEBP.value
WIDTH = 640
MAX_HEIGHT = 1280

logger = logging.getLogger(__name__)

# PDFium may be entered by one thread at a time.
pdfium_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class PreviewInfo:
    """What is known of a public copy: pixels (picture, video), pages (PDF), seconds (sound, video)."""

    has_image: bool = False
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    duration: float | None = None


def make_preview(source: Path, media_type: MediaType, target: Path) -> PreviewInfo:
    """Write a WebP of the picture or first page, at most `WIDTH` × `MAX_HEIGHT`; other kinds have none.

    `source` is the public copy, never the original: a thumbnail would show what the copy leaves out. A copy
    that cannot be drawn gives an empty `PreviewInfo`.
    """
    try:
        return _describe(source, media_type, target)
    except Exception:  # a copy that cannot be drawn can still be read
        logger.warning("No preview of a copy of type %s", media_type.value, exc_info=True)
        target.unlink(missing_ok=True)
        return PreviewInfo()


def _describe(source: Path, media_type: MediaType, target: Path) -> PreviewInfo:
    match media_type.family:
        case Family.IMAGE:
            return _image(source, media_type, target)
        case Family.PDF:
            return _pdf(source, target)
        case Family.AUDIO | Family.VIDEO:
            return _mp3(source) if media_type is MediaType.MP3 else _iso_media(source)
        case _:
            return PreviewInfo()


def _image(source: Path, media_type: MediaType, target: Path) -> PreviewInfo:
    with source.open("rb") as stream:
        image = open_image(stream, media_type)
        width, height = image.size
        pixels = decode(image, longest_side=MAX_HEIGHT)
    _save(pixels, target)
    return PreviewInfo(has_image=True, width=width, height=height)


def _pdf(source: Path, target: Path) -> PreviewInfo:
    with pdfium_lock:
        document = pypdfium2.PdfDocument(source)
        try:
            pages = len(document)
            page = document[0]
            width, height = page.get_size()
            scale = min(WIDTH / max(width, 1), MAX_HEIGHT / max(height, 1))
            pixels = page.render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()
    _save(pixels, target)
    return PreviewInfo(has_image=True, pages=pages)


def _save(pixels: Image.Image, target: Path) -> None:
    pixels.thumbnail((WIDTH, MAX_HEIGHT), Image.Resampling.LANCZOS)
    save_image(pixels, MediaType.WEBP, target, quality=78)


def _mp3(source: Path) -> PreviewInfo:
    with source.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return PreviewInfo(duration=math.fsum(frame.seconds for frame in mpeg_audio.frames(data)))


def _iso_media(source: Path) -> PreviewInfo:
    with source.open("rb") as stream:
        width, height = isobmff.dimensions(stream) or (None, None)
        return PreviewInfo(width=width, height=height, duration=isobmff.duration(stream))
