"""MP4 and M4A without re-encoding: boxes not known to be harmless become blank space of the same size.

Sizes and offsets stay, so the sample tables stay true. Places, times, device names and captions are kept in
`udta`, `meta`, `uuid` and metadata tracks, and in samples no kept track refers to; all of these are blanked.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from monitoring.evidence.cleaning.mp4_samples import sample_ranges
from monitoring.evidence.errors import DerivativeFailed
from monitoring.evidence.isobmff import (
    HANDLERS_KEPT,
    Box,
    BoxError,
    file_size,
    handler_type,
    read_boxes,
    read_exactly,
)

_CONTAINERS = frozenset(
    {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"mvex", b"moof", b"traf", b"mfra"}
)
_LEAVES = frozenset(
    b"ftyp styp sidx mdat mvhd tkhd elst mdhd hdlr vmhd smhd nmhd dref stsd stts ctts cslg stsc stsz "
    b"stz2 stco co64 stss stsh sdtp sbgp sgpd subs padb mehd trex trep leva mfhd tfhd tfdt trun tfra "
    b"mfro".split()
)
_BLANK = b"free"
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_ZEROS = bytes(1 << 20)


@dataclass
class _Plan:
    """What to overwrite in the copy: names of boxes, and stretches to fill with zeros (start, end)."""

    renamed: list[int] = field(default_factory=list)
    zeroed: list[tuple[int, int]] = field(default_factory=list)
    kept_tracks: list[Box] = field(default_factory=list)
    media: list[Box] = field(default_factory=list)
    drops_tracks: bool = False
    is_fragmented: bool = False

    def blank(self, box: Box) -> None:
        self.renamed.append(box.start + 4)
        self.zeroed.append((box.payload, box.end))


def clean_mp4(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as stream:
            plan = _Plan()
            _walk(stream, read_boxes(stream, 0, file_size(stream)), plan)
            _plan_media(stream, plan)
    except (BoxError, struct.error, ValueError) as error:
        raise DerivativeFailed(f"cannot follow the boxes: {error}") from error
    shutil.copyfile(source, target)
    with target.open("r+b") as output:
        for offset in plan.renamed:
            output.seek(offset)
            output.write(_BLANK)
        for start, end in plan.zeroed:
            _write_zeros(output, start, end)


def _walk(stream: BinaryIO, boxes: Iterable[Box], plan: _Plan) -> None:
    for box in boxes:
        if box.kind == b"trak":
            if handler_type(stream, box) not in HANDLERS_KEPT:
                plan.drops_tracks = True
                plan.blank(box)
                continue
            plan.kept_tracks.append(box)
        if box.kind in _CONTAINERS:
            plan.is_fragmented |= box.kind == b"moof"
            _walk(stream, read_boxes(stream, box.payload, box.end), plan)
        elif box.kind == b"mdat":
            plan.media.append(box)
        elif box.kind in _TIMED:
            width = 8 if read_exactly(stream, box.payload, 1) == b"\x01" else 4
            plan.zeroed.append((box.payload + 4, box.payload + 4 + 2 * width))
        elif box.kind == b"hdlr":
            plan.zeroed.append((box.payload + 24, box.end))
        elif box.kind not in _LEAVES:
            plan.blank(box)


def _plan_media(stream: BinaryIO, plan: _Plan) -> None:
    if not plan.kept_tracks:
        raise DerivativeFailed("no picture or sound track")
    if plan.is_fragmented:
        if plan.drops_tracks:
            raise DerivativeFailed("a fragmented file with a track that is neither picture nor sound")
        return
    used = sorted(span for track in plan.kept_tracks for span in sample_ranges(stream, track))
    for media in plan.media:
        plan.zeroed.extend(_gaps(used, media))


def _gaps(used: list[tuple[int, int]], media: Box) -> Iterator[tuple[int, int]]:
    position = media.payload
    for start, end in used:
        if end <= position or start >= media.end:
            continue
        if start > position:
            yield position, start
        position = end
    if position < media.end:
        yield position, media.end


def _write_zeros(output: BinaryIO, start: int, end: int) -> None:
    output.seek(start)
    while start < end:
        start += output.write(_ZEROS[: min(len(_ZEROS), end - start)])
