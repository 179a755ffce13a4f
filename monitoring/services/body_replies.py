"""What the body says: received by its link or entered from paper, and shown only after it was read."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from monitoring.enums import Moderation
from monitoring.evidence.errors import EvidenceRejected
from monitoring.models import BodyReply, FollowUpFile, ReplyRequest
from monitoring.services.desk import check_desk
from monitoring.services.evidence import store_file
from monitoring.services.papers import receive_paper

MAX_PAPERS = 10
MAX_BYTES = 200 * 1024 * 1024  # of one reply, all files together


class AlreadyReplied(Exception):  # noqa: N818 (says what happened)
    """The link was used; the coordinator may renew it."""


@transaction.atomic
def add_paper(*, request: ReplyRequest, upload: UploadedFile) -> FollowUpFile:
    """Receive a file by the link; the same bytes stand in it once. It stays confidential until a moderator opens it.

    Raises EvidenceRejected and AlreadyReplied.
    """
    row = _open(request)
    sent = row.papers.aggregate(size=Sum("file__size"))["size"] or 0
    if row.papers.count() >= MAX_PAPERS:
        raise EvidenceRejected("too_many", limit=MAX_PAPERS)
    if sent + (upload.size or 0) > MAX_BYTES:
        raise EvidenceRejected("too_much")
    file = store_file(upload=upload)
    if known := row.papers.filter(file=file).first():
        return known
    with override(row.language):
        title = _("Annex %(number)s") % {"number": row.papers.count() + 1}
    paper = FollowUpFile(case=row.case, file=file, title=title)
    paper.full_clean()
    paper.save()
    row.papers.add(paper)
    return paper


@transaction.atomic
def name_papers(*, request: ReplyRequest, titles: Mapping[UUID, str]) -> None:
    """What each file is, in the words of the body; an empty word leaves the name it has."""
    limit = FollowUpFile._meta.get_field("title").max_length
    for paper in _open(request).papers.filter(uid__in=titles):
        title = " ".join(titles[paper.uid].split())[:limit]
        if title and title != paper.title:
            paper.title = title
            paper.full_clean()
            paper.save(update_fields=["title"])


@transaction.atomic
def remove_paper(*, request: ReplyRequest, uid: UUID) -> None:
    for paper in _open(request).papers.filter(uid=uid):
        paper.delete()


@transaction.atomic
def receive_reply(
    *, request: ReplyRequest, texts: Mapping[UUID | None, str], name: str, position: str, language: str
) -> list[BodyReply]:
    """The reply of the body, once for a link. `texts` by finding, None for all of them; empty ones are left out.

    Raises AlreadyReplied and ValidationError.
    """
    row = _open(request)
    replies = _written(row, texts, {"name": name, "position": position, "language": language})
    papers = list(row.papers.all())
    for reply in replies:
        reply.files.set(papers)
    row.papers.clear()
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    log(instance=row.case, action="monitoring.reply.receive", data={"number": row.number})
    from monitoring.tasks import write_of_body_reply

    transaction.on_commit(partial(write_of_body_reply.enqueue, row.case_id))
    return replies


@transaction.atomic
def enter_reply(
    *,
    request: ReplyRequest,
    texts: Mapping[UUID | None, str],
    fields: Mapping[str, Any],
    scan: UploadedFile | None,
    user: Any,
) -> list[BodyReply]:
    """A reply that came on paper. `fields`: name, position, language and received_at.

    It waits for moderation as any other. Raises ValidationError, EvidenceRejected and NotThePublisher.
    """
    row = ReplyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    check_desk(row.case, user)
    replies = _written(row, texts, fields)
    if scan is not None:
        paper = receive_paper(case=row.case, upload=scan, title=_("Reply of the body"), user=user)
        for reply in replies:
            reply.files.add(paper)
    log(instance=row.case, action="monitoring.reply.enter", user=user, data={"number": row.number})
    return replies


@transaction.atomic
def moderate(*, reply: BodyReply, to: str, reason: str, public_files: Collection[UUID], user: Any) -> None:
    """Show the reply, or refuse it with a reason that readers are told. Raises ValidationError and NotThePublisher."""
    row = BodyReply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    check_desk(row.request.case, user)
    shown = to == Moderation.SHOWN
    if not shown and not reason.strip():
        raise ValidationError({"reason": _("Give the reason: readers are told why a reply is not shown.")})
    row.moderation, row.moderation_reason = to, "" if shown else reason.strip()
    row.moderated_by, row.moderated_at = user, timezone.now()
    row.full_clean()
    row.save(update_fields=["moderation", "moderation_reason", "moderated_by", "moderated_at"])
    opened = row.files.filter(uid__in=public_files) if shown else row.files.none()
    elsewhere = BodyReply.objects.filter(request=row.request, moderation=Moderation.SHOWN).exclude(pk=row.pk)
    row.files.exclude(pk__in=opened.values("pk")).exclude(
        pk__in=elsewhere.filter(files__isnull=False).values("files")
    ).update(is_public=False)
    opened.update(is_public=True)
    log(
        instance=row.request.case,
        action="monitoring.reply.show" if shown else "monitoring.reply.refuse",
        user=user,
        data={"number": row.request.number, "reason": row.moderation_reason},
    )


def _open(request: ReplyRequest) -> ReplyRequest:
    """The row, locked while the link is used. Raises AlreadyReplied also when the link was closed meanwhile."""
    row = ReplyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.used_at or row.cancelled_at or row.token_hash != request.token_hash:
        raise AlreadyReplied
    return row


def _written(request: ReplyRequest, texts: Mapping[UUID | None, str], fields: Mapping[str, Any]) -> list[BodyReply]:
    asked = set(request.findings.values_list("finding_uid", flat=True)) | {None}
    given = {uid: text.strip() for uid, text in texts.items() if text.strip()}
    if not given or not set(given) <= asked:
        raise ValidationError(_("Write the reply to at least one of the signs, or to all of them together."))
    replies = [BodyReply(request=request, finding_uid=uid, text=text, **fields) for uid, text in given.items()]
    for reply in replies:
        reply.full_clean()
        reply.save()
    return replies
