"""A log that waited on a phone arrives."""

import json
import uuid
from typing import Any

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from monitoring.log.answers import clean_answers
from monitoring.log.forms.base import Problem
from monitoring.log.posted import read_screens
from monitoring.log.steps import REVIEW_FIELDS, Step, step_of
from monitoring.log.summary import shown_answer
from monitoring.log.views.access import log_page
from monitoring.log.views.replies import error_reply
from monitoring.services.logs import LogClosed, LogConflictError, LogIncompleteError, LogOfAnother
from monitoring.services.queued_logs import FileRefusedError, FilesMissingError, receive_log


@log_page
@require_http_methods(["PUT"])
def log_queued(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """`PUT /<lang>/log/<uuid>/queued/`, idempotent: the whole log, to be handed over to the coordinator.

    Body, JSON: `revision` (of the log the phone began from, 0 for its own), `screen` (a name of the phone), `screens`:
    for each screen the pairs [name, value] its form would have posted, `theirs`: the answers that stay as they are here
    (chosen after a conflict), `files`: the uids of what was sent by tus.

    200 {revision, files: {uid: sha256}}: handed over, now or before. 422 {error: "incomplete", problems: [{step, field,
    anchor, text}]}: saved, and to be mended. 422 {error: "file", file, text}. 409 {error: "files",
    missing}. 409 {error: "conflict", revision, answers: [{name, step, label, yours, stored}]}. 409 {error: "closed"}.
    Else as `log_save`.
    """
    try:
        body = json.loads(request.body)
        screens, revision, screen = body["screens"], body.get("revision", 0), body.get("screen", "")
        files = [uuid.UUID(each) for each in body.get("files", [])]
        theirs = set(body.get("theirs", []))
        if not isinstance(screens, dict) or type(revision) is not int or not isinstance(screen, str):
            raise ValueError
    except RequestDataTooBig:
        return JsonResponse({"error": "too_large"}, status=413)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return JsonResponse({"error": "not_json"}, status=400)
    try:
        answers = clean_answers({k: v for k, v in read_screens(screens).items() if k not in theirs})
        log, hashes = receive_log(
            uid=uid, user=request.user, answers=answers, revision=revision, screen=screen, files=files
        )
    except ValidationError as error:
        return error_reply(error)
    except LogOfAnother:
        raise Http404 from None
    except (LogClosed, LogConflictError, LogIncompleteError, FilesMissingError, FileRefusedError) as refusal:
        return _refused(uid, refusal)
    return JsonResponse({"revision": log.revision, "files": hashes})


def _refused(uid: uuid.UUID, refusal: Exception) -> JsonResponse:
    match refusal:
        case LogConflictError():
            told = {"error": "conflict", "revision": refusal.log.revision, "answers": _both(refusal)}
        case LogIncompleteError():
            told = {"error": "incomplete", "problems": [_told(step, problem) for step, problem in refusal.problems]}
            return JsonResponse(told, status=422)
        case FileRefusedError():
            told = {"error": "file", "file": str(refusal.uid), "text": " ".join(refusal.reason.messages)}
            return JsonResponse(told, status=422)
        case FilesMissingError():
            told = {"error": "files", "missing": [str(each) for each in refusal.uids]}
        case _:
            told = {"error": "closed"}
    return JsonResponse(told, status=409)


def _told(step: Step, problem: Problem) -> dict[str, str]:
    return {"step": step.key, "field": problem.field, "anchor": problem.anchor, "text": problem.text}


def _both(conflict: LogConflictError) -> list[dict[str, Any]]:
    """Both versions in words, and the screen that asks."""
    return [
        {
            "name": name,
            "step": step_of(name).key,
            "label": str(REVIEW_FIELDS.get(name, step_of(name).question)),
            "yours": shown_answer(name, conflict.yours[name], conflict.log),
            "stored": shown_answer(name, conflict.stored[name], conflict.log),
        }
        for name in conflict.yours
    ]
