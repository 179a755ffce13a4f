"""The three ways a stored file leaves: its safe copy, a picture of that, and, for the desk alone, the original."""

from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from monitoring.evidence.media_types import MediaType
from monitoring.evidence.preview import PREVIEW_CONTENT_TYPE
from monitoring.evidence.responses import evidence_response
from monitoring.models import EvidenceFile

ATTACHMENT = "application/octet-stream"


def send_copy(request: HttpRequest, file: EvidenceFile | None, name: str, *, public: bool) -> HttpResponseBase:
    """`name` is without its ending. Raises Http404 where there is no copy."""
    copied = with_copy(file)
    return _sent(
        request,
        copied.derivative,
        media_type=copied.derivative_type,
        filename=f"{name}.{extension(copied.derivative_type)}",
        etag=copied.derivative_sha256 or copied.sha256,
        public=public,
    )


def send_preview(request: HttpRequest, file: EvidenceFile | None, name: str, *, public: bool) -> HttpResponseBase:
    copied = with_copy(file)
    if not copied.preview:
        raise Http404
    return _sent(
        request,
        copied.preview,
        media_type=PREVIEW_CONTENT_TYPE,
        filename=f"{name}.webp",
        etag=f"preview-{copied.sha256}",
        public=public,
    )


def send_original(request: HttpRequest, file: EvidenceFile, name: str) -> HttpResponseBase:
    """The caller has made sure that the reader manages the case."""
    return _sent(
        request,
        file.original,
        media_type=ATTACHMENT,
        filename=f"{name}.{extension(file.media_type)}",
        etag=file.sha256,
        public=False,
    )


def with_copy(file: EvidenceFile | None) -> EvidenceFile:
    if file is None or not file.derivative:
        raise Http404
    return file


def extension(media_type: str) -> str:
    return MediaType(media_type).extension if media_type in MediaType.values else "bin"


def _sent(request: HttpRequest, file: FieldFile, *, public: bool, **how: Any) -> HttpResponseBase:
    response = evidence_response(request, file, public=public, **how)
    if not public:
        patch_vary_headers(response, ["Cookie"])
    return response
