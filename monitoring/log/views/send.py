"""The whole log on one screen: checked, sent, and afterwards only read."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from monitoring.log.forms.base import Problem
from monitoring.log.steps import Step, problems_of
from monitoring.log.summary import summary
from monitoring.log.views.access import log_page
from monitoring.log.views.common import OpenLog, open_log, screen_context
from monitoring.services.logs import LogIncompleteError, LogOfAnother, submit_log


@log_page
@require_http_methods(["GET", "HEAD", "POST"])
def log_send(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    opened = open_log(request, uid)
    if opened.log.pk is None:
        raise Http404
    if request.method != "POST":
        return _show(request, opened, [])
    try:
        submit_log(log=opened.log, user=request.user)
    except LogIncompleteError as incomplete:
        return _show(request, opened, incomplete.problems)
    except LogOfAnother:
        raise Http404 from None
    messages.success(request, _("Sent to the coordinator. Thank you. You will see here what becomes of it."))
    return redirect("monitoring:log_home")


def _show(
    request: HttpRequest, opened: OpenLog, problems: list[tuple[Step, Problem]], *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        **screen_context(opened, None),
        "state": opened.state,
        "is_open": opened.is_open,
        "sections": summary(opened.log, opened.comments()),
        "comments": [comment for comment in opened.comments() if not comment.field],
        "problems": [
            {"text": problem.text, "url": f"{opened.url(step.key)}?missing=1&check=1#{problem.anchor}"}
            for step, problem in (problems or (problems_of(opened.log) if opened.is_open else ()))
        ],
    }
    return render(request, "monitoring/log/send.html", context, status=status)
