"""The volunteer's page: what waits for them and what became of the rest."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from monitoring.log.state import LogState, state_of, with_state
from monitoring.log.views.access import log_page
from monitoring.models import FieldLog

GROUPS = (
    (LogState.RETURNED, "late"),
    (LogState.UNFINISHED, "plain"),
    (LogState.UNDER_REVIEW, "unknown"),
    (LogState.PUBLISHED, "met"),
    (LogState.WITHDRAWN, "unknown"),
    (LogState.REFUSED, "unknown"),
)


@log_page
@require_safe
def log_home(request: HttpRequest) -> HttpResponse:
    by_state: dict[LogState, list[dict[str, Any]]] = {state: [] for state, _chip in GROUPS}
    for log in with_state(FieldLog.objects.of(request.user)).order_by("-saved_at", "-pk"):
        by_state[state_of(log)].append(_row(log, state_of(log)))
    groups = [
        {"title": state.label, "rows": by_state[state], "chip": chip} for state, chip in GROUPS if by_state[state]
    ]
    new = reverse("monitoring:log_step", args=[uuid.uuid4(), "what"])
    return render(request, "monitoring/log/home.html", {"groups": groups, "new_url": new, "page_title": _("My logs")})


def _row(log: FieldLog, state: LogState) -> dict[str, Any]:
    url = reverse("monitoring:log", args=[log.uid])
    note = ""
    if state == LogState.RETURNED:
        note = ngettext("%(count)s comment", "%(count)s comments", log.remarks) % {"count": log.remarks}  # type: ignore[attr-defined]
    elif state == LogState.PUBLISHED and log.case:
        url, note = log.case.get_absolute_url(), log.case.reference or ""
    return {"title": title_of(log), "url": url, "note": note, "at": log.saved_at}


def title_of(log: FieldLog) -> str:
    title = " ".join(str(log.answers.get("title") or "").split())
    return title[:120] if title else _("Log without a title")
