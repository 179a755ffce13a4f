"""Where in the file the samples of a track lie (ISO/IEC 14496-12, sections 8.7.3 to 8.7.5)."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from monitoring.evidence.isobmff import Box, BoxError, find, read_exactly


def sample_ranges(stream: BinaryIO, track: Box) -> list[tuple[int, int]]:
    """The chunks of the track as (start, end), end exclusive. Raises `BoxError` on tables that disagree."""
    table = find(stream, track, b"mdia", b"minf", b"stbl")
    if table is None:
        raise BoxError("a track without a sample table")
    offsets = _chunk_offsets(stream, table)
    per_chunk = _samples_per_chunk(stream, table, len(offsets))
    sizes = _Sizes(stream, table)
    ranges = []
    first = 0
    for offset, count in zip(offsets, per_chunk, strict=True):
        ranges.append((offset, offset + sizes.total(first, first + count)))
        first += count
    return ranges


def _numbers(stream: BinaryIO, offset: int, count: int, limit: int, *, long_form: bool = False) -> array[int]:
    width = 8 if long_form else 4
    if offset + count * width > limit:
        raise BoxError("a table longer than its box")
    numbers = array("Q" if long_form else "I")
    numbers.frombytes(read_exactly(stream, offset, count * width))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _chunk_offsets(stream: BinaryIO, table: Box) -> array[int]:
    if box := find(stream, table, b"stco"):
        return _numbers(stream, box.payload + 8, _count(stream, box), box.end)
    if box := find(stream, table, b"co64"):
        return _numbers(stream, box.payload + 8, _count(stream, box), box.end, long_form=True)
    raise BoxError("a track without chunk offsets")


def _count(stream: BinaryIO, box: Box) -> int:
    return int(struct.unpack(">I", read_exactly(stream, box.payload + 4, 4))[0])


def _samples_per_chunk(stream: BinaryIO, table: Box, chunks: int) -> Iterator[int]:
    box = find(stream, table, b"stsc")
    if box is None:
        raise BoxError("a track without a sample-to-chunk table")
    entries = _numbers(stream, box.payload + 8, _count(stream, box) * 3, box.end)
    firsts = [*entries[0::3], chunks + 1]
    if chunks and (len(firsts) == 1 or firsts[0] != 1 or firsts != sorted(firsts)):
        raise BoxError("a sample-to-chunk table out of order")
    for index, samples in enumerate(entries[1::3]):
        for _chunk in range(firsts[index], firsts[index + 1]):
            yield samples


class _Sizes:
    """Sizes of the samples by number, from zero."""

    def __init__(self, stream: BinaryIO, table: Box) -> None:
        box = find(stream, table, b"stsz")
        if box is None:
            raise BoxError("a track without sample sizes")
        self.constant, self.count = struct.unpack(">II", read_exactly(stream, box.payload + 4, 8))
        self.sizes = array("I") if self.constant else _numbers(stream, box.payload + 12, self.count, box.end)

    def total(self, first: int, last: int) -> int:
        if last > self.count:
            raise BoxError("a chunk with samples of no size")
        return (last - first) * self.constant if self.constant else sum(self.sizes[first:last])
