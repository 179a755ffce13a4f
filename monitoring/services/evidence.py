"""Evidence arrives, is stored once, and gets a copy that is safe to show."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from monitoring.enums import FileState
from monitoring.evidence.derivative import make_derivative
from monitoring.evidence.errors import DerivativeFailed, EvidenceRejected
from monitoring.evidence.intake import Intake, read_upload
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.preview import make_preview
from monitoring.models import EvidenceFile, EvidenceReceipt, FieldLog

logger = logging.getLogger(__name__)
HOUR = dt.timedelta(hours=1)


def store_evidence(
    *,
    upload: UploadedFile,
    user: Any,
    log: FieldLog | None = None,
    receipt_uid: uuid.UUID | None = None,
    taken_at: dt.datetime | None = None,
) -> EvidenceReceipt:
    """Keep the file as it came; the same bytes are stored once, the same receipt is received once.

    Raises EvidenceRejected, whose message is for the person who sent the file. The safe copy is made by the
    worker after the transaction is committed.
    """
    uid = receipt_uid or uuid.uuid4()
    if known := EvidenceReceipt.objects.filter(uid=uid, uploaded_by=user.pk).select_related("file").first():
        return known
    check_quota(user)
    intake = read_upload(upload, limit=settings.EVIDENCE_MAX_BYTES)
    with transaction.atomic():
        file = _file_of(intake, upload)
        receipt, _created = EvidenceReceipt.objects.get_or_create(
            uid=uid,
            uploaded_by=user,
            defaults={"file": file, "log": log, "original_name": (upload.name or "")[:255], "taken_at": taken_at},
        )
    return receipt


def store_file(*, upload: UploadedFile) -> EvidenceFile:
    """Keep the file of somebody who has no account: without a receipt. Raises EvidenceRejected."""
    return _file_of(read_upload(upload, limit=settings.EVIDENCE_MAX_BYTES), upload)


def check_quota(user: Any) -> None:
    """One account cannot fill the storage. Raises EvidenceRejected."""
    lately = EvidenceReceipt.objects.filter(uploaded_by=user.pk, received_at__gt=timezone.now() - HOUR)
    sent = lately.aggregate(total=Sum("file__size"))["total"] or 0
    if sent >= settings.EVIDENCE_MAX_BYTES_AN_HOUR:
        raise EvidenceRejected("too_much")


def _file_of(intake: Intake, upload: UploadedFile) -> EvidenceFile:
    if known := EvidenceFile.objects.filter(sha256=intake.sha256).first():
        return known
    try:
        with transaction.atomic():
            file = EvidenceFile(sha256=intake.sha256, size=intake.size, media_type=intake.media_type)
            file.original.save(intake.sha256, File(upload), save=False)
            file.save(force_insert=True)
    except IntegrityError:
        return EvidenceFile.objects.get(sha256=intake.sha256)
    from monitoring.tasks import prepare_evidence

    transaction.on_commit(partial(prepare_evidence.enqueue, file.pk))
    return file


@contextmanager
def _on_disk(file: EvidenceFile) -> Iterator[tuple[Path, Path]]:
    """A private folder and the original in it, whatever storage holds it."""
    with TemporaryDirectory(prefix="evidence-") as name:
        folder = Path(name)
        source = folder / "original"
        with file.original.open("rb") as stored, source.open("wb") as target:
            for chunk in File(stored).chunks():
                target.write(chunk)
        yield folder, source


def prepare_file(file: EvidenceFile) -> None:
    """Make the safe copy and its preview. A file of which none can be made stays confidential (FAILED)."""
    media_type = MediaType(file.media_type)
    with _on_disk(file) as (folder, source):
        try:
            derivative = make_derivative(source, media_type, folder / "derivative")
        except DerivativeFailed as failure:
            logger.warning("No safe copy of evidence file %s: %s", file.pk, failure)
            file.state = FileState.FAILED
            file.save(update_fields=["state"])
            return
        preview = make_preview(folder / "derivative", derivative.media_type, folder / "preview")
        with (folder / "derivative").open("rb") as copy:
            file.derivative.save(file.sha256, File(copy), save=False)
        if preview.has_image:
            with (folder / "preview").open("rb") as picture:
                file.preview.save(file.sha256, File(picture), save=False)
    file.derivative_type = derivative.media_type
    file.derivative_sha256 = derivative.sha256
    file.derivative_size = derivative.size
    file.pages, file.width, file.height = preview.pages, preview.width, preview.height
    file.duration = round(preview.duration) if preview.duration else None
    file.state = FileState.READY
    file.save()
