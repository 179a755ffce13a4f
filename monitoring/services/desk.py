"""Verbs of the desk that concern a case beside its text."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from monitoring import permissions
from monitoring.models import Case, Centre
from monitoring.services.errors import NotThePublisher


def check_desk(case: Case, user: Any) -> None:
    if not permissions.can_manage(user, case):
        raise NotThePublisher(_("This case belongs to another centre's regions."))


def set_publication(*, revision: Revision, note: str, go_live_at: dt.datetime | None) -> None:
    """Write why and when it is published into a draft. Who only decides that is not an author of the draft."""
    at = go_live_at.isoformat() if go_live_at else None
    revision.content = {**revision.content, "change_note": note.strip(), "go_live_at": at}
    revision.save(update_fields=["content"])


@transaction.atomic
def publish_latest(*, case: Case, user: Any, note: str = "") -> None:
    """Raises PublishingRefused. A case under review passes its review by this."""
    check_desk(case, user)
    revision = case.get_latest_revision() or case.save_revision(user=user)
    if note.strip() and not str(revision.content.get("change_note", "")).strip():
        revision.content = {**revision.content, "change_note": note.strip()}
        revision.save(update_fields=["content"])
    task_state = case.current_workflow_task_state
    if task_state is not None:
        task_state.task.specific.on_action(task_state, user, "approve")
    else:
        revision.publish(user=user)


@transaction.atomic
def assign_centre(*, case: Case, centre: Centre, user: Any) -> None:
    """At once, in the record and in its draft: it says who works on the case, not what happened in it."""
    check_desk(case, user)
    Case.objects.filter(pk=case.pk).update(centre=centre)
    revision = case.get_latest_revision()
    if revision is not None:
        revision.content = {**revision.content, "centre": centre.pk}
        revision.save(update_fields=["content"])
    log(instance=case, action="monitoring.assign", user=user, data={"centre": centre.key}, content_changed=True)


@transaction.atomic
def set_stage(*, case: Case, stage: str, user: Any) -> None:
    """In the draft: the public record changes when the draft is published."""
    check_desk(case, user)
    draft = case.get_latest_revision_as_object()
    draft.stage = stage
    draft.save_revision(user=user, clean=False, log_action=True)
