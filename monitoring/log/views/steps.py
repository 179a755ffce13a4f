"""One question a screen: shown, saved as typed, and left when it makes sense."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.evidence.errors import EvidenceRejected
from monitoring.log.answers import clean_answers
from monitoring.log.bodies import find_bodies
from monitoring.log.forms.base import StepForm
from monitoring.log.forms.rows import EventsForm
from monitoring.log.state import LogState
from monitoring.log.steps import SEND, STEPS, Step
from monitoring.log.views.access import log_page, wants_json
from monitoring.log.views.common import OpenLog, open_log, screen_context, step_url
from monitoring.log.views.replies import conflict_page, refused_text, saved_reply
from monitoring.services.logs import LogClosed, LogConflictError, LogOfAnother, add_file, save_answers

MISSING = "missing"


@log_page
@require_safe
def log_entry(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Go on where the volunteer left off: the first question without an answer."""
    opened = open_log(request, uid)
    if opened.log.pk is None:
        raise Http404
    if opened.state != LogState.UNFINISHED:
        return redirect(opened.url(SEND))
    for step in opened.steps():
        if not any(name in opened.log.changes for name in step.names()) and step.key != "files":
            return redirect(opened.url(step.key))
    return redirect(opened.url(SEND))


@log_page
@require_http_methods(["GET", "HEAD", "POST"])
def log_step(request: HttpRequest, uid: uuid.UUID, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    if request.method == "POST":
        return _save(request, uid, STEPS[step])
    opened = open_log(request, uid)
    if not opened.is_open:
        return redirect(opened.url(SEND))
    if STEPS[step] not in opened.steps():
        return redirect("monitoring:log", uid=uid) if opened.log.pk else redirect(step_url(uid, "what"))
    form = STEPS[step].form(opened.answers, log=opened.log, strict=MISSING in request.GET)
    return show(request, opened, STEPS[step], form)


def show(
    request: HttpRequest, opened: OpenLog, step: Step, form: StepForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    comments = opened.comments()
    of_step = [c for c in comments if c.field == step.key or not c.field or c.field in step.names()]
    context = {
        **screen_context(opened, step),
        "form": form,
        "problems": list(form.problems()),
        "comments": [c for c in of_step if c.field not in form.fields],
        "fields": [
            {
                "field": field,
                "remarks": [c for c in of_step if c.field == field.name],
                "asked_above": str(field.label) == str(step.question),
            }
            for field in form.visible_fields()
        ],
        **extra,
    }
    if isinstance(form, EventsForm) and (not form.rows or (request.method != "POST" and "add" in request.GET)):
        context["blank_row"] = form.blank_row()
    if step.key == "body":
        context.update(_body_context(opened))
    return render(request, form.template_name_step, context, status=status)


def _body_context(opened: OpenLog) -> dict[str, Any]:
    answers = opened.log.answers
    found = find_bodies(answers.get("body_text", ""), region=answers.get("region", ""))
    return {"found": found, "chosen": answers.get("body", "")}


def revision_of(post: QueryDict) -> int:
    """The revision the screen was filled from; 0 for a screen that does not tell."""
    text = post.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _save(request: HttpRequest, uid: uuid.UUID, step: Step) -> HttpResponse:
    try:
        answers = clean_answers(step.form.read(request.POST))
        log = save_answers(
            uid=uid,
            user=request.user,
            answers=answers,
            revision=revision_of(request.POST),
            screen=request.POST.get("screen", ""),
        )
    except LogOfAnother:
        raise Http404 from None
    except ValidationError as error:
        return refused_text(request, uid, step, error)
    except LogClosed:
        if wants_json(request):
            return JsonResponse({"error": "closed"}, status=409)
        return redirect(step_url(uid, SEND))
    except LogConflictError as conflict:
        return conflict_page(request, step, conflict)
    if wants_json(request):
        return saved_reply(log)
    refused = receive_files(request, uid) if step.key == "files" else []
    return _go_on(request, uid, step, refused)


def receive_files(request: HttpRequest, uid: uuid.UUID) -> list[dict[str, str]]:
    """Take the files that came with the form. What is wrong with one does not keep the others back."""
    refused = []
    for upload in request.FILES.getlist("uploads") + request.FILES.getlist("camera"):
        try:
            add_file(uid=uid, user=request.user, upload=upload, receipt_uid=uuid.uuid4())
        except EvidenceRejected as error:
            refused.append({"name": str(upload.name), "error": " ".join(error.messages)})
    return refused


def _go_on(request: HttpRequest, uid: uuid.UUID, step: Step, refused: list[dict[str, str]]) -> HttpResponse:
    """After saving: another row, another look at the list, or the next question when this one makes sense."""
    opened = open_log(request, uid)
    if step not in opened.steps():
        return redirect("monitoring:log", uid=uid)
    here = opened.url(step.key)
    action = request.POST.get("action", "next")
    if action == "add":
        return HttpResponseRedirect(f"{here}?add=1#new")
    if action == "stay" and not refused:
        return HttpResponseRedirect(here)
    if "remove" in request.POST or "forget" in request.POST:
        return HttpResponseRedirect(here)
    form = step.form(opened.answers, log=opened.log, strict=True)
    if refused or any(form.problems()):
        return show(request, opened, step, form, refused=refused, later_url=opened.after(step))
    to_check = opened.state == LogState.RETURNED or "check" in request.GET
    return HttpResponseRedirect(opened.url(SEND) if to_check else opened.after(step))
