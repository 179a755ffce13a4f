"""What the tus protocol 1.0 writes into headers: https://tus.io/protocols/resumable-upload."""

import base64
import binascii
import hashlib
import hmac

from django.http import HttpRequest

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration"
ALGORITHMS = ("sha1", "sha256")
PIECE_TYPE = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460
MAX_PIECE = 8 << 20


class HeaderError(ValueError):
    """A header that the protocol does not allow; the text is for who writes the client."""


def number(request: HttpRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise HeaderError(f"{header} must be a number")
    return int(text)


def metadata(request: HttpRequest) -> dict[str, str]:
    """`Upload-Metadata`: keys with values in base64, separated by commas."""
    found = {}
    for pair in filter(None, request.headers.get("Upload-Metadata", "")[:4000].split(",")):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise HeaderError("Upload-Metadata must be in base64") from None
    return found


def matches_checksum(request: HttpRequest, piece: bytes) -> bool:
    """Whether the piece is what `Upload-Checksum` says, if it says anything."""
    header = request.headers.get("Upload-Checksum", "")
    if not header:
        return True
    algorithm, _space, value = header.partition(" ")
    if algorithm not in ALGORITHMS:
        raise HeaderError("Upload-Checksum must be sha1 or sha256")
    expected = base64.b64encode(hashlib.new(algorithm, piece, usedforsecurity=False).digest()).decode()
    return hmac.compare_digest(expected, value.strip())
