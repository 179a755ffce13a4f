from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from monitoring.evidence.cleaning.embedded import clean_picture
from monitoring.evidence.cleaning.image import LONGEST_SIDE
from monitoring.evidence.errors import DerivativeFailed
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests import files
from monitoring.evidence.traces.pictures import picture_leaks

Clean = Callable[[bytes, MediaType], Path]
RED, BLUE = (255, 0, 0), (0, 0, 255)


def is_near(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel[:3], colour, strict=True))


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (120, 80), "upper left"),
        (3, (120, 80), "lower right"),
        (6, (80, 120), "upper right"),
        (8, (80, 120), "lower left"),
    ],
)
@pytest.mark.parametrize("media_type", [MediaType.JPEG, MediaType.HEIC])
def test_turned_upright(
    clean: Clean, media_type: MediaType, orientation: int, size: tuple[int, int], corner: str
) -> None:
    make = {MediaType.JPEG: files.jpeg, MediaType.HEIC: files.heic}[media_type]
    with Image.open(clean(make(orientation), media_type)) as image:
        assert image.size == size
        width, height = size
        spots = {
            "upper left": (10, 10),
            "upper right": (width - 10, 10),
            "lower left": (10, height - 10),
            "lower right": (width - 10, height - 10),
        }
        blue = [name for name, spot in spots.items() if is_near(image.getpixel(spot), BLUE)]
    assert blue == [corner]


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [(MediaType.JPEG, "JPEG"), (MediaType.PNG, "PNG"), (MediaType.WEBP, "WEBP"), (MediaType.HEIC, "JPEG")],
)
def test_format_and_colours_stay(clean: Clean, media_type: MediaType, expected: str) -> None:
    make = {
        MediaType.JPEG: files.jpeg,
        MediaType.PNG: files.png,
        MediaType.WEBP: files.webp,
        MediaType.HEIC: files.heic,
    }
    with Image.open(clean(make[media_type](), media_type)) as image:
        assert image.format == expected
        assert is_near(image.convert("RGB").getpixel((10, 10)), BLUE)
        assert is_near(image.convert("RGB").getpixel((110, 70)), RED)


def test_large_picture_is_reduced(clean: Clean) -> None:
    output = BytesIO()
    Image.new("RGB", (LONGEST_SIDE + 1000, 500), "red").save(output, "JPEG")
    with Image.open(clean(output.getvalue(), MediaType.JPEG)) as image:
        assert image.width <= LONGEST_SIDE
        assert abs(image.width / image.height - (LONGEST_SIDE + 1000) / 500) < 0.1


def test_profile_is_applied_then_dropped(clean: Clean) -> None:
    """In a profile with red and green swapped, what is written as red is seen as green."""
    output = BytesIO()
    Image.new("RGB", (50, 50), "red").save(output, "PNG", icc_profile=swapped_profile())
    with Image.open(clean(output.getvalue(), MediaType.PNG)) as image:
        assert "icc_profile" not in image.info
        assert is_near(image.getpixel((5, 5)), (0, 255, 0))


def swapped_profile() -> bytes:
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = data.index(b"rXYZ", 128), data.index(b"gXYZ", 128)
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(data)


def test_unreadable_profile_does_not_lose_the_picture(clean: Clean) -> None:
    output = BytesIO()
    files.picture().save(output, "PNG", icc_profile=b"no profile")
    with Image.open(clean(output.getvalue(), MediaType.PNG)) as image:
        assert is_near(image.getpixel((10, 10)), BLUE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_modes_of_png(clean: Clean, mode: str) -> None:
    white_or = 255 if mode == "1" else 200
    image = Image.new("L", (60, 40), white_or).convert(mode)
    if mode == "I;16":
        image = Image.new(mode, (60, 40), white_or * 256)
    output = BytesIO()
    image.save(output, "PNG")
    with Image.open(clean(output.getvalue(), MediaType.PNG)) as copy:
        level = copy.convert("L").getpixel((5, 5))
    assert abs(level - white_or) <= 2


def test_cmyk_jpeg(clean: Clean) -> None:
    output = BytesIO()
    files.picture().convert("CMYK").save(output, "JPEG")
    with Image.open(clean(output.getvalue(), MediaType.JPEG)) as copy:
        assert copy.mode == "RGB"
        assert is_near(copy.getpixel((110, 70)), RED)


def embedded(kind: str) -> bytes:
    if kind == "JPEG":
        return files.jpeg(progressive=True)
    if kind == "PNG":
        return files.png()
    output = BytesIO()
    options = {"comment": files.NAME.encode()} if kind == "GIF" else {"exif": files.exif()}
    files.picture().save(output, kind, **options)
    return output.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "WEBP"])
def test_picture_inside_a_document(kind: str) -> None:
    data = embedded(kind)
    assert b"Planted" in data
    copy = clean_picture(data)
    assert copy is not None
    assert b"Planted" not in copy
    assert picture_leaks(copy) == []
    with Image.open(BytesIO(copy)) as image, Image.open(BytesIO(data)) as original:
        assert image.format == kind
        assert image.size == original.size
        if kind in {"JPEG", "PNG"}:
            assert image.tobytes() == original.tobytes(), "the pixels are not touched"


def test_picture_of_unknown_kind() -> None:
    assert clean_picture(b"unknown" * 20) is None


def test_damaged_jpeg_inside_a_document() -> None:
    with pytest.raises(DerivativeFailed):
        clean_picture(files.jpeg()[:20] + b"\x00" * 50)
