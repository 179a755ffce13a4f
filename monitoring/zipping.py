"""ZIP archives written as they are read: of any size, in little memory, the same bytes for the same content."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)
BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """`content` is taken piece by piece when its turn comes; what may exceed 2 GiB is said to be `large`.

    `stored`: compressed already.
    """

    name: str
    content: Iterable[bytes]
    stored: bool = False
    large: bool = False


class _Pipe(io.RawIOBase):
    """Hands over what was written to it; it cannot go back, so the archive never tries to."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, block: Any, /) -> int:
        self.blocks.append(bytes(block))
        self.size += len(block)
        return len(block)

    def take(self) -> bytes:
        taken, self.blocks, self.size = b"".join(self.blocks), [], 0
        return taken


def zip_stream(members: Iterable[Member]) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", allowZip64=True) as archive:
        for member in members:
            yield from _written(archive, pipe, member)
    yield pipe.take()


def _written(archive: zipfile.ZipFile, pipe: _Pipe, member: Member) -> Iterator[bytes]:
    entry = zipfile.ZipInfo(member.name, EPOCH)
    entry.compress_type = zipfile.ZIP_STORED if member.stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    with archive.open(entry, "w", force_zip64=member.large) as file:
        for block in member.content:
            file.write(block)
            if pipe.size >= BLOCK:
                yield pipe.take()
