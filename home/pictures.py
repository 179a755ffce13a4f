"""Taking from an uploaded picture everything but its pixels."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image

from monitoring.evidence.images import decode, open_image
from monitoring.evidence.media_types import MediaType

LONGEST_SIDE = 3000
_KINDS: dict[str, tuple[MediaType, str, dict[str, Any]]] = {
    "JPEG": (MediaType.JPEG, "JPEG", {"quality": 90, "progressive": True}),
    "MPO": (MediaType.JPEG, "JPEG", {"quality": 90, "progressive": True}),
    "PNG": (MediaType.PNG, "PNG", {}),
    "WEBP": (MediaType.WEBP, "WEBP", {"quality": 90}),
}
_FORMATS = ("JPEG", "PNG", "WEBP")  # several pictures in one JPEG are opened as MPO


def without_metadata(file: File) -> ContentFile:
    """The picture drawn anew: upright, sRGB, at most LONGEST_SIDE pixels. Raises EvidenceRejected when broken."""
    file.seek(0)
    source = BytesIO(file.read())
    kind, image_format, options = _KINDS[Image.open(source, formats=_FORMATS).format or ""]
    pixels = decode(open_image(source, kind), longest_side=LONGEST_SIDE)
    stream = BytesIO()
    pixels.save(stream, format=image_format, **options)
    return ContentFile(stream.getvalue(), name=PurePath(file.name or "").with_suffix(f".{kind.extension}").name)
