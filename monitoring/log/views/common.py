"""What every screen of one log shares."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import WorkflowState

from monitoring.log.state import OPEN, LogState, state_of, with_state
from monitoring.log.steps import SEND, Step, all_answers, steps_of
from monitoring.log.views.home import title_of
from monitoring.models import FieldLog, ReviewComment
from monitoring.services.logs import is_taken


@dataclass
class OpenLog:
    """A log of the person who asks, as it stands; `log.pk` is None for one that was not saved yet."""

    log: FieldLog
    state: LogState

    @property
    def answers(self) -> dict[str, Any]:
        return all_answers(self.log)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def steps(self) -> list[Step]:
        return steps_of(self.answers)

    def url(self, step: str) -> str:
        return step_url(self.log.uid, step)

    def after(self, step: Step) -> str:
        """Address of what follows `step`; the last question leads to the check before sending."""
        following = False
        for other in self.steps():
            if following:
                return self.url(other.key)
            following = other.key == step.key
        return self.url(SEND)

    def before(self, step: Step) -> str:
        """Address of the question before `step`; empty for the first."""
        previous = ""
        for other in self.steps():
            if other.key == step.key:
                return previous
            previous = self.url(other.key)
        return previous

    def comments(self) -> list[ReviewComment]:
        if self.state != LogState.RETURNED or self.log.case is None:
            return []
        return list(self.log.case.review_comments.filter(resolved_at=None))

    def reason(self) -> str:
        """Why the coordinator returned the log."""
        if self.state != LogState.RETURNED or self.log.case is None:
            return ""
        review: WorkflowState = self.log.case.current_workflow_state
        return review.current_task_state.comment


def step_url(uid: uuid.UUID, step: str) -> str:
    return reverse("monitoring:log_step", args=[uid, step])


def open_log(request: HttpRequest, uid: uuid.UUID) -> OpenLog:
    """The person's log, or a new one in memory when nobody has this uid; Http404 when somebody else has."""
    user: Any = request.user
    log = with_state(FieldLog.objects.of(user)).filter(uid=uid).first()
    if log is None:
        if is_taken(uid):
            raise Http404
        log = FieldLog(uid=uid, volunteer=user, language=request.LANGUAGE_CODE)
    return OpenLog(log, state_of(log))


def screen_context(opened: OpenLog, step: Step | None) -> dict[str, Any]:
    """Progress, saving state and comments of a screen; `step` is None on the check before sending."""
    steps = opened.steps()
    keys = [each.key for each in steps]
    current = keys.index(step.key) + 1 if step else len(steps) + 1
    return {
        "log": opened.log,
        "log_title": title_of(opened.log) if opened.log.answers.get("title") else "",
        "step": step,
        "progress_steps": range(len(steps) + 1),
        "current": current,
        "total": len(steps) + 1,
        "saved_at": opened.log.saved_at if opened.log.pk else None,
        "screen": uuid.uuid4(),
        "back_url": opened.before(step) if step else opened.url(keys[-1]),
        "reason": opened.reason(),
        "returned": opened.state == LogState.RETURNED,
        "robots": "noindex",
    }
