"""A file comes in pieces over a bad connection and becomes evidence once, whole, with the bytes that were sent."""

import datetime as dt
import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from monitoring.evidence.errors import EvidenceRejected, lazy_filesize
from monitoring.models import EvidenceReceipt, EvidenceUpload
from monitoring.services.evidence import check_quota
from monitoring.services.logs import LogOfAnother, add_file, own_log

KEPT_FOR = dt.timedelta(days=7)


class WrongOffsetError(Exception):
    """The piece does not follow on what is here; `upload.offset` tells where to go on."""

    def __init__(self, upload: EvidenceUpload) -> None:
        super().__init__(upload.offset)
        self.upload = upload


class WholeDiffersError(Exception):
    """All bytes are here and they are not those that were promised; what came was dropped and is to be sent anew."""


def begin_upload(
    *,
    uid: uuid.UUID,
    log_uid: uuid.UUID,
    user: Any,
    name: str,
    length: int,
    sha256: str,
    taken_at: dt.datetime | None = None,
) -> EvidenceUpload:
    """The upload with this uid; begun twice it is one. Raises EvidenceRejected, LogOfAnother and LogClosed."""
    with transaction.atomic():
        known = EvidenceUpload.objects.select_for_update().filter(uid=uid).first()
        if known is not None:
            if known.owner_id != user.pk or known.log.uid != log_uid:
                raise LogOfAnother
            if (known.length, known.sha256) != (length, sha256):
                raise ValidationError("Another file came under this identifier.", code="differs")
            return known
        _check_limits(user, length)
        log = own_log(uid=log_uid, user=user)
        return EvidenceUpload.objects.create(
            uid=uid, owner=user, log=log, name=name[:255], length=length, sha256=sha256, taken_at=taken_at
        )


def _check_limits(user: Any, length: int) -> None:
    if not length:
        raise EvidenceRejected("empty")
    if length > settings.EVIDENCE_MAX_BYTES:
        limit = lazy_filesize(settings.EVIDENCE_MAX_BYTES)
        raise EvidenceRejected("too_large", size=lazy_filesize(length), limit=limit)
    check_quota(user)
    if EvidenceUpload.objects.of(user).promised_bytes() + length > settings.EVIDENCE_MAX_BYTES_AN_HOUR:
        raise EvidenceRejected("too_much")


@transaction.atomic
def append_piece(*, uid: uuid.UUID, user: Any, offset: int, piece: bytes) -> EvidenceUpload:
    """Put `piece` at `offset`. A part longer than its offset, left by a crash, is cut back first.

    Raises EvidenceUpload.DoesNotExist for what this person did not begin, WrongOffsetError, EvidenceRejected.
    """
    upload = EvidenceUpload.objects.of(user).select_for_update().get(uid=uid)
    if upload.receipt_id is not None or offset != upload.offset:
        raise WrongOffsetError(upload)
    if offset + len(piece) > upload.length:
        raise EvidenceRejected("too_large", size=offset + len(piece), limit=upload.length)
    upload.part.parent.mkdir(parents=True, exist_ok=True)
    with upload.part.open("r+b" if offset else "wb") as part:
        part.truncate(offset)
        part.seek(offset)
        part.write(piece)
    upload.offset += len(piece)
    upload.save(update_fields=["offset", "touched_at"])
    return upload


def finish_upload(upload: EvidenceUpload) -> EvidenceReceipt:
    """Hand a whole file over to the evidence, once, however often and by however many it is asked.

    Raises WholeDiffersError, EvidenceRejected (the bytes are not taken as evidence) and LogClosed.
    """
    with transaction.atomic():
        upload = EvidenceUpload.objects.select_for_update().get(pk=upload.pk)
        if upload.receipt is not None:
            return upload.receipt
        receipt = _receive(upload) if _digest(upload) == upload.sha256 else None
        if receipt is None:
            upload.offset = 0
            upload.save(update_fields=["offset", "touched_at"])
    upload.part.unlink(missing_ok=True)
    if receipt is None:
        raise WholeDiffersError
    return receipt


def _receive(upload: EvidenceUpload) -> EvidenceReceipt:
    with upload.part.open("rb") as part:
        received = UploadedFile(part, name=upload.name, size=upload.length)
        receipt = add_file(
            uid=upload.log.uid,
            user=upload.owner,
            upload=received,
            receipt_uid=upload.uid,
            taken_at=upload.taken_at,
        )
    upload.receipt = receipt
    upload.save(update_fields=["receipt", "touched_at"])
    return receipt


def _digest(upload: EvidenceUpload) -> str:
    """Empty when the part is not there."""
    if not upload.part.exists():
        return ""
    with upload.part.open("rb") as part:
        return hashlib.file_digest(part, "sha256").hexdigest()


def expires_at(upload: EvidenceUpload) -> dt.datetime:
    return upload.touched_at + KEPT_FOR


def drop_stale_uploads(now: dt.datetime | None = None) -> int:
    """Forget what nobody went on with for a week: the phone still has it and begins anew. Returns how many."""
    stale = EvidenceUpload.objects.filter(touched_at__lt=(now or timezone.now()) - KEPT_FOR)
    for upload in stale:
        upload.part.unlink(missing_ok=True)
        upload.delete()
    return len(stale)
