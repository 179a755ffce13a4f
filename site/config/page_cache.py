"""Answers that are the same for everyone are kept, ready to send, until something is published.

Every web process shares them through the cache (Redis where there are several processes). What is kept is marked with
the edition of the site; `new_edition` makes all of it old at once. TTL bounds what no edition told of.
"""

from collections.abc import Callable
from hashlib import md5
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag

TTL = 60
LARGEST = 1_000_000
EDITION = "page-cache.edition"
DESK = ("/admin/",)
READING = frozenset({"GET", "HEAD"})
# An answer to a part of a file is not the file.
PARTIAL = ("HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE")

Answer = Callable[[HttpRequest], HttpResponseBase]


def new_edition(**signal: Any) -> None:
    """Receiver of signals, too. After the transaction, so that no reader keeps what was true before it."""
    transaction.on_commit(lambda: cache.set(EDITION, uuid4().hex, None))


class PageCacheMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING:
            return self.written(request)
        if not settings.PAGE_CACHE or any(header in request.META for header in PARTIAL):
            return self.get_response(request)
        key = key_of(request)
        known = cache.get_many([EDITION, key])
        edition, kept = known.get(EDITION, ""), known.get(key)
        if kept and kept[0] == edition:
            return answered(request, *kept[1:])
        response = self.get_response(request)
        if request.method == "GET" and is_for_everyone(response):
            set_response_etag(response)
            headers = {name: value for name, value in response.items() if name != "Content-Length"}
            cache.set(key, (edition, response.content, headers), TTL)  # type: ignore[attr-defined]  # not streaming
        return response

    def written(self, request: HttpRequest) -> HttpResponseBase:
        """What the desk saves may show on any page."""
        response = self.get_response(request)
        if request.path_info.startswith(DESK) and response.status_code < HTTPStatus.BAD_REQUEST:
            new_edition()
        return response


def key_of(request: HttpRequest) -> str:
    """Raises DisallowedHost as Django itself would."""
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"page.{md5(address.encode(), usedforsecurity=False).hexdigest()}"


def is_for_everyone(response: HttpResponseBase) -> bool:
    """Said to be public, told apart by nothing but the address, and with nothing made for one reader only."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and "public" in response.get("Cache-Control", "")
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
        and "'nonce-" not in response.get("Content-Security-Policy", "")
        and isinstance(response, HttpResponse)
        and len(response.content) <= LARGEST
    )


def answered(request: HttpRequest, content: bytes, headers: dict[str, str]) -> HttpResponseBase:
    response = HttpResponse(content, headers=headers)
    response["Content-Length"] = str(len(content))
    conditional = get_conditional_response(request, etag=headers.get("ETag"), response=response)
    return conditional or response
