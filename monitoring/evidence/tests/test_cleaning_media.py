from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import mutagen.mp3
import mutagen.mp4
import pytest

from monitoring.evidence import isobmff, mpeg_audio
from monitoring.evidence.derivative import make_derivative
from monitoring.evidence.errors import DerivativeFailed
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests import files

Clean = Callable[[bytes, MediaType], Path]


def test_sound_frames_stay(clean: Clean, tmp_path: Path) -> None:
    path = clean(files.mp3(tmp_path, frames=40), MediaType.MP3)
    assert path.read_bytes() == files.MP3_FRAME * 40
    heard = mutagen.mp3.MP3(path)
    assert heard.tags is None
    assert heard.info.length == pytest.approx(40 * 1152 / 44100, abs=0.02)


def test_rubbish_between_frames_is_skipped() -> None:
    data = files.MP3_FRAME * 3 + files.NAME.encode() * 5 + files.MP3_FRAME * 2
    assert [frame.length for frame in mpeg_audio.frames(data)] == [417] * 5


def test_single_frame_header_is_no_sound() -> None:
    assert not mpeg_audio.is_layer_three(b"\xff\xfb\x90\x00" + bytes(2000))
    assert mpeg_audio.is_layer_three(files.MP3_FRAME * 2)
    assert not mpeg_audio.is_layer_three(b"MZ" + bytes(9) + files.MP3_FRAME * 2 + bytes(99))
    assert mpeg_audio.is_layer_three(bytes(99) + files.MP3_FRAME * 8)


@pytest.mark.parametrize(
    ("header", "length", "samples"),
    [
        (b"\xff\xfb\x90\x00", 417, 1152),  # MPEG 1, 128 kbit/s, 44.1 kHz
        (b"\xff\xfb\x92\x00", 418, 1152),  # the same, padded
        (b"\xff\xf3\x80\x00", 208, 576),  # MPEG 2, 64 kbit/s, 22.05 kHz
        (b"\xff\xe3\x40\x00", 208, 576),  # MPEG 2.5, 32 kbit/s, 11.025 kHz
        (b"\xff\xfa\x90\x00", 417, 1152),  # with a checksum
    ],
)
def test_frame_lengths(header: bytes, length: int, samples: int) -> None:
    frame = mpeg_audio.parse_header(header, 0)
    assert frame is not None
    assert (frame.length, frame.samples) == (length, samples)


@pytest.mark.parametrize(
    "header", [b"\xff\xfd\x90\x00", b"\xff\xf1\x50\x80", b"\xff\xfb\xf0\x00", b"\xff\xfb\x9c\x00", b"\xff"]
)
def test_not_a_layer_three_frame(header: bytes) -> None:
    assert mpeg_audio.parse_header(header, 0) is None


def test_samples_stay_where_they_were(clean: Clean) -> None:
    original = files.mp4()
    copy = clean(original, MediaType.MP4).read_bytes()
    assert len(copy) == len(original)
    for samples in (files.VIDEO_SAMPLES, files.SOUND_SAMPLES):
        assert copy.index(samples) == original.index(samples)


def test_movie_still_reads(clean: Clean) -> None:
    path = clean(files.mp4(), MediaType.MP4)
    with path.open("rb") as stream:
        assert [handler for handler, _track in isobmff.tracks(stream)] == [b"vide", b"soun"]
        assert isobmff.duration(stream) == 2.0
        assert isobmff.dimensions(stream) == (640, 360)


def test_fragments_with_sound_and_picture_only_are_kept(clean: Clean) -> None:
    run = files.box(b"moof", files.box(b"mfhd", bytes(8))) + files.box(b"mdat", b"FRAGMENT")
    data = files.mp4(extra=run).replace(b"meta" + bytes(12), b"soun" + bytes(12))
    assert b"FRAGMENT" in clean(data, MediaType.MP4).read_bytes()


def test_fragments_with_another_track_fail_closed(tmp_path: Path) -> None:
    source = tmp_path / "original"
    source.write_bytes(files.mp4(extra=files.box(b"moof", files.box(b"mfhd", bytes(8)))))
    with pytest.raises(DerivativeFailed, match="fragmented"):
        make_derivative(source, MediaType.MP4, tmp_path / "copy")


def test_tables_that_lie_fail_closed(tmp_path: Path) -> None:
    source = tmp_path / "original"
    data = files.mp4().replace(b"stsz" + bytes(8), b"stsz" + bytes(4) + bytes(4), 1)
    at = data.index(b"stsz") + 12
    source.write_bytes(data[:at] + struct.pack(">I", 0xFFFFFFFF) + data[at + 4 :])
    with pytest.raises(DerivativeFailed):
        make_derivative(source, MediaType.MP4, tmp_path / "copy")


def test_box_that_overruns() -> None:
    data = files.box(b"moov", struct.pack(">I4s", 500, b"mvhd"))
    movie = isobmff.read_movie(BytesIO(data))
    with pytest.raises(isobmff.BoxError):
        isobmff.children(BytesIO(data), movie)


def test_long_and_open_ended_boxes() -> None:
    data = struct.pack(">I4sQ", 1, b"free", 20) + bytes(4) + struct.pack(">I4s", 0, b"mdat") + b"rest"
    found = list(isobmff.read_boxes(BytesIO(data), 0, len(data)))
    assert [(box.kind, box.size) for box in found] == [(b"free", 4), (b"mdat", 4)]
