"""From a submitted draft to a published record, or back to its author, or to the archive of what was refused."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from monitoring import permissions
from monitoring.models import Case, CaseReviewTask, FieldLog, ReviewComment
from monitoring.services.errors import NotThePublisher, ReasonMissing
from monitoring.services.letters import REFUSED, RETURNED, tell_volunteer
from monitoring.services.workflow import ensure_review_workflow


@transaction.atomic
def submit_for_review(*, case: Case, user: Any) -> WorkflowState:
    """Start the review of the latest draft, or take it up again after it was returned; harmless when it runs."""
    state = case.current_workflow_state
    if state is None:
        return ensure_review_workflow().start(case, user)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    return state


@transaction.atomic
def act(*, task: CaseReviewTask, task_state: TaskState, user: Any, action: str, comment: str) -> None:
    """Approve or reject, whichever view asks. Raises PublishingRefused."""
    case = task_state.workflow_state.content_object
    if not permissions.can_manage(user, case):
        raise NotThePublisher(_("This case belongs to another centre's regions."))
    if action == "reject" and not comment.strip():
        raise ReasonMissing(_("Write what is to be corrected: the author reads it."))
    if action not in ("approve", "reject"):
        raise PermissionDenied
    task.perform(task_state, user, action, comment.strip())
    if action == "reject":
        tell_volunteer(case=case, event=RETURNED)


@transaction.atomic
def return_to_author(*, case: Case, user: Any, reason: str) -> None:
    """Raises ReasonMissing, or NotThePublisher when the case does not wait for this person's review."""
    task_state = case.current_workflow_task_state
    if task_state is None:
        raise NotThePublisher(_("This case does not wait for review now."))
    task_state.task.specific.on_action(task_state, user, "reject", comment=reason)


@transaction.atomic
def refuse_log(*, case: Case, user: Any, reason: str) -> None:
    """End the review for good: the volunteer reads the reason, the draft stays at the desk, nothing is public."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Write why the record is refused: the volunteer reads it."))
    if not permissions.can_manage(user, case):
        raise NotThePublisher(_("This case belongs to another centre's regions."))
    field_log = FieldLog.objects.select_for_update().filter(case=case).first()
    if field_log is None or case.version:
        raise NotThePublisher(_("Only a volunteer's record that was never public can be refused."))
    if state := case.current_workflow_state:
        state.cancel(user=user)
    field_log.refused_at, field_log.refusal_reason = timezone.now(), reason
    field_log.save(update_fields=["refused_at", "refusal_reason"])
    log(instance=case, action="monitoring.refuse", user=user, data={"reason": reason})
    tell_volunteer(case=case, event=REFUSED)


@transaction.atomic
def comment_on(*, case: Case, user: Any, field: str, text: str) -> ReviewComment:
    """Raises ReasonMissing for an empty text."""
    if not text.strip():
        raise ReasonMissing(_("Write the comment first."))
    comment = ReviewComment(case=case, author=user, field=field, text=text.strip())
    comment.full_clean()
    comment.save()
    return comment


def resolve_comment(*, comment: ReviewComment) -> None:
    ReviewComment.objects.filter(pk=comment.pk, resolved_at=None).update(resolved_at=timezone.now())
