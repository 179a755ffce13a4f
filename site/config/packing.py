"""Public answers as gzip, which a phone on a weak line receives several times sooner.

What holds a secret is never packed: how long it gets would tell of the secret what the address repeats of it.
"""

import re
import zlib

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

# Above it two tenths of a millisecond more buy one per cent.
LEVEL = 5
GZIP = 31
# What fits into one packet travels no faster.
SMALLEST = 1000
VARY = ("Accept-Encoding",)
_TEXT = re.compile(r"text/|[a-z]+/([\w.-]+\+)?(json|xml)(;|$)")
_ASKED = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?P<weight>[\d.]+)\s*)?(?=,|$)", re.IGNORECASE)

Page = tuple[bytes, dict[str, str]]


def made_from(response: HttpResponse) -> Page:
    """Its content, packed if that is of use, and its headers. A packed and a plain answer may share only a weak tag."""
    content = response.content
    if worth_packing(response):
        content = zlib.compress(content, LEVEL, GZIP)
        patch_vary_headers(response, VARY)
        response["ETag"] = weak(response["ETag"])
        response["Content-Encoding"] = "gzip"
    if content or "Content-Length" not in response:  # a view may tell the length without the content
        response["Content-Length"] = str(len(content))
    return content, dict(response.items())


def worth_packing(response: HttpResponse) -> bool:
    is_text = _TEXT.match(response.get("Content-Type", ""))
    return bool(is_text) and len(response.content) >= SMALLEST and "Content-Encoding" not in response


def weak(tag: str) -> str:
    return f"W/{tag.removeprefix('W/')}"


def for_reader(page: Page, asked: str) -> Page:
    """`asked` is the reader's Accept-Encoding."""
    content, headers = page
    if "Content-Encoding" not in headers or accepts_gzip(asked):
        return page
    content = zlib.decompress(content, GZIP)
    headers = {name: value for name, value in headers.items() if name != "Content-Encoding"}
    return content, {**headers, "Content-Length": str(len(content))}


def accepts_gzip(asked: str) -> bool:
    found = _ASKED.search(asked)
    return bool(found) and found["weight"] not in ("0", "0.", "0.0", "0.00", "0.000")  # type: ignore[index]
