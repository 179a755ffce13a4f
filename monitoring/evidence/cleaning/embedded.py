"""Pictures inside documents: what tells of the camera, place and author goes, the pixels stay as they are."""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import Image

from monitoring.evidence.errors import DerivativeFailed
from monitoring.evidence.images import MAX_PIXELS

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"sRGB",
        b"cHRM",
        b"iCCP",
        b"sBIT",
        b"pHYs",
        b"bKGD",
    }
)
_JP2_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_JP2_SIGNATURE = b"\x00\x00\x00\x0cjP  "
_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def clean_picture(data: bytes) -> bytes | None:
    """The same picture without metadata; None for a kind whose metadata we do not know how to remove."""
    if data.startswith(b"\xff\xd8\xff"):
        return clean_jpeg(data)
    if data.startswith(_PNG_SIGNATURE):
        return clean_png(data)
    if data.startswith(_JP2_SIGNATURE):
        return clean_jpeg2000(data)
    if data.startswith((b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")):
        return _redraw(data)
    # BMP, WMF and EMF have no place for a camera or an author.
    if data.startswith((b"BM", b"\xd7\xcd\xc6\x9a")) or data[40:44] == b" EMF":
        return data
    return None


def clean_jpeg(data: bytes) -> bytes:
    """Without EXIF, XMP, IPTC, comments, thumbnails and whatever follows the end of the image."""
    output = bytearray(data[:2])
    offset = 2
    while offset + 4 <= len(data):
        if data[offset] != 0xFF:
            raise DerivativeFailed("damaged JPEG inside the document")
        marker = data[offset + 1]
        if marker == 0xFF:
            offset += 1
            continue
        if marker == _EOI:
            break
        end = offset + 2
        if marker not in _STANDALONE:
            end += struct.unpack_from(">H", data, offset + 2)[0]
        segment = data[offset:end]
        if marker == _SOS:
            end = _end_of_scan(data, end)
            output += data[offset:end]
        else:
            output += _kept_segment(marker, segment)
        offset = end
    return bytes(output + b"\xff\xd9")


def _kept_segment(marker: int, segment: bytes) -> bytes:
    if marker == 0xE0:
        is_jfif = segment[4:9] == b"JFIF\x00" and len(segment) >= 18
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00" if is_jfif else b""
    if marker == 0xE2:
        return segment if segment[4:16] == b"ICC_PROFILE\x00" else b""
    if marker == 0xEE:
        return segment if segment[4:9] == b"Adobe" else b""
    return b"" if 0xE0 <= marker <= 0xEF or marker == _COM else segment


def _end_of_scan(data: bytes, offset: int) -> int:
    """Offset of the first marker after entropy-coded data: neither a stuffed byte nor a restart."""
    while 0 <= (offset := data.find(b"\xff", offset)) < len(data) - 1:
        if data[offset + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
            return offset
        offset += 1 if data[offset + 1] == 0xFF else 2
    return len(data)


def clean_png(data: bytes) -> bytes:
    output = bytearray(_PNG_SIGNATURE)
    offset = len(_PNG_SIGNATURE)
    while offset + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, offset)
        end = offset + 12 + length
        if kind in _PNG_CHUNKS:
            output += data[offset:end]
        if kind == b"IEND":
            break
        offset = end
    return bytes(output)


def clean_jpeg2000(data: bytes) -> bytes:
    """A JP2 file with its colour and code stream boxes only; a bare code stream is not touched here."""
    output = bytearray()
    offset = 0
    while offset + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, offset)
        if size == 1:
            size = struct.unpack_from(">Q", data, offset + 8)[0]
        end = offset + size if size else len(data)
        if end <= offset:
            raise DerivativeFailed("damaged JPEG 2000 image inside the document")
        if kind in _JP2_BOXES:
            output += data[offset:end]
        offset = end
    return bytes(output)


def _redraw(data: bytes) -> bytes:
    try:
        with Image.open(BytesIO(data), formats=("GIF", "TIFF", "WEBP")) as image:
            kind = image.format
            if image.width * image.height > MAX_PIXELS:
                raise DerivativeFailed("a picture with too many pixels inside the document")
            image.load()
            mode = "RGBA" if "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"} else "RGB"
            plain = image.convert(mode)
    except DerivativeFailed:
        raise
    except Exception as error:  # decoders of hostile files raise anything
        raise DerivativeFailed(f"damaged picture inside the document: {error}") from error
    plain.info = {}
    output = BytesIO()
    Image.frombytes(plain.mode, plain.size, plain.tobytes()).save(output, format=kind)
    return output.getvalue()
