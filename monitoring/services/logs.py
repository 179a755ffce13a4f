"""A volunteer's log is saved as it is typed, and handed over once."""

import copy
import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation

from monitoring import permissions
from monitoring.enums import Language, Origin
from monitoring.log.answers import IN_CONFIDENCE, Answers, blank, text
from monitoring.log.difference import apply_difference
from monitoring.log.forms.base import Problem
from monitoring.log.sketch import Sketch, sketch
from monitoring.log.state import OPEN, state_of, with_state
from monitoring.log.steps import Step, problems_of
from monitoring.models import Case, Centre, EvidenceReceipt, FieldLog, ReviewComment
from monitoring.services.evidence import store_evidence
from monitoring.services.review import submit_for_review

RECEIPTS = "receipts"


class LogOfAnother(PermissionDenied):
    """The log, or the file, with this identifier belongs to somebody else; its existence is not admitted."""


class LogClosed(PermissionDenied):
    """The log is with the coordinator or published and cannot be changed."""

    def __init__(self, log: FieldLog) -> None:
        super().__init__(str(log.uid))
        self.log = log


class LogConflictError(Exception):
    """Another screen or device changed the same answers meanwhile. `yours` and `stored` are by name."""

    def __init__(self, log: FieldLog, yours: Answers, stored: Answers) -> None:
        super().__init__(str(log.uid))
        self.log, self.yours, self.stored = log, yours, stored


class LogIncompleteError(Exception):
    def __init__(self, problems: list[tuple[Step, Problem]]) -> None:
        super().__init__(", ".join(f"{step.key}: {problem.field}" for step, problem in problems))
        self.problems = problems


def centres_of(user: Any) -> list[int]:
    """Ids of the centres for which the person logs; none for a role in the whole country."""
    held = permissions.roles_of(user)
    roles = (permissions.VOLUNTEER, permissions.COORDINATOR)
    return sorted({pk for role in roles for pk in held.get(role, ()) if pk is not None})


def is_taken(uid: uuid.UUID) -> bool:
    """Whether anybody has a log with this uid."""
    return FieldLog.objects.filter(uid=uid).exists()


def stored_answer(log: FieldLog, name: str) -> Any:
    return log.in_confidence if name == IN_CONFIDENCE else log.answers.get(name, blank(name))


@transaction.atomic
def own_log(*, uid: uuid.UUID, user: Any) -> FieldLog:
    """The person's log as long as it can be changed; a new one when nobody has this uid.

    Raises LogOfAnother and LogClosed.
    """
    return _open_log(uid, user)


def _open_log(uid: uuid.UUID, user: Any) -> FieldLog:
    """The person's log, locked until the end of the transaction; a new one when nobody has this uid.

    Raises LogOfAnother and LogClosed.
    """
    centres = centres_of(user)
    language = translation.get_language() or Language.RU
    FieldLog.objects.get_or_create(
        uid=uid,
        defaults={"volunteer": user, "centre_id": centres[0] if centres else None, "language": language},
    )
    FieldLog.objects.select_for_update().get(uid=uid)
    log = with_state(FieldLog.objects.all()).get(uid=uid)
    if not permissions.can_edit_log(user, log):
        raise LogOfAnother
    if state_of(log) not in OPEN:
        raise LogClosed(log)
    return log


@transaction.atomic
def save_answers(*, uid: uuid.UUID, user: Any, answers: Mapping[str, Any], revision: int, screen: str) -> FieldLog:
    """Keep `answers` (cleaned by `clean_answers`, valid or not) in the log; the same save twice is one.

    `revision` is that of the log the screen was filled from; `screen` names the screen or device. An answer that
    another screen changed after `revision` is not overwritten: then LogConflictError, and nothing is saved.
    Raises LogOfAnother and LogClosed too.
    """
    log, screen = _open_log(uid, user), text(screen[:40])
    changed = {name: value for name, value in answers.items() if stored_answer(log, name) != value}
    newer = {
        name
        for name in changed
        if (last := log.changes.get(name)) and last["revision"] > revision and last["screen"] != screen
    }
    if newer:
        raise LogConflictError(
            log,
            {name: changed[name] for name in sorted(newer)},
            {name: stored_answer(log, name) for name in sorted(newer)},
        )
    if changed:
        log.revision += 1
        for name, value in changed.items():
            if name == IN_CONFIDENCE:
                log.in_confidence = value
            else:
                log.answers[name] = value
            log.changes[name] = {"revision": log.revision, "screen": screen}
    log.save(update_fields=["answers", "in_confidence", "changes", "revision", "saved_at"])
    return log


def add_file(
    *,
    uid: uuid.UUID,
    user: Any,
    upload: UploadedFile,
    receipt_uid: uuid.UUID,
    taken_at: dt.datetime | None = None,
) -> EvidenceReceipt:
    """Receive a file into the log; the same receipt, or the same bytes, stand in it once.

    Raises EvidenceRejected, LogOfAnother and LogClosed.
    """
    log = own_log(uid=uid, user=user)
    if EvidenceReceipt.objects.filter(uid=receipt_uid).exclude(uploaded_by=user, log=log).exists():
        raise LogOfAnother
    receipt = store_evidence(upload=upload, user=user, log=log, receipt_uid=receipt_uid, taken_at=taken_at)
    same = log.receipts.filter(file=receipt.file_id).exclude(pk=receipt.pk).order_by("pk").first()
    if same is not None:
        receipt.delete()
        return same
    return receipt


@transaction.atomic
def remove_file(*, uid: uuid.UUID, user: Any, receipt_uid: uuid.UUID) -> None:
    """Take a file out of the log. How and from whom it came stays on record."""
    log = _open_log(uid, user)
    log.receipts.filter(uid=receipt_uid).update(log=None)


@transaction.atomic
def submit_log(*, log: FieldLog, user: Any) -> Case:
    """Hand the log over: a case for review the first time, a correction of its draft after a return.

    Sent twice, it is stored once. Raises LogIncompleteError and LogOfAnother.
    """
    try:
        log = _open_log(log.uid, user)
    except LogClosed as closed:
        return Case.objects.get(log=closed.log)
    if problems := list(problems_of(log)):
        raise LogIncompleteError(problems)
    receipts = list(log.receipts.select_related("file").order_by("received_at", "pk"))
    now = timezone.now()
    new = sketch(log, log.answers, receipts, today=timezone.localdate(now))
    if log.case is None:
        old = Sketch()
        draft = Case(origin=Origin.LOG, live=False, **new.fields)
        draft.centre = log.centre = _centre_for(draft, user)
        draft.save()
    else:
        old = _sketch_of_submitted(log)
        draft = log.case.get_latest_revision_as_object()
    apply_difference(draft, old, new)
    draft.save_revision(user=user)
    log.case = Case.objects.get(pk=draft.pk)
    log.submitted = {**copy.deepcopy(log.answers), RECEIPTS: [str(receipt.uid) for receipt in receipts]}
    log.submitted_at = now
    log.save(update_fields=["case", "centre", "submitted", "submitted_at", "saved_at"])
    ReviewComment.objects.filter(case=log.case, resolved_at=None).update(resolved_at=now)
    submit_for_review(case=log.case, user=user)
    return log.case


def _sketch_of_submitted(log: FieldLog) -> Sketch:
    uids = log.submitted.get(RECEIPTS, [])
    receipts = list(EvidenceReceipt.objects.filter(uid__in=uids).select_related("file"))
    sent_on: dt.date = timezone.localdate(log.submitted_at)
    answers = {name: value for name, value in log.submitted.items() if name != RECEIPTS}
    return sketch(log, answers, receipts, today=sent_on)


def _centre_for(case: Case, user: Any) -> Centre | None:
    """The volunteer's centre; of several, the one that covers the case's region."""
    centres = list(Centre.objects.filter(pk__in=centres_of(user)).prefetch_related("regions"))
    covering = [c for c in centres if any(region.pk == case.region_id for region in c.regions.all())]
    return next(iter([*covering, *centres]), None)
