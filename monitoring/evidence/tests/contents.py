from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pikepdf

from monitoring.evidence.media_types import Family, MediaType
from monitoring.evidence.tests.files import NEEDLES


def everything_in(path: Path, media_type: MediaType) -> bytes:
    """All bytes of a file, with what is packed inside it unpacked as well."""
    data = path.read_bytes()
    if media_type.family is Family.DOCUMENT:
        with ZipFile(path) as archive:
            data += b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    if media_type is MediaType.PDF:
        with pikepdf.open(path) as pdf:
            for item in pdf.objects:
                data += item.unparse()
                if isinstance(item, pikepdf.Stream):
                    data += item.read_raw_bytes()
                    if "/DCTDecode" not in str(item.get("/Filter", "")):
                        data += item.read_bytes()
    return data


def planted_in(data: bytes) -> list[str]:
    """The planted words found, in any of the encodings in which formats keep text."""
    return [
        f"{needle} ({encoding})"
        for needle in NEEDLES
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if needle.encode(encoding) in data
    ]
