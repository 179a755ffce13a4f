"""Taking from an uploaded picture everything but its pixels."""

from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from PIL import Image

from monitoring.evidence.images import decode, open_image
from monitoring.evidence.media_types import MediaType

LONGEST_SIDE = 3000
_KINDS = {
    "JPEG": (MediaType.JPEG, "JPEG", {"quality": 90, "progressive": True}),
    "MPO": (MediaType.JPEG, "JPEG", {"quality": 90, "progressive": True}),
    "PNG": (MediaType.PNG, "PNG", {}),
    "WEBP": (MediaType.WEBP, "WEBP", {"quality": 90}),
}


def without_metadata(file: File) -> ContentFile:
    """The picture drawn anew: upright, sRGB, at most LONGEST_SIDE pixels. Raises EvidenceRejected when broken."""
    file.seek(0)
    with Image.open(file, formats=tuple(_KINDS)) as image:
        kind, image_format, options = _KINDS[image.format or ""]
    pixels = decode(open_image(file, kind), longest_side=LONGEST_SIDE)
    stream = BytesIO()
    pixels.save(stream, format=image_format, **options)
    return ContentFile(
        stream.getvalue(), name=PurePath(file.name or "").with_suffix(f".{kind.extension}").name
    )
