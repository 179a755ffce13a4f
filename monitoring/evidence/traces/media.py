from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from monitoring.evidence import mpeg_audio
from monitoring.evidence.isobmff import HANDLERS_KEPT, Box, file_size, read_boxes, read_exactly, tracks

_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"mvex", b"moof", b"traf"})
_TELLING = frozenset({b"udta", b"meta", b"uuid", b"loci", b"ilst", b"keys", b"XMP_", b"prft", b"emsg", b"gps "})
_BLANKS = frozenset({b"free", b"skip", b"wide"})
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_TAGS = (b"ID3", b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"LYRICS200")


def mp3_leaks(path: Path) -> list[str]:
    data = path.read_bytes()
    position = 0
    for frame in mpeg_audio.frames(data):
        if frame.offset != position:
            return [f"something other than sound at {position}"]
        position = frame.end
    ends = (data[:16], data[-128:][:16], data[-160:])
    found = [f"a tag {tag!r}" for tag in _TAGS if any(end.startswith(tag) for end in ends[:2])]
    found += [f"a tag {tag!r} at the end" for tag in _TAGS[2:] if tag in ends[2]]
    return found if position == len(data) else [*found, "something after the sound"]


def iso_leaks(path: Path) -> list[str]:
    with path.open("rb") as stream:
        found = [leak for box in _all_boxes(stream, 0, file_size(stream)) for leak in _box_leaks(stream, box)]
        found += [f"a track of kind {kind!r}" for kind, _track in tracks(stream) if kind not in HANDLERS_KEPT]
    return found


def _all_boxes(stream: BinaryIO, start: int, end: int) -> Iterator[Box]:
    for box in read_boxes(stream, start, end):
        yield box
        if box.kind in _CONTAINERS:
            yield from _all_boxes(stream, box.payload, box.end)


def _box_leaks(stream: BinaryIO, box: Box) -> list[str]:
    if box.kind in _TELLING or box.kind.startswith(b"\xa9"):
        return [f"a box {box.kind!r}"]
    if box.kind in _BLANKS and any(read_exactly(stream, box.payload, box.size)):
        return [f"a {box.kind!r} box that is not blank"]
    if box.kind in _TIMED:
        width = 16 if read_exactly(stream, box.payload, 1) == b"\x01" else 8
        if any(read_exactly(stream, box.payload + 4, width)):
            return [f"a date in {box.kind!r}"]
    return []
