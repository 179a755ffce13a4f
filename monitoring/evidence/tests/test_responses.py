from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.http import HttpResponseBase
from django.test import RequestFactory, override_settings

from monitoring.evidence.media_types import MediaType
from monitoring.evidence.ranges import ByteRange, UnsatisfiableRange, parse_range
from monitoring.evidence.responses import evidence_response

DATA = bytes(range(256)) * 40
SIZE = len(DATA)
ETAG = "ab" * 32

# Closing an answer lets Django look after its connections, which an earlier test may have opened.
pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(tmp_path: Path) -> Any:
    storage = FileSystemStorage(location=tmp_path, base_url=None)
    name = storage.save("ab/file one.mp4", ContentFile(DATA))
    return SimpleNamespace(storage=storage, name=name, size=SIZE)


@pytest.fixture(autouse=True)
def _no_proxy() -> Iterator[None]:
    with override_settings(EVIDENCE_ACCEL_PREFIX=""):
        yield


class Respond(Protocol):
    def __call__(
        self,
        stored: Any,
        *,
        method: str = "GET",
        media_type: str = "video/mp4",
        public: bool = True,
        **headers: str,
    ) -> HttpResponseBase: ...


@pytest.fixture
def respond() -> Iterator[Respond]:
    """Asks for the file as the view does; what came back is closed after the test, as a server would."""
    answered = []

    def run(
        stored: Any,
        *,
        method: str = "GET",
        media_type: str = "video/mp4",
        public: bool = True,
        **headers: str,
    ) -> HttpResponseBase:
        request = RequestFactory().generic(method, "/", headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = evidence_response(
            request,
            stored,
            media_type=media_type,
            filename="KZ-PAV-2026-0042-3.mp4",
            etag=ETAG,
            public=public,
        )
        answered.append(response)
        return response

    yield run
    for response in answered:
        response.close()


def body(response: Any) -> bytes:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return data


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-", ByteRange(0, SIZE - 1)),
        ("bytes=5-9", ByteRange(5, 9)),
        ("bytes=5-999999", ByteRange(5, SIZE - 1)),
        ("bytes=-5", ByteRange(SIZE - 5, SIZE - 1)),
        ("bytes=-999999", ByteRange(0, SIZE - 1)),
        (f"bytes={SIZE - 1}-", ByteRange(SIZE - 1, SIZE - 1)),
        ("bytes=9-5", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=a-b", None),
        ("bytes=٣-", None),
        ("bytes=" + "9" * 400 + "-", None),
    ],
)
def test_parse_range(header: str, expected: ByteRange | None) -> None:
    assert parse_range(header, SIZE) == expected


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", "bytes=-0"])
def test_range_outside_the_file(header: str) -> None:
    with pytest.raises(UnsatisfiableRange):
        parse_range(header, SIZE)


def test_whole_file(respond: Respond, stored: Any) -> None:
    response = respond(stored)
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{ETAG}"'
    assert response["Content-Type"] == "video/mp4"
    assert body(response) == DATA


def test_part_of_the_file(respond: Respond, stored: Any) -> None:
    response = respond(stored, Range="bytes=100-5000")
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes 100-5000/{SIZE}"
    assert response["Content-Length"] == "4901"
    assert body(response) == DATA[100:5001]


def test_range_outside_answers_416(respond: Respond, stored: Any) -> None:
    response = respond(stored, Range=f"bytes={SIZE}-")
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_range_of_a_changed_file_is_answered_whole(respond: Respond, stored: Any) -> None:
    assert respond(stored, Range="bytes=0-9", If_Range='"other"').status_code == 200
    assert respond(stored, Range="bytes=0-9", If_Range=f'"{ETAG}"').status_code == 206


def test_unchanged_file_is_not_sent_again(respond: Respond, stored: Any) -> None:
    response = respond(stored, If_None_Match=f'"{ETAG}"')
    assert response.status_code == 304
    assert respond(stored, If_None_Match='"other"').status_code == 200


def test_head_sends_no_body_and_ignores_ranges(respond: Respond, stored: Any) -> None:
    response = respond(stored, method="HEAD", Range="bytes=0-9")
    assert (response.status_code, response["Content-Length"]) == (200, str(SIZE))
    assert not response.streaming


@pytest.mark.parametrize("wanted", [{}, {"Range": "bytes=0-9"}])
def test_file_is_closed_even_when_nobody_reads(respond: Respond, stored: Any, wanted: dict[str, str]) -> None:
    opened = []
    real_open = stored.storage.open
    stored.storage.open = lambda *args: opened.append(real_open(*args)) or opened[-1]
    respond(stored, **wanted).close()
    assert [file.closed for file in opened] == [True]


@pytest.mark.parametrize("media_type", [*MediaType, "text/html"])
def test_nothing_acts_as_a_page_of_the_site(respond: Respond, stored: Any, media_type: str) -> None:
    response = respond(stored, media_type=media_type)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert ("sandbox" in response["Content-Security-Policy"]) is (media_type != MediaType.PDF)
    assert "allow-scripts" not in response["Content-Security-Policy"]
    assert "html" not in response["Content-Type"]
    shown = response["Content-Disposition"].partition(";")[0]
    is_document = media_type in {MediaType.DOCX, MediaType.XLSX, "text/html"}
    assert shown == ("attachment" if is_document else "inline")
    assert "KZ-PAV-2026-0042-3.mp4" in response["Content-Disposition"]


def test_confidential_files_are_kept_by_no_cache(respond: Respond, stored: Any) -> None:
    secret = respond(stored, public=False)
    assert secret["Cache-Control"] == "private, no-store"
    assert secret["X-Robots-Tag"] == "noindex"
    assert respond(stored)["Cache-Control"] == "public, no-cache"


@override_settings(EVIDENCE_ACCEL_PREFIX="/protected/")
def test_proxy_sends_the_file(respond: Respond, stored: Any) -> None:
    response = respond(stored, Range="bytes=0-9")
    assert response["X-Accel-Redirect"] == "/protected/ab/file%20one.mp4"
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Disposition"].startswith("inline")
    assert body(response) == b""


class SignedStorage(Storage):
    querystring_auth = True

    def url(self, name: str | None, parameters: dict[str, str] | None = None, expire: int = 0) -> str:
        assert parameters is not None
        return f"https://s3.example/{name}?{parameters['ResponseContentType']}&{expire}&signature"


def test_remote_store_sends_the_file_by_a_signed_address(respond: Respond) -> None:
    response = respond(SimpleNamespace(storage=SignedStorage(), name="a.mp4"), public=True)
    assert response.status_code == 302
    assert response["Location"] == "https://s3.example/a.mp4?video/mp4&300&signature"
    assert response["Cache-Control"] == "private, no-store"
