"""Answers that are the same for everyone are kept, ready to send, until something is published.

Every web process shares them through the cache (Redis where there are several processes). What is kept is marked with
the edition of the site; `new_edition` makes all of it old at once. TTL bounds what no edition told of.
"""

from collections.abc import Callable, Iterable
from hashlib import md5
from http import HTTPStatus
from time import monotonic
from typing import Any, TypeGuard
from uuid import uuid4
from wsgiref.types import StartResponse, WSGIApplication

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

from config.packing import VARY, Page, for_reader, made_from, weak

TTL = 60
LARGEST = 1_000_000
EDITION = "page-cache.edition"
DESK = ("/admin/",)
READING = frozenset({"GET", "HEAD"})
# An answer to a part of a file is not the file.
PARTIAL = ("HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE")
CODINGS = "HTTP_ACCEPT_ENCODING"
ASKS_MORE = frozenset({*PARTIAL, "HTTP_IF_NONE_MATCH"})
ADDRESS = (
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
)

Answer = Callable[[HttpRequest], HttpResponseBase]
Environ = dict[str, Any]
# Of this process: the edition of a page, until when it may be sent, and the page.
SENT_AT_MOST, SENT_SECONDS = 200, 10
_SENT: dict[str, tuple[str, float, Page]] = {}
# Of this process: the edition of the site, and when it was asked for.
_HEARD: dict[str, tuple[str, float]] = {}


def new_edition(**signal: Any) -> None:
    """Receiver of signals, too. After the transaction, so that no reader keeps what was true before it."""
    transaction.on_commit(_begin)


def _begin() -> None:
    cache.set(EDITION, an_edition(), None)
    _HEARD.clear()


def an_edition() -> str:
    return uuid4().hex


def edition_now() -> str:
    """At once what this process published; what another one did, PAGE_EDITION_SECONDS later at most."""
    now = monotonic()
    edition, asked = _HEARD.get(EDITION, ("", 0.0))
    if not edition or now - asked >= settings.PAGE_EDITION_SECONDS:
        edition = str(cache.get_or_set(EDITION, an_edition, None))
        _HEARD[EDITION] = edition, now
    return edition


class PageCacheMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING:
            return self.written(request)
        keeps = settings.PAGE_CACHE and not any(header in request.META for header in PARTIAL)
        key = key_of(request.META)
        edition, page = kept(key) if keeps else ("", None)
        if not page:
            response = self.get_response(request)
            if not is_for_everyone(response):
                return with_tag_asked(request, response)
            if "ETag" not in response:
                set_response_etag(response)
            page = made_from(response)
            if keeps and request.method == "GET":
                cache.set(key, (edition, *page), TTL)
        return answered(request, *for_reader(page, request.META.get(CODINGS, "")))

    def written(self, request: HttpRequest) -> HttpResponseBase:
        """What the desk saves may show on any page."""
        response = self.get_response(request)
        if request.path_info.startswith(DESK) and response.status_code < HTTPStatus.BAD_REQUEST:
            new_edition()
        return response


class KeptPages:
    """Before Django is asked at all: a kept page goes out as it was. Only what Django answered itself is kept, so a
    host or address that it refuses is never found here.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if settings.PAGE_CACHE and environ["REQUEST_METHOD"] == "GET" and environ.keys().isdisjoint(ASKS_MORE):
            _edition, found = kept(key_of(environ))
            if found:
                content, headers = for_reader(found, environ.get(CODINGS, ""))
                start_response("200 OK", [*headers.items()])
                return [content]
        return self.application(environ, start_response)


def key_of(environ: Environ) -> str:
    """Of the address as it was asked, whatever Django would make of it."""
    parts = (str(environ.get(name, "")) for name in ADDRESS)
    return f"page.{md5('|'.join(parts).encode(), usedforsecurity=False).hexdigest()}"


def kept(key: str) -> tuple[str, Page | None]:
    """The edition of the site, and the page with its headers if it is of this edition.

    A page that this process has sent before need not travel again.
    """
    edition = edition_now()
    if (mine := _SENT.get(key)) and mine[0] == edition and monotonic() < mine[1]:
        return edition, mine[2]
    found = cache.get(key)
    page: Page | None = found[1:] if found and found[0] == edition else None
    if page:
        if len(_SENT) >= SENT_AT_MOST:
            _SENT.clear()
        _SENT[key] = edition, monotonic() + SENT_SECONDS, page
    return edition, page


def is_for_everyone(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
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


def with_tag_asked(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A view that finds nothing changed knows the tag of the plain answer only; the reader may hold the packed one."""
    packed = weak(response.get("ETag", ""))
    if response.status_code == HTTPStatus.NOT_MODIFIED and packed in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response["ETag"] = packed
        patch_vary_headers(response, VARY)
    return response


def answered(request: HttpRequest, content: bytes, headers: dict[str, str]) -> HttpResponseBase:
    response = HttpResponse(content, headers=headers)
    conditional = get_conditional_response(request, etag=headers.get("ETag"), response=response)
    return conditional or response
