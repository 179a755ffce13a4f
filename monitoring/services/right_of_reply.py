"""The body is asked before a finding is shown: invitations, their links, and what is decided about them."""

import datetime as dt
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from monitoring.calendars import current_calendar
from monitoring.deadlines import due
from monitoring.enums import RecordEventKind
from monitoring.models import Case, ExecutiveBody, Finding, RecordEvent, ReplyRequest, RequestedFinding
from monitoring.models.right_of_reply import hash_of
from monitoring.presenters.case_findings import law_source
from monitoring.rules import rule_book, term_of
from monitoring.services.desk import check_desk
from monitoring.services.figures import store_shown_requests
from monitoring.signals import facts_changed

RULE = "M10"
SALT = "monitoring.right_of_reply"


@dataclass(frozen=True)
class Invitation:
    """The secret of the link is known here and nowhere afterwards."""

    request: ReplyRequest
    token: str


def token_of(seed: str) -> str:
    """The secret of a link from a random seed and the site's key: the worker gets the seed, and a copy of the
    database alone opens no link."""
    return salted_hmac(SALT, seed, algorithm="sha256").hexdigest()


@transaction.atomic
def invite_body(
    *,
    case: Case,
    finding_uids: Collection[UUID],
    body: ExecutiveBody | None,
    email: str,
    language: str,
    user: Any,
    uid: UUID | None = None,
) -> Invitation:
    """Ask the body about findings of the draft, word for word as they stand there, and start its term.

    `uid` is the invitation's own, so that a form sent twice invites once. Raises ValidationError and NotThePublisher.
    """
    check_desk(case, user)
    if uid and ReplyRequest.objects.filter(uid=uid).exists():
        raise ValidationError(_("This invitation was made already."), code="repeated")
    draft = case.get_latest_revision_as_object()
    findings = [finding for finding in draft.findings.all() if finding.uid in finding_uids]
    if not findings or len(findings) < len(set(finding_uids)):
        raise ValidationError(_("Choose the signs of a breach the body is asked about."), code="findings")
    today = timezone.localdate()
    rule, due_on = term_from(today)
    seed = secrets.token_urlsafe(32)
    request = ReplyRequest(
        case=case,
        body=body,
        email=email.strip(),
        language=language,
        token_hash=hash_of(token_of(seed)),
        sent_on=today,
        rule=rule,
        due_on=due_on,
        decided_by=user,
        **({"uid": uid} if uid else {}),
    )
    request.full_clean()
    request.save()
    for row in snapshot(findings, language):
        row.request = request
        row.full_clean()
        row.save()
    store_shown_requests([case.pk])
    _logged(request, "invite", user, findings=[finding.title for finding in findings])
    _send_link(request, seed)
    return Invitation(request, token_of(seed))


def term_from(start: dt.date) -> tuple[Any, dt.date]:
    """The movement's own rule in force that day, and the last day of the term. Raises ValidationError."""
    rule = rule_book().wording(RULE, start)
    term = term_of(rule) if rule else None
    if term is None:
        raise ValidationError(_("The term of the reply (rule %(code)s) is not among the rules.") % {"code": RULE})
    return rule, due(term, start, current_calendar()).due


def snapshot(findings: list[Finding], language: str) -> list[RequestedFinding]:
    """What is said of each finding now, the law in the language of the notice."""
    with override(language):
        return [
            RequestedFinding(
                finding_uid=finding.uid,
                title=finding.title,
                description=finding.description,
                law="\n".join(filter(None, [str(finding.provision or ""), law_source(finding), doubt(finding)])),
            )
            for finding in findings
        ]


def doubt(finding: Finding) -> str:
    cited = (finding.provision, finding.criterion)
    return _("to be verified by a lawyer") if any(law and law.needs_verification for law in cited) else ""


@transaction.atomic
def renew_link(*, request: ReplyRequest, user: Any) -> Invitation:
    """A new link in the place of the old one, open for one more reply; the term stays."""
    request = _standing(request, user)
    seed = secrets.token_urlsafe(32)
    request.token_hash, request.used_at = hash_of(token_of(seed)), None
    request.save(update_fields=["token_hash", "used_at"])
    _logged(request, "renew_link", user)
    _send_link(request, seed)
    return Invitation(request, token_of(seed))


@transaction.atomic
def cancel_request(*, request: ReplyRequest, user: Any) -> None:
    """Close the link. What was answered, or what a public finding rests on, is not taken back."""
    request = _standing(request, user)
    if request.replies.exists() or _is_relied_on(request):
        raise ValidationError(
            _("The body has replied, or a public record rests on this invitation: it cannot be cancelled.")
        )
    request.cancelled_at, request.token_hash = timezone.now(), None
    request.save(update_fields=["cancelled_at", "token_hash"])
    _logged(request, "cancel", user)


def _is_relied_on(request: ReplyRequest) -> bool:
    if not request.case.live:
        return False
    asked = set(request.findings.values_list("finding_uid", flat=True))
    stored = request.case.findings.prefetch_related("statuses")
    return any(finding.uid in asked and finding.is_shown for finding in stored)


@transaction.atomic
def publish_sooner(*, request: ReplyRequest, reason: str, user: Any) -> None:
    """Allow publication before the term is over. `reason` is public; who and when stay in the history of the desk."""
    request = _standing(request, user)
    request.published_sooner = reason.strip()
    if not request.published_sooner:
        raise ValidationError(_("Give the reason: readers see it beside the signs of a breach."))
    request.decided_by, request.decided_at = user, timezone.now()
    request.full_clean()
    request.save(update_fields=["published_sooner", "decided_by", "decided_at"])
    _logged(request, "publish_sooner", user, reason=request.published_sooner)


def expire_reply_requests(today: dt.date) -> int:
    """Write once for each invitation that its term passed in silence. Returns how many were written."""
    silent = ReplyRequest.objects.expired(today).order_by("pk")
    known = RecordEvent.objects.filter(kind=RecordEventKind.NO_REPLY, case__in=silent.order_by().values("case"))
    written = set(known.values_list("key", flat=True))
    events = [
        RecordEvent(
            case_id=request.case_id,
            kind=RecordEventKind.NO_REPLY,
            key=key,
            due_on=request.due_on,
            detail={"request": str(request.uid)},
        )
        for request in silent.iterator()
        if (key := f"no_reply:{request.uid}") not in written
    ]
    RecordEvent.objects.bulk_create(events, ignore_conflicts=True, batch_size=500)
    facts_changed.send(sender=ReplyRequest, keys={event.case_id for event in events})
    return len(events)


def _standing(request: ReplyRequest, user: Any) -> ReplyRequest:
    """The row, locked. Raises NotThePublisher and, when it was cancelled, ValidationError."""
    row = ReplyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    check_desk(row.case, user)
    if row.cancelled_at:
        raise ValidationError(_("This invitation is cancelled."))
    return row


def _send_link(request: ReplyRequest, seed: str) -> None:
    from monitoring.tasks import write_to_body

    if request.email:
        transaction.on_commit(partial(write_to_body.enqueue, request.pk, seed))


def _logged(request: ReplyRequest, verb: str, user: Any, **data: Any) -> None:
    log(
        instance=request.case,
        action=f"monitoring.reply.{verb}",
        user=user,
        data={"number": request.number, **data},
    )
