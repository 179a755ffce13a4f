"""What the body was asked about a case and what it said: its words, or its silence, beside each finding."""

import datetime as dt
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from monitoring.enums import FindingStatus, Moderation
from monitoring.models import BodyReply, Case, FollowUpFile, RequestedFinding
from monitoring.models.case_parts import ANY_CASE
from monitoring.models.reference import for_reading
from monitoring.models.together import Together, in_order
from monitoring.presenters.dates import long_date
from monitoring.presenters.states import Chip, chip

if TYPE_CHECKING:
    from monitoring.models import Finding, ReplyRequest

Entry = dict[str, Any]


class CaseReplies:
    """Invitations and replies of one case, by finding. `asked` is in the order of asking."""

    def __init__(self, asked: "list[RequestedFinding]", replies: "list[BodyReply]") -> None:
        self.asked: dict[UUID, list[RequestedFinding]] = defaultdict(list)
        for row in asked:
            self.asked[row.finding_uid].append(row)
        self._replies = replies

    def requests(self, finding: "Finding") -> "list[ReplyRequest]":
        return [row.request for row in self.asked.get(finding.uid, [])]

    def replies(self, finding: "Finding", *moderation: str) -> "list[BodyReply]":
        """Those on this finding or on all that was asked together with it; of any moderation when none is named."""
        requests = {request.pk for request in self.requests(finding)}
        return [
            reply
            for reply in self._replies
            if reply.request_id in requests
            and reply.finding_uid in (None, finding.uid)
            and (not moderation or reply.moderation in moderation)
        ]

    def replied(self, request: "ReplyRequest") -> bool:
        return any(reply.request_id == request.pk for reply in self._replies)

    def status(self, finding: "Finding") -> str:
        """A published finding with a shown reply is answered, whatever row of its history is the last."""
        if finding.status == FindingStatus.PUBLISHED and self.replies(finding, Moderation.SHOWN):
            return FindingStatus.ANSWERED
        return finding.status


def case_replies(case: Case) -> CaseReplies:
    """In one query; `case` is public, or a draft in its preview."""
    if case.pk is None:
        return CaseReplies([], [])
    asked, replies, attached = _question(case._state.db or "default").read(wanted=ANY_CASE, given=case.pk)
    papers: dict[int, list[FollowUpFile]] = defaultdict(list)
    for row in attached:
        papers[row.bodyreply_id].append(row.followupfile)
    for reply in replies:
        reply.open_files = papers[reply.pk]
    return CaseReplies(asked, replies)


@cache
def _question(using: str) -> Together:
    """What was asked about a case, the replies, and the open files of each."""
    case = Case(pk=ANY_CASE)
    asked = for_reading(RequestedFinding.objects.of(case), "request__body")
    replies = for_reading(BodyReply.objects.of(case), "request__body")
    attached = BodyReply.files.through._default_manager.filter(
        bodyreply__in=BodyReply.objects.of(case), followupfile__in=FollowUpFile.objects.public()
    )
    ordered = [
        in_order(asked, "request__sent_on", "request__created_at", "request_id", "pk"),
        in_order(replies),
        in_order(for_reading(attached, "followupfile__file"), "followupfile__created_at", "followupfile_id"),
    ]
    return Together(ordered, using)


def reply_entries(finding: "Finding", known: CaseReplies, today: dt.date) -> list[Entry]:
    """What stands beside the finding: each reply of the body, and what it did not say by when."""
    shown = [reply_entry(reply) for reply in known.replies(finding, Moderation.SHOWN)]
    unread = known.replies(finding, Moderation.WAITING, Moderation.REFUSED)
    entries = shown + [unshown_entry(reply) for reply in unread] or [silence_entry(finding, known, today)]
    entries[-1]["notes"] = notes(finding, known)
    return entries


def reply_entry(reply: "BodyReply") -> Entry:
    request = reply.request
    on = timezone.localdate(reply.received_at)
    late = request.due_on is not None and on > request.due_on
    meta = [_("Reply of the body"), long_date(on)]
    if late and request.due_on:
        meta.append(_("after the term, which ended on %(date)s") % {"date": long_date(request.due_on)})
    return {
        "title": ", ".join(filter(None, [reply.position, str(request.body or "")])),
        "note": reply.name,
        "meta": " · ".join(meta),
        "text": reply.text,
        "lang": "" if reply.language == get_language() else reply.language,
        "files": [
            {
                "title": paper.title,
                "url": reverse("monitoring:paper", args=[paper.uid]),
                "meta": filesizeformat(paper.file.derivative_size or paper.file.size),
            }
            for paper in reply.open_files  # type: ignore[attr-defined]  # of case_replies
        ],
    }


def unshown_entry(reply: "BodyReply") -> Entry:
    date = long_date(timezone.localdate(reply.received_at))
    if reply.moderation == Moderation.REFUSED:
        return silent(
            _("A reply was received and is not shown"),
            _("Received on %(date)s. Why it is not shown: %(reason)s")
            % {"date": date, "reason": reply.moderation_reason},
        )
    return silent(
        _("A reply was received"),
        _("Received on %(date)s. It will stand here when it has been read.") % {"date": date},
    )


def silence_entry(finding: "Finding", known: CaseReplies, today: dt.date) -> Entry:
    requests = known.requests(finding)
    if not requests:
        return silent(
            _("No reply asked yet"),
            _(
                "When the body replies, its words will stand here, the same size. "
                "If the time passes without a reply, that will be written here too."
            ),
        )
    running = any(request.due_on and request.due_on >= today and not known.replied(request) for request in requests)
    title = _("Reply awaited") if running else _("No reply from the body")
    return silent(title, " ".join(request_text(request, known, today) for request in requests))


def request_text(request: "ReplyRequest", known: CaseReplies, today: dt.date) -> str:
    dates = {"sent": long_date(request.sent_on), "due": long_date(request.due_on)}  # type: ignore[arg-type]
    if known.replied(request):
        return _("The body was asked on %(sent)s; it replied, but said nothing of this.") % dates
    if request.due_on and request.due_on >= today:
        return _("The body was asked on %(sent)s and may reply until %(due)s.") % dates
    return _("The body was asked on %(sent)s and had not replied by %(due)s.") % dates


def notes(finding: "Finding", known: CaseReplies) -> list[str]:
    """Why it was published without waiting, and what the body was asked when the words have changed since."""
    rows = known.asked.get(finding.uid, [])
    texts = [
        _("Published before the term of the reply ended. Why: %(reason)s") % {"reason": row.request.published_sooner}
        for row in rows
        if row.request.published_sooner
    ]
    if rows and not any((row.title, row.description) == (finding.title, finding.description) for row in rows):
        texts.append(
            _("The words were changed after the body was asked. It was asked about: “%(title)s”")
            % {"title": rows[-1].title}
        )
    return texts


def silent(title: str, text: str) -> Entry:
    return {"title": title, "text": text, "silent": True}


def reply_chip(findings: "list[Finding]", known: CaseReplies, today: dt.date) -> Chip:
    """One word on the replies to all findings of a case, for its head."""
    total = len(findings)
    answered = sum(bool(known.replies(finding, Moderation.SHOWN)) for finding in findings)
    if answered == total:
        return chip("met", _("the body replied"))
    if answered:
        return chip("late", _("the body replied to %(count)s of %(total)s") % {"count": answered, "total": total})
    if any(known.replies(finding, Moderation.WAITING) for finding in findings):
        return chip("unknown", _("a reply was received and is being read"))
    if any(known.replies(finding, Moderation.REFUSED) for finding in findings):
        return chip("unknown", _("a reply was received and is not shown"))
    return asked_chip(findings, known, today)


def asked_chip(findings: "list[Finding]", known: CaseReplies, today: dt.date) -> Chip:
    asked = [finding for finding in findings if known.requests(finding)]
    if not asked:
        return chip("unknown", _("no reply asked yet"))
    last = max(request.due_on for finding in asked for request in known.requests(finding) if request.due_on)
    if last >= today:
        return chip("unknown", _("reply awaited until %(date)s") % {"date": long_date(last)})
    if len(asked) < len(findings):
        counts = {"count": len(asked), "total": len(findings)}
        return chip("unknown", _("asked about %(count)s of %(total)s, no reply") % counts)
    return chip("late", _("no reply from the body"))
