"""What a save answers when it worked and when it did not; nothing typed is thrown away by any of them."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from monitoring.log.steps import REVIEW_FIELDS, Step
from monitoring.log.summary import shown_answer
from monitoring.log.views.access import wants_json
from monitoring.models import FieldLog
from monitoring.services.logs import LogConflictError


def saved_reply(log: FieldLog) -> JsonResponse:
    at = timezone.localtime(log.saved_at)
    return JsonResponse(
        {"uid": str(log.uid), "revision": log.revision, "saved_at": at.isoformat(), "time": date_format(at, "H:i")}
    )


def conflict_reply(conflict: LogConflictError) -> JsonResponse:
    both = {name: {"yours": conflict.yours[name], "stored": conflict.stored[name]} for name in conflict.yours}
    return JsonResponse({"error": "conflict", "revision": conflict.log.revision, "answers": both}, status=409)


def error_reply(error: ValidationError) -> JsonResponse:
    errors: dict[str, Any] = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return JsonResponse({"error": "invalid", "answers": errors}, status=400)


def conflict_page(request: HttpRequest, step: Step, conflict: LogConflictError) -> HttpResponse:
    """Both versions side by side; the person says which one stays."""
    if wants_json(request):
        return conflict_reply(conflict)
    rows = [
        {
            "label": REVIEW_FIELDS.get(name, step.question),
            "yours": shown_answer(name, conflict.yours[name], conflict.log),
            "stored": shown_answer(name, conflict.stored[name], conflict.log),
        }
        for name in conflict.yours
    ]
    dropped = {"csrfmiddlewaretoken", "revision", "screen"}
    typed = [(name, value) for name, values in request.POST.lists() if name not in dropped for value in values]
    context = {
        "rows": rows,
        "typed": typed,
        "log": conflict.log,
        "step": step,
        "screen": uuid.uuid4(),
        "robots": "noindex",
    }
    return render(request, "monitoring/log/conflict.html", context, status=409)


def refused_text(request: HttpRequest, uid: uuid.UUID, step: Step, error: ValidationError) -> HttpResponse:
    """What was sent has no sane size or shape: it is not stored, and the browser's back button still has it."""
    if wants_json(request):
        return error_reply(error)
    context = {"messages_": error.messages, "log_uid": uid, "step": step, "robots": "noindex"}
    return render(request, "monitoring/log/refused.html", context, status=400)
