from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from monitoring.evidence import derivative
from monitoring.evidence.derivative import make_derivative
from monitoring.evidence.errors import DerivativeFailed
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.metadata import leaks
from monitoring.evidence.tests import files
from monitoring.evidence.tests.contents import everything_in, planted_in

MAKERS: dict[MediaType, Callable[[Path], bytes]] = {
    MediaType.PDF: lambda folder: files.pdf(),
    MediaType.DOCX: lambda folder: files.docx_file(),
    MediaType.XLSX: lambda folder: files.xlsx_file(),
    MediaType.JPEG: lambda folder: files.jpeg(),
    MediaType.PNG: lambda folder: files.png(),
    MediaType.WEBP: lambda folder: files.webp(),
    MediaType.HEIC: lambda folder: files.heic(),
    MediaType.MP3: files.mp3,
    MediaType.M4A: lambda folder: files.mp4(brand=b"M4A ", video=False),
    MediaType.MP4: lambda folder: files.mp4(),
}


@pytest.mark.parametrize("media_type", MediaType)
def test_public_copy_tells_nothing(media_type: MediaType, tmp_path: Path) -> None:
    source, target = tmp_path / "original", tmp_path / "copy"
    source.write_bytes(MAKERS[media_type](tmp_path))
    assert planted_in(everything_in(source, media_type)), "the original must hold what the copy must not"
    assert leaks(source, media_type)

    made = make_derivative(source, media_type, target)

    assert made.media_type is media_type.derivative
    assert planted_in(everything_in(target, made.media_type)) == []
    assert leaks(target, made.media_type) == []


@pytest.mark.parametrize("media_type", MediaType)
def test_same_source_gives_same_bytes(media_type: MediaType, tmp_path: Path) -> None:
    source = tmp_path / "original"
    source.write_bytes(MAKERS[media_type](tmp_path))
    first = make_derivative(source, media_type, tmp_path / "one")
    assert make_derivative(source, media_type, tmp_path / "two") == first


@pytest.mark.parametrize("media_type", MediaType)
def test_cleaning_a_clean_copy_succeeds(media_type: MediaType, tmp_path: Path) -> None:
    source = tmp_path / "original"
    source.write_bytes(MAKERS[media_type](tmp_path))
    once = make_derivative(source, media_type, tmp_path / "once")
    twice = make_derivative(tmp_path / "once", once.media_type, tmp_path / "twice")
    assert twice.media_type is once.media_type


@pytest.mark.parametrize("media_type", MediaType)
def test_fails_closed_when_the_copy_still_tells(media_type: MediaType, tmp_path: Path) -> None:
    source, target = tmp_path / "original", tmp_path / "copy"
    source.write_bytes(MAKERS[media_type](tmp_path))

    def copy(source: Path, _media_type: MediaType, target: Path) -> None:
        target.write_bytes(source.read_bytes())

    with mock.patch.object(derivative, "_clean", copy), pytest.raises(DerivativeFailed) as failure:
        make_derivative(source, media_type, target)
    assert failure.value.reasons
    assert not target.exists()


@pytest.mark.parametrize("media_type", MediaType)
def test_fails_closed_on_rubbish(media_type: MediaType, tmp_path: Path) -> None:
    source, target = tmp_path / "original", tmp_path / "copy"
    source.write_bytes(b"\x00rubbish" * 100)
    with pytest.raises(DerivativeFailed):
        make_derivative(source, media_type, target)
    assert not target.exists()
