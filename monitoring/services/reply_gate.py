"""No finding is shown before the body it speaks of could answer."""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from monitoring.enums import Moderation
from monitoring.services.errors import ReplyTermRunning

if TYPE_CHECKING:
    from monitoring.models import Case, Finding, ReplyRequest


def check_reply_terms(*, case: "Case", draft: "Case") -> None:
    """Raise ReplyTermRunning when `draft` would show a finding the body was not asked about in time.

    A version meant for a later day is judged by that day.
    """
    findings = newly_shown(case, draft)
    if not findings:
        return
    on = timezone.localdate(max(draft.go_live_at or timezone.now(), timezone.now()))
    asked = requests_by_finding(case, findings)
    told = [text for finding in findings if (text := what_is_missing(finding, asked.get(finding.uid, []), on))]
    if told:
        raise ReplyTermRunning(" ".join(told))


def newly_shown(case: "Case", draft: "Case") -> "list[Finding]":
    from monitoring.models import Finding

    public: set[UUID] = set()
    if case.live:
        stored = Finding.objects.filter(case=case.pk).prefetch_related("statuses")
        public = {finding.uid for finding in stored if finding.is_shown}
    return [finding for finding in draft.findings.all() if finding.is_shown and finding.uid not in public]


def requests_by_finding(case: "Case", findings: "list[Finding]") -> "dict[UUID, list[ReplyRequest]]":
    """Of the invitations that were not cancelled, the earliest first."""
    from monitoring.models import ReplyRequest

    uids = {finding.uid for finding in findings}
    requests = (
        ReplyRequest.objects.filter(case=case.pk, cancelled_at=None, sent_on__isnull=False)
        .filter(findings__finding_uid__in=uids)
        .distinct()
        .prefetch_related("findings", "replies")
    )
    asked: dict[UUID, list[ReplyRequest]] = {}
    for request in requests:
        for row in request.findings.all():
            asked.setdefault(row.finding_uid, []).append(request)
    return asked


def what_is_missing(finding: "Finding", requests: "list[ReplyRequest]", on: dt.date) -> str:
    """A sentence on why `finding` must not be shown on that day; empty when it may be."""
    if not requests:
        return _(
            "The body was not asked about “%(finding)s” yet. Invite it to reply, and publish when its term is over."
        ) % {"finding": finding.title}
    if any(is_over(request, finding, on) for request in requests):
        return ""
    until = min(request.due_on for request in requests if request.due_on)
    return _(
        "The body may reply about “%(finding)s” until %(date)s inclusive. Publish after that day or when its reply has "
        "come, or record in the invitation why it is published sooner."
    ) % {"finding": finding.title, "date": date_format(until, "DATE_FORMAT")}


def is_over(request: "ReplyRequest", finding: "Finding", on: dt.date) -> bool:
    """The term ran out, the body answered on this finding, or the reason not to wait is on record."""
    if request.published_sooner or (request.due_on is not None and request.due_on < on):
        return True
    return any(
        reply.finding_uid in (None, finding.uid) and reply.moderation != Moderation.REFUSED
        for reply in request.replies.all()
    )
