"""Sending a file of evidence. The caller has already decided that this reader may have it."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.encoding import filepath_to_uri
from django.utils.http import content_disposition_header

from monitoring.evidence.media_types import MediaType
from monitoring.evidence.ranges import FileSlice, UnsatisfiableRange, parse_range

SIGNED_URL_SECONDS = 300
_BINARY = "application/octet-stream"
# The origin stays, for a video opened by itself asks for its own address again; scripts and forms do not run.
_FILE_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin"
)
# Chromium opens no PDF in a sandbox; a PDF cannot act on the site's origin, and the copy has no scripts.
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def evidence_response(
    request: HttpRequest, file: FieldFile, *, media_type: str, filename: str, etag: str, public: bool
) -> HttpResponseBase:
    """Answer GET or HEAD with the stored file: whole, a byte range, or by way of the proxy or the file store.

    `filename` is the name readers see, never the volunteer's. `etag` is the file's own SHA-256, unquoted.
    A file that is not `public` is kept by no cache. With `EVIDENCE_ACCEL_PREFIX` nginx sends files from disk;
    it passes on the type, disposition and caching only, so its location must repeat the safety headers.
    """
    inline = media_type in MediaType.values and MediaType(media_type).is_inline
    content_type = media_type if media_type in MediaType.values else _BINARY
    disposition = content_disposition_header(not inline, filename) or "attachment"
    quoted_etag = f'"{etag}"'
    response: HttpResponseBase | None = None
    if isinstance(file.storage, FileSystemStorage):
        if prefix := getattr(settings, "EVIDENCE_ACCEL_PREFIX", ""):
            response = HttpResponse()
            response["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{filepath_to_uri(file.name)}"
    elif getattr(file.storage, "querystring_auth", False):
        response = _signed_redirect(file, content_type, disposition)
    if response is None:
        response = get_conditional_response(request, quoted_etag) or _stream(request, file, quoted_etag)
    return _with_headers(response, content_type, disposition, quoted_etag, public=public)


def _signed_redirect(file: FieldFile, content_type: str, disposition: str) -> HttpResponse:
    url = file.storage.url(  # type: ignore[call-arg]  # django-storages' S3Storage
        file.name,
        parameters={"ResponseContentType": content_type, "ResponseContentDisposition": disposition},
        expire=SIGNED_URL_SECONDS,
    )
    response = HttpResponseRedirect(url)
    response["Cache-Control"] = "private, no-store"
    return response


def _stream(request: HttpRequest, file: FieldFile, etag: str) -> HttpResponseBase:
    size = file.size
    header = request.headers.get("Range", "")
    if request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        header = ""
    try:
        wanted = parse_range(header, size) if header else None
    except UnsatisfiableRange:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        opened = file.storage.open(str(file.name), "rb")
        response = FileResponse(FileSlice(opened, wanted) if wanted else opened)
    response["Content-Length"] = wanted.length if wanted else size
    if wanted:
        response.status_code = 206
        response["Content-Range"] = f"bytes {wanted.start}-{wanted.end}/{size}"
    return response


def _with_headers(
    response: HttpResponseBase, content_type: str, disposition: str, etag: str, *, public: bool
) -> HttpResponseBase:
    if response.status_code in {200, 206}:
        response["Content-Type"] = content_type
        response["Content-Disposition"] = disposition
        response["Accept-Ranges"] = "bytes"
    is_pdf = content_type == MediaType.PDF
    response["Content-Security-Policy"] = _PDF_POLICY if is_pdf else _FILE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if response.status_code != 302:
        response["ETag"] = etag
        # A withdrawn file must be gone at the next request: caches may keep it but have to ask.
        response["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    if not public:
        response["X-Robots-Tag"] = "noindex"
    return response
