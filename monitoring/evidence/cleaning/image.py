from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from monitoring.evidence.images import decode, open_image
from monitoring.evidence.media_types import MediaType

LONGEST_SIDE = 4096
_SAVE_OPTIONS: dict[MediaType, dict[str, Any]] = {
    MediaType.JPEG: {"format": "JPEG", "quality": 88, "optimize": True, "progressive": True},
    MediaType.PNG: {"format": "PNG", "optimize": False, "compress_level": 6},
    MediaType.WEBP: {"format": "WEBP", "quality": 85, "method": 4},
}


def clean_image(source: Path, media_type: MediaType, target: Path) -> None:
    """Draw the first frame anew from its pixels: upright, sRGB, at most `LONGEST_SIDE` pixels a side."""
    with source.open("rb") as stream:
        pixels = decode(open_image(stream, media_type), longest_side=LONGEST_SIDE)
    save_image(pixels, media_type.derivative, target)


def save_image(pixels: Image.Image, media_type: MediaType, target: Path, **options: Any) -> None:
    if media_type is MediaType.JPEG and pixels.mode == "RGBA":
        pixels = on_white(pixels)
    pixels.save(target, **{**_SAVE_OPTIONS[media_type], **options})


def on_white(pixels: Image.Image) -> Image.Image:
    background = Image.new("RGB", pixels.size, "white")
    background.paste(pixels, mask=pixels.getchannel("A"))
    return background
