"""Decoding pictures that may be hostile into plain pixels, upright and in sRGB."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.media_types import MediaType

MAX_PIXELS = 89_000_000  # below Pillow's own warning, about 360 MB decoded
_FORMATS = {
    MediaType.JPEG: ("JPEG", "MPO"),
    MediaType.PNG: ("PNG",),
    MediaType.WEBP: ("WEBP",),
}


def open_image(stream: BinaryIO, media_type: MediaType) -> Image.Image:
    """The first picture of the file, not yet decoded where the format allows. Raises `EvidenceRejected`."""
    stream.seek(0)
    try:
        if media_type is MediaType.HEIC:
            image: Image.Image = pillow_heif.HeifImageFile(stream)
        else:
            image = Image.open(stream, formats=_FORMATS[media_type])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders of hostile files raise anything
        raise EvidenceRejected("broken") from error
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    return image


def decode(image: Image.Image, *, longest_side: int | None = None) -> Image.Image:
    """A new image with the pixels alone: upright, sRGB (RGB, RGBA or grey), no metadata of any kind."""
    try:
        if longest_side:
            image.draft("RGB", (longest_side, longest_side))
        image.load()
        pixels = _to_srgb(_upright(image))
        if longest_side and max(pixels.size) > longest_side:
            pixels.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    except Exception as error:  # decoders of hostile files raise anything
        raise EvidenceRejected("broken") from error
    return Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # damaged EXIF of a good picture
        return image


def _too_many_pixels() -> EvidenceRejected:
    return EvidenceRejected("too_many_pixels", limit=MAX_PIXELS // 1_000_000)


def _to_srgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            return _through_profile(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be read says nothing: the pixels are taken for sRGB
    return image if image.mode in {"RGB", "RGBA", "L"} else image.convert(_plain_mode(image.mode))


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    target = ImageCms.createProfile("sRGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
    if converted is None:
        raise ValueError("the conversion gave nothing")
    return converted


def _plain_mode(mode: str) -> str:
    if mode in {"LA", "PA", "La", "RGBa"}:
        return "RGBA"
    return "L" if mode in {"1", "I", "F"} else "RGB"
