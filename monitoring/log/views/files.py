"""Photos and documents of a log: sent one by one, shown only to who sent them."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.preview import PREVIEW_CONTENT_TYPE
from monitoring.evidence.responses import evidence_response
from monitoring.log.answers import clean_answers
from monitoring.log.forms.rows import file_row
from monitoring.log.steps import SEND, STEPS
from monitoring.log.views.access import log_page
from monitoring.log.views.common import step_url
from monitoring.log.views.replies import conflict_page, refused_text
from monitoring.log.views.steps import revision_of
from monitoring.models import FieldLog
from monitoring.services.logs import LogClosed, LogConflictError, LogOfAnother, add_file, remove_file, save_answers


@log_page
@require_http_methods(["GET", "HEAD", "POST"])
def log_file(request: HttpRequest, uid: uuid.UUID, receipt: uuid.UUID) -> HttpResponseBase:
    """POST: one file (`upload`) under a receipt made by the client; sent again it is received once.

    201 {uid, row: HTML}; 400 {error: sentence}; 409 {error: "closed"}. GET: its picture, for who sent it.
    """
    if request.method != "POST":
        return _picture(request, uid, receipt)
    upload = request.FILES.get("upload")
    try:
        if upload is None:
            raise EvidenceRejected("empty")
        taken = add_file(uid=uid, user=request.user, upload=upload, receipt_uid=receipt)
    except EvidenceRejected as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=400)
    except LogOfAnother:
        raise Http404 from None
    except LogClosed:
        return JsonResponse({"error": "closed"}, status=409)
    context: dict[str, Any] = {"row": file_row(taken, {}), "log": {"uid": uid}}
    html = render_to_string("monitoring/log/file_row.html", context, request)
    return JsonResponse({"uid": str(taken.uid), "row": html}, status=201)


def _picture(request: HttpRequest, uid: uuid.UUID, receipt_uid: uuid.UUID) -> HttpResponseBase:
    log = get_object_or_404(FieldLog.objects.of(request.user), uid=uid)
    receipt = get_object_or_404(log.receipts.select_related("file"), uid=receipt_uid)
    if not receipt.file.preview:
        raise Http404
    return evidence_response(
        request,
        receipt.file.preview,
        media_type=PREVIEW_CONTENT_TYPE,
        filename="preview.webp",
        etag=receipt.file.sha256,
        public=False,
    )


@log_page
@require_POST
def log_file_remove(request: HttpRequest, uid: uuid.UUID, receipt: uuid.UUID) -> HttpResponse:
    """What was typed about the other files is saved first."""
    step = STEPS["files"]
    try:
        save_answers(
            uid=uid,
            user=request.user,
            answers=clean_answers(step.form.read(request.POST)),
            revision=revision_of(request.POST),
            screen=request.POST.get("screen", ""),
        )
        remove_file(uid=uid, user=request.user, receipt_uid=receipt)
    except LogOfAnother:
        raise Http404 from None
    except LogConflictError as conflict:
        return conflict_page(request, step, conflict)
    except ValidationError as error:
        return refused_text(request, uid, step, error)
    except LogClosed:
        return redirect(step_url(uid, SEND))
    return redirect(step_url(uid, step.key))
