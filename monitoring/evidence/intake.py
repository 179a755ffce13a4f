from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, BinaryIO

from monitoring.evidence.errors import EvidenceRejected, lazy_filesize
from monitoring.evidence.inspection import inspect
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.sniffing import sniff

DEFAULT_LIMIT = 50 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Intake:
    """What is known of a file on arrival; `sha256` is of the bytes as sent, in hexadecimal."""

    sha256: str
    size: int
    media_type: MediaType

    @property
    def extension(self) -> str:
        return self.media_type.extension


def read_upload(file: BinaryIO | Any, *, limit: int = DEFAULT_LIMIT, name: str | None = None) -> Intake:
    """Check and fingerprint an uploaded file (a Django `File` or any seekable stream); rewinds it.

    `limit` is in bytes, inclusive. `name` serves only to word a refusal. Raises `EvidenceRejected`.
    """
    stream: BinaryIO = getattr(file, "file", file)
    sha256, size = _fingerprint(stream, limit)
    media_type = sniff(stream, name=name or str(getattr(file, "name", "") or ""))
    inspect(stream, media_type)
    stream.seek(0)
    return Intake(sha256=sha256, size=size, media_type=media_type)


def _fingerprint(stream: BinaryIO, limit: int) -> tuple[str, int]:
    size = stream.seek(0, 2)
    if size > limit:
        raise EvidenceRejected("too_large", size=lazy_filesize(size), limit=lazy_filesize(limit))
    if not size:
        raise EvidenceRejected("empty")
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest(), size
