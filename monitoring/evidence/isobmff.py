"""Boxes of the ISO base media file format (ISO/IEC 14496-12): MP4 and M4A."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_BOXES = 100_000
HANDLERS_KEPT = frozenset({b"vide", b"soun"})


class BoxError(ValueError):
    """The boxes do not add up."""


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    start: int
    payload: int
    end: int  # exclusive

    @property
    def size(self) -> int:
        return self.end - self.payload


def read_boxes(stream: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes lying between two offsets, in order. Raises `BoxError` on one that overruns."""
    for _number in range(MAX_BOXES):
        if start >= end:
            return
        header = read_exactly(stream, start, 8)
        size, kind = struct.unpack(">I4s", header)
        payload = start + 8
        if size == 1:
            size = struct.unpack(">Q", read_exactly(stream, payload, 8))[0]
            payload += 8
        elif size == 0:
            size = end - start
        if size < payload - start or start + size > end:
            raise BoxError(f"box {kind!r} at {start} overruns its parent")
        yield Box(kind, start, payload, start + size)
        start += size
    raise BoxError("too many boxes")


def read_exactly(stream: BinaryIO, offset: int, length: int) -> bytes:
    stream.seek(offset)
    data = stream.read(length)
    if len(data) != length:
        raise BoxError(f"the file ends before offset {offset + length}")
    return data


def children(stream: BinaryIO, parent: Box) -> list[Box]:
    return list(read_boxes(stream, parent.payload, parent.end))


def find(stream: BinaryIO, parent: Box, *path: bytes) -> Box | None:
    """The first box at this path below the parent."""
    for kind in path:
        found = next((box for box in children(stream, parent) if box.kind == kind), None)
        if found is None:
            return None
        parent = found
    return parent


def file_size(stream: BinaryIO) -> int:
    return stream.seek(0, 2)


def read_movie(stream: BinaryIO) -> Box:
    """The `moov` box; `BoxError` without one."""
    for box in read_boxes(stream, 0, file_size(stream)):
        if box.kind == b"moov":
            return box
    raise BoxError("no moov box")


def handler_type(stream: BinaryIO, track: Box) -> bytes:
    """What a track holds: `vide`, `soun`, `meta`…; empty when it does not say."""
    handler = find(stream, track, b"mdia", b"hdlr")
    return read_exactly(stream, handler.payload + 8, 4) if handler and handler.size >= 12 else b""


def tracks(stream: BinaryIO) -> list[tuple[bytes, Box]]:
    movie = read_movie(stream)
    return [(handler_type(stream, box), box) for box in children(stream, movie) if box.kind == b"trak"]


def duration(stream: BinaryIO) -> float | None:
    """Seconds, from the movie header; None when it does not say (fragmented files)."""
    header = find(stream, read_movie(stream), b"mvhd")
    if header is None:
        return None
    long_form = read_exactly(stream, header.payload, 1) == b"\x01"
    fields = read_exactly(stream, header.payload + (20 if long_form else 12), 12 if long_form else 8)
    timescale, length = struct.unpack(">IQ" if long_form else ">II", fields)
    return length / timescale if timescale and length else None


def dimensions(stream: BinaryIO) -> tuple[int, int] | None:
    """Width and height in pixels of the first picture track, as coded (before rotation)."""
    for handler, track in tracks(stream):
        header = find(stream, track, b"tkhd")
        if handler == b"vide" and header is not None:
            width, height = struct.unpack(">II", read_exactly(stream, header.end - 8, 8))
            return width >> 16, height >> 16
    return None
