"""Files of a log in resumable pieces, by tus 1.0; without it each goes whole (`files.py`)."""

import datetime as dt
import functools
import re
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from monitoring.evidence.errors import EvidenceRejected
from monitoring.log import tus
from monitoring.log.forms.dates import FIRST_YEAR
from monitoring.log.views.access import View, log_page
from monitoring.models import EvidenceUpload
from monitoring.services.logs import LogClosed, LogOfAnother
from monitoring.services.uploads import (
    WholeDiffersError,
    WrongOffsetError,
    append_piece,
    begin_upload,
    expires_at,
    finish_upload,
)

CLOCKS_DIFFER = dt.timedelta(days=1)
_SHA256 = re.compile("[0-9a-f]{64}")


def tus_view(view: View) -> View:
    """The protocol's frame: versions, and errors as JSON {error: sentence}."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != tus.VERSION:
            response: HttpResponseBase = HttpResponse(status=412)
        else:
            response = _answer(view, request, *args, **kwargs)
        response.headers.setdefault("Tus-Resumable", tus.VERSION)
        response.headers.setdefault("Tus-Version", tus.VERSION)
        return response

    return functools.partial(log_page, limit="log_piece")(wrapped)


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except (LogOfAnother, EvidenceUpload.DoesNotExist):
        return HttpResponse(status=404)
    except LogClosed:
        return JsonResponse({"error": "closed"}, status=403)
    except WrongOffsetError as wrong:
        return HttpResponse(status=409, headers={"Upload-Offset": str(wrong.upload.offset)})
    except WholeDiffersError:
        return JsonResponse({"error": "differs"}, status=tus.CHECKSUM_MISMATCH)
    except EvidenceRejected as error:
        status = 413 if error.code == "too_large" else 400
        return JsonResponse({"error": " ".join(error.messages), "refused": True}, status=status)
    except (tus.HeaderError, ValidationError) as error:
        return JsonResponse({"error": str(error)}, status=400)


@tus_view
@require_http_methods(["OPTIONS", "POST"])
def log_uploads(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """POST: begin a file. `Upload-Metadata`: `receipt` (a UUID of the client's), `sha256`, `filename`, `taken`."""
    if request.method == "OPTIONS":
        headers = {
            "Tus-Extension": tus.EXTENSIONS,
            "Tus-Max-Size": str(settings.EVIDENCE_MAX_BYTES),
            "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
        }
        return HttpResponse(status=204, headers=headers)
    told = tus.metadata(request)
    try:
        receipt = uuid.UUID(told.get("receipt", ""))
    except ValueError:
        raise tus.HeaderError("The receipt must be a UUID") from None
    if not _SHA256.fullmatch(told.get("sha256", "")):
        raise tus.HeaderError("The SHA-256 of the whole file is missing")
    upload = begin_upload(
        uid=receipt,
        log_uid=uid,
        user=request.user,
        name=told.get("filename", "").replace("\0", ""),
        length=tus.number(request, "Upload-Length"),
        sha256=told["sha256"],
        taken_at=_taken_at(told.get("taken", "")),
    )
    location = request.build_absolute_uri(reverse("monitoring:log_upload", args=[uid, receipt]))
    return HttpResponse(status=201, headers={"Location": location, **_standing(upload)})


@tus_view
@require_http_methods(["HEAD", "PATCH"])
def log_upload(request: HttpRequest, uid: uuid.UUID, receipt: uuid.UUID) -> HttpResponse:
    """PATCH: one piece, at most `tus.MAX_PIECE` bytes; the last one makes the file evidence, or is refused with why."""
    if request.method == "HEAD":
        upload = EvidenceUpload.objects.of(request.user).get(uid=receipt, log__uid=uid)
        return HttpResponse(headers={"Upload-Length": str(upload.length), **_standing(upload)})
    if request.content_type != tus.PIECE_TYPE:
        return HttpResponse(status=415)
    if tus.number(request, "Content-Length") > tus.MAX_PIECE:
        return HttpResponse(status=413)
    try:
        piece = request.body
    except UnreadablePostError:  # the connection broke: what came of the piece cannot be checked
        return HttpResponse(status=400)
    if not tus.matches_checksum(request, piece):
        return HttpResponse(status=tus.CHECKSUM_MISMATCH)
    upload = append_piece(uid=receipt, user=request.user, offset=tus.number(request, "Upload-Offset"), piece=piece)
    if upload.is_whole:
        finish_upload(upload)
    return HttpResponse(status=204, headers=_standing(upload))


def _taken_at(told: str) -> dt.datetime | None:
    """When the file was made, if the phone's clock makes sense."""
    try:
        moment = parse_datetime(told)
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or moment.year < FIRST_YEAR or moment > timezone.now() + CLOCKS_DIFFER:
        return None
    return moment


def _standing(upload: EvidenceUpload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), "Upload-Expires": http_date(expires_at(upload).timestamp())}
