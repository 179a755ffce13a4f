from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name

from monitoring.evidence.cleaning.embedded import clean_jpeg, clean_jpeg2000
from monitoring.evidence.errors import DerivativeFailed

_UNPACKED_LIMIT = 64 << 20
_CLEANERS = {"/DCTDecode": clean_jpeg, "/DCT": clean_jpeg, "/JPXDecode": clean_jpeg2000}
_FLATE = frozenset({"/FlateDecode", "/Fl"})


def picture_filters(stream: Any) -> list[str]:
    """Names of the stream's filters when the last is JPEG or JPEG 2000, else nothing."""
    value = stream.get("/Filter")
    filters = [str(name) for name in value] if isinstance(value, Array) else [str(value)] if value else []
    return filters if filters and filters[-1] in _CLEANERS else []


def picture_data(stream: Any) -> bytes:
    """The JPEG or JPEG 2000 file in the stream; `DerivativeFailed` for wrappings not safely undone."""
    filters = picture_filters(stream)
    raw: bytes = stream.read_raw_bytes()
    if len(filters) == 1:
        return raw
    if len(filters) > 2 or filters[0] not in _FLATE:
        raise DerivativeFailed(f"a picture wrapped in {filters}")
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(raw, _UNPACKED_LIMIT)
    if unpacker.unconsumed_tail:
        raise DerivativeFailed("a picture that unpacks to too much")
    return data


def clean_image_stream(stream: Any) -> None:
    """Strip EXIF, XMP and comments from a picture stream; leave every other stream alone."""
    filters = picture_filters(stream)
    if not filters:
        return
    data = picture_data(stream)
    if data.startswith(b"\xff\x4f\xff\x51"):  # a bare JPEG 2000 code stream has no boxes to hold metadata
        return
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[len(parameters) - 1] if len(parameters) else None
    stream.write(
        _CLEANERS[filters[-1]](data),
        filter=Name(filters[-1]),
        decode_parms=parameters if isinstance(parameters, pikepdf.Dictionary) else None,
    )
