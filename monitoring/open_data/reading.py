"""A published case with everything public that happened around it, in a fixed number of queries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from monitoring.models import (
    AssessedCriterion,
    BodyReply,
    Case,
    CaseDeadline,
    Finding,
    ReferralOutcome,
    ReferralStep,
    ReplyRequest,
)


@dataclass(frozen=True)
class PublicRecord:
    """`steps` are the letters that were sent, earliest first; `replies` are the body's own words that are shown."""

    case: Case
    findings: Sequence[Finding]
    assessed: Sequence[AssessedCriterion]
    deadlines: Sequence[CaseDeadline]
    steps: Sequence[ReferralStep]
    requests: Sequence[ReplyRequest]
    replies: Sequence[BodyReply]

    @property
    def finding_uids(self) -> frozenset[uuid.UUID]:
        return frozenset(finding.uid for finding in self.findings)


def public_record(reference: str) -> PublicRecord | None:
    """None when there is no public case of this number, also when it was withdrawn."""
    case = Case.objects.public().filter(reference=reference).record()
    return record_of(case) if case else None


def record_of(case: Case) -> PublicRecord:
    """`case` is the row itself, that is the public version, and public."""
    outcomes = ReferralOutcome.objects.public().select_related("outcome", "body", "official")
    findings = [finding for finding in case.findings.all() if finding.is_shown]
    asked = ReplyRequest.objects.public().filter(case=case.pk)
    replies = BodyReply.objects.public().filter(request__case=case.pk)
    return PublicRecord(
        case=case,
        findings=findings,
        assessed=list(AssessedCriterion.objects.filter(case=case.pk).select_related("criterion")),
        deadlines=list(CaseDeadline.objects.public().filter(case=case.pk).select_related("rule__provision__act")),
        steps=list(
            ReferralStep.objects.public()
            .filter(referral__case=case.pk)
            .select_related("referral", "authority", "addressee", "reply")
            .prefetch_related("events", "questions", "referral__referred", Prefetch("outcomes", outcomes))
            .order_by("sent_on", "pk")
        ),
        requests=list(asked.select_related("body").prefetch_related("findings").order_by("sent_on", "pk")),
        replies=list(replies.order_by("received_at", "pk")),
    )
