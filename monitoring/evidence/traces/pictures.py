from __future__ import annotations

# ruff: noqa: SIM905 (a column of forty words hides the code)
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pillow_heif
from PIL import Image, UnidentifiedImageError

_HARMLESS = frozenset(
    "jfif jfif_version jfif_unit jfif_density dpi progressive progression adobe adobe_transform gamma "
    "srgb aspect transparency interlace loop background timestamp duration version extension "
    "compression chromaticity icc_profile default_image blend disposal bbox mpoffset resolution".split()
)
_MARKS = (b"Exif\x00\x00", b"http://ns.adobe.com/xap", b"<x:xmpmeta", b"Photoshop 3.0\x00", b"eXIf", b"EXIF")


def image_leaks(path: Path) -> list[str]:
    with path.open("rb") as stream:
        if pillow_heif.is_supported(stream):  # never a public copy
            return [key for key in ("exif", "xmp", "metadata") if pillow_heif.open_heif(stream).info.get(key)]
        found = stream_leaks(stream)
        if not found:
            stream.seek(0)
            with Image.open(stream) as image:
                found = ["icc_profile"] if image.info.get("icc_profile") else []
    return found


def picture_leaks(data: bytes) -> list[str]:
    """Traces in a picture inside a document; of kinds that cannot be decoded, in the bytes alone."""
    try:
        return stream_leaks(BytesIO(data))
    except (UnidentifiedImageError, OSError, ValueError):
        return _marks(data)


def stream_leaks(stream: BinaryIO) -> list[str]:
    with Image.open(stream) as image:
        found = [f"{key} in the picture" for key in image.info if str(key).lower() not in _HARMLESS]
        if image.format != "TIFF" and image.getexif():
            found.append("EXIF")
        if image.format == "MPO":
            found.append("further pictures in the file")
    stream.seek(0)
    return found + _marks(stream.read(64 << 10))


def _marks(data: bytes) -> list[str]:
    return [f"{mark!r} in the picture" for mark in _MARKS if mark in data[: 64 << 10]]
