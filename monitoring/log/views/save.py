"""Saving from a device that kept the answers itself."""

import json
import uuid

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from monitoring.log.answers import clean_answers
from monitoring.log.views.access import log_page
from monitoring.log.views.replies import conflict_reply, error_reply, saved_reply
from monitoring.services.logs import LogClosed, LogConflictError, LogOfAnother, save_answers


@log_page
@require_http_methods(["PUT"])
def log_save(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """`PUT /<lang>/log/<uuid>/save/`, idempotent; an unknown uuid (made by the client) begins a log.

    Body, JSON: `revision` (number of the last save this device knows, 0 for none), `screen` (a name of the device
    that stays the same over its saves), `answers`: any of `monitoring.log.answers.NAMES`. Texts are strings as typed;
    `channels` is a list of strings; `events` a list of {uid, kind, when, text} with `when` as 2026-03-14, 2026-03 or
    2026; `files` maps the uid of a receipt to {title, publish: "yes" or ""}. Nothing is validated but shape and size:
    that is done when the log is sent. Needs the session cookie and the CSRF header.

    200 {uid, revision, saved_at, time}. 409 {error: "conflict", revision, answers: {name: {yours, stored}}}: another
    device changed these meanwhile; nothing was saved; send again with that revision what the person chose.
    409 {error: "closed"}: with the coordinator or published. 400 {error: "invalid", answers: {name: [sentence]}}.
    401 signed out. 403 no right to log. 404 a log of somebody else. 413 too large. 429 too often.
    """
    try:
        body = json.loads(request.body)
        if not isinstance(body, dict) or not isinstance(body.get("answers"), dict):
            raise ValueError
        revision, screen = body.get("revision", 0), body.get("screen", "")
        if type(revision) is not int or not isinstance(screen, str):
            raise ValueError
    except RequestDataTooBig:
        return JsonResponse({"error": "too_large"}, status=413)
    except (ValueError, RecursionError):
        return JsonResponse({"error": "not_json"}, status=400)
    try:
        log = save_answers(
            uid=uid, user=request.user, answers=clean_answers(body["answers"]), revision=revision, screen=screen
        )
    except ValidationError as error:
        return error_reply(error)
    except LogOfAnother:
        raise Http404 from None
    except LogClosed:
        return JsonResponse({"error": "closed"}, status=409)
    except LogConflictError as conflict:
        return conflict_reply(conflict)
    return saved_reply(log)
