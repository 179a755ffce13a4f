from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from monitoring.evidence.media_types import MediaType
from monitoring.evidence.preview import MAX_HEIGHT, WIDTH, PreviewInfo, make_preview
from monitoring.evidence.tests import files
from monitoring.evidence.tests.test_derivative import MAKERS

Clean = Callable[[bytes, MediaType], Path]


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        assert image.format == "WEBP"
        return image.size


def test_first_page(clean: Clean, tmp_path: Path) -> None:
    target = tmp_path / "preview.webp"
    info = make_preview(clean(files.pdf(), MediaType.PDF), MediaType.PDF, target)
    assert info == PreviewInfo(has_image=True, pages=1)
    width, height = size_of(target)
    assert width == WIDTH
    assert height == pytest.approx(WIDTH * 4 / 3, abs=2)


def test_page_out_of_all_proportion(tmp_path: Path) -> None:
    source, target = tmp_path / "long.pdf", tmp_path / "preview.webp"
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(3, 14400))
    pdf.save(source)
    make_preview(source, MediaType.PDF, target)
    assert size_of(target)[1] <= MAX_HEIGHT


def test_picture(clean: Clean, tmp_path: Path) -> None:
    target = tmp_path / "preview.webp"
    big = files.picture((2000, 1000))
    info = make_preview(clean(files.png(big), MediaType.PNG), MediaType.PNG, target)
    assert info == PreviewInfo(has_image=True, width=2000, height=1000)
    assert size_of(target) == (WIDTH, WIDTH // 2)


def test_small_picture_is_not_blown_up(clean: Clean, tmp_path: Path) -> None:
    target = tmp_path / "preview.webp"
    make_preview(clean(files.png(), MediaType.PNG), MediaType.PNG, target)
    assert size_of(target) == (120, 80)


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        (MediaType.DOCX, PreviewInfo()),
        (MediaType.XLSX, PreviewInfo()),
        (MediaType.M4A, PreviewInfo(duration=2.0)),
        (MediaType.MP4, PreviewInfo(width=640, height=360, duration=2.0)),
    ],
)
def test_kinds_without_a_picture(clean: Clean, tmp_path: Path, media_type: MediaType, expected: PreviewInfo) -> None:
    target = tmp_path / "preview.webp"
    assert make_preview(clean(MAKERS[media_type](tmp_path), media_type), media_type, target) == expected
    assert not target.exists()


@pytest.mark.parametrize("media_type", [MediaType.PDF, MediaType.JPEG, MediaType.MP4])
def test_copy_that_cannot_be_drawn(tmp_path: Path, media_type: MediaType) -> None:
    source, target = tmp_path / "copy", tmp_path / "preview.webp"
    source.write_bytes(b"rubbish" * 10)
    assert make_preview(source, media_type, target) == PreviewInfo()
    assert not target.exists()


def test_length_of_mp3(clean: Clean, tmp_path: Path) -> None:
    info = make_preview(clean(files.mp3(tmp_path, frames=100), MediaType.MP3), MediaType.MP3, tmp_path / "p")
    assert info.duration == pytest.approx(100 * 1152 / 44100)
