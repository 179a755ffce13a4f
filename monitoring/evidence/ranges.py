"""Single byte ranges (RFC 9110, section 14), of which Django's FileResponse knows none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO

_RANGE = re.compile(r"bytes=\s*(\d{0,19})-(\d{0,19})\s*", re.ASCII | re.IGNORECASE)


class UnsatisfiableRange(ValueError):  # noqa: N818 (the name of the HTTP status)
    """The range lies wholly outside the file: 416."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    start: int
    end: int  # inclusive, as in the header

    @property
    def length(self) -> int:
        return self.end - self.start + 1


def parse_range(header: str, size: int) -> ByteRange | None:
    """The range asked of a file of `size` bytes; None when the header is to be ignored."""
    match = _RANGE.fullmatch(header)
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start > end:
        raise UnsatisfiableRange
    return ByteRange(start, end)


class FileSlice:
    """A file that begins and ends at the range; closing it closes the file."""

    def __init__(self, file: IO[bytes], wanted: ByteRange) -> None:
        file.seek(wanted.start)
        self.file = file
        self.remaining = wanted.length

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(self.remaining if size < 0 else min(size, self.remaining))
        self.remaining -= len(data)
        return data

    def close(self) -> None:
        self.file.close()
