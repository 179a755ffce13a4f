"""What a referral achieved."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.enums import FindingStatus, OutcomeLevel, StepEventKind
from monitoring.models import (
    ExecutiveBody,
    FindingStatusRow,
    FollowUpFile,
    Official,
    Outcome,
    ReferralOutcome,
    ReferralStep,
)
from monitoring.services.referrals.writing import locked, must_be_sent, not_ahead, not_before_sending, refuse, write

RESOLVING = frozenset({"O-FIX", "O-REP", "O-ANN"})


@transaction.atomic
def record_outcome(
    *,
    step: ReferralStep,
    outcome: Outcome,
    on: dt.date,
    document: str,
    user: Any,
    level: str = OutcomeLevel.BODY,
    body: ExecutiveBody | None = None,
    official: Official | None = None,
    note: str = "",
    file: FollowUpFile | None = None,
) -> ReferralOutcome:
    """`document` is the act that says so: without it nothing is told of a body or a person."""
    held = locked(step, user)
    must_be_sent(held)
    not_ahead(on, "on")
    not_before_sending(held, on, "on")
    if not document.strip():
        raise refuse(_("Name the act that says so: its number and date."), "document")
    made = ReferralOutcome(
        step=held,
        outcome=outcome,
        on=on,
        document=document.strip(),
        level=level,
        body=body or held.referral.case.body,
        official=official if level == OutcomeLevel.PERSON else None,
        note=note.strip(),
        file=file,
    )
    made.full_clean()
    made.save()
    write(held, StepEventKind.OUTCOME, on, user, text=f"{outcome}: {made.document}"[:500], document=file)
    return made


@transaction.atomic
def resolve_findings(*, step: ReferralStep, findings: Iterable[UUID], user: Any, note: str = "") -> int:
    """Mark findings as resolved in the draft of the case; the public record changes when it is published.

    Returns how many were marked; those already resolved are left alone.
    """
    held = locked(step, user)
    draft = held.referral.case.get_latest_revision_as_object()
    wanted, marked = set(findings), 0
    all_findings = list(draft.findings.all())
    for finding in all_findings:
        if finding.uid in wanted and finding.status != FindingStatus.RESOLVED:
            finding.statuses.add(FindingStatusRow(status=FindingStatus.RESOLVED, author=user, note=note[:500]))
            marked += 1
    if marked:
        draft.findings.set(all_findings)
        draft.save_revision(user=user, clean=False, log_action=True)
    return marked
