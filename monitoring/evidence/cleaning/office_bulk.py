"""The rows and strings of a workbook: up to millions of elements in which nothing can tell of the author but a path.

They are taken out before the part is parsed and put back as they were; a tree of them would need a gigabyte.
"""

from __future__ import annotations

import re

from monitoring.evidence.errors import DerivativeFailed

MAX_PARSED = 24 << 20  # bytes of XML, about 500 MB as a tree
_PLACEHOLDER = b"<bulk-taken-out/>"
_BULKS = (
    (re.compile(r"xl/worksheets/[^/]+\.xml"), b"<sheetData>", b"</sheetData>"),
    (re.compile(r"xl/sharedStrings\.xml"), b"<si>", b"</sst>"),
)
# Comments, instructions and anything like a path send the part the slow way.
_SUSPECT = re.compile(rb"<[!?]|[:\\]\\|file:|/users/|/home/", re.IGNORECASE)
_UTF8 = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*?encoding=[\"']utf-8[\"'][^>]*\?>|<(?!\?))", re.IGNORECASE)


def take_out(data: bytes, name: str) -> tuple[bytes, bytes]:
    """The part with its bulk replaced by a placeholder, and the bulk (empty when the part has none)."""
    shell, bulk = _split(data, name)
    if len(shell) > MAX_PARSED:
        raise DerivativeFailed(f"{name} is too large to be looked through")
    return shell, bulk


def put_back(shell: bytes, bulk: bytes) -> bytes:
    return shell.replace(_PLACEHOLDER, bulk, 1) if bulk else shell


def _split(data: bytes, name: str) -> tuple[bytes, bytes]:
    for pattern, first, last in _BULKS:
        start, end = data.find(first), data.rfind(last)
        if pattern.fullmatch(name) and 0 < start < end and _UTF8.match(data) and _PLACEHOLDER not in data:
            start += len(first) if first == b"<sheetData>" else 0
            bulk = data[start:end]
            if not _SUSPECT.search(bulk):
                return data[:start] + _PLACEHOLDER + data[end:], bulk
    return data, b""
