"""Frames of MPEG audio layer III (ISO/IEC 11172-3 and 13818-3)."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

Data = bytes | mmap.mmap

_BITRATES = {  # kbit/s by index; MPEG 1, then MPEG 2 and 2.5
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_RESYNC_LIMIT = 1 << 20
_RUN = 8


@dataclass(frozen=True, slots=True)
class Frame:
    offset: int
    length: int
    sample_rate: int
    samples: int

    @property
    def end(self) -> int:
        return self.offset + self.length

    @property
    def seconds(self) -> float:
        return self.samples / self.sample_rate


def parse_header(data: Data, offset: int) -> Frame | None:
    """The layer III frame that begins at the offset, or None. The frame may run past the end of data."""
    header = data[offset : offset + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return None
    version = header[1] >> 3 & 3
    bitrate_index, rate_index, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version == 1 or bitrate_index in {0, 15} or rate_index == 3:
        return None
    first_version = version == 3
    rate = _SAMPLE_RATES[version][rate_index]
    bits = _BITRATES[first_version][bitrate_index] * 1000
    samples = 1152 if first_version else 576
    return Frame(offset, samples // 8 * bits // rate + padding, rate, samples)


def tag_length(data: Data, offset: int = 0) -> int:
    """Length of the ID3v2 tag at the offset, 0 without one (id3.org, ID3v2.4 §3.1)."""
    header = data[offset : offset + 10]
    if len(header) < 10 or header[:3] != b"ID3" or any(byte & 0x80 for byte in header[6:10]):
        return 0
    size = 0
    for byte in header[6:10]:
        size = size << 7 | byte
    return 10 + size + (10 if header[5] & 0x10 else 0)


def _next_frame(data: Data, offset: int) -> Frame | None:
    """The first frame at or after the offset that another frame, or the end, follows."""
    limit = min(len(data), offset + _RESYNC_LIMIT)
    while (offset := data.find(b"\xff", offset, limit)) >= 0:
        frame = parse_header(data, offset)
        if frame is not None and frame.end <= len(data):
            following = parse_header(data, frame.end)
            if frame.end == len(data) or (following and following.sample_rate == frame.sample_rate):
                return frame
        offset += 1
    return None


def frames(data: Data) -> Iterator[Frame]:
    """All whole frames, leaving out tags and whatever else lies before, between and after them."""
    offset = 0
    while offset < len(data):
        if skipped := tag_length(data, offset):
            offset += skipped
            continue
        frame = parse_header(data, offset)
        if frame is None or frame.end > len(data):
            frame = _next_frame(data, offset)
        if frame is None:
            return
        yield frame
        offset = frame.end


def is_layer_three(data: Data) -> bool:
    """Whether frames follow each other: two from the very start, or so many that it cannot be chance."""
    run = list(islice(frames(data), _RUN))
    in_a_row = len(run) > 1 and all(one.end == other.offset for one, other in pairwise(run))
    return in_a_row and (len(run) == _RUN or run[0].offset == tag_length(data))
