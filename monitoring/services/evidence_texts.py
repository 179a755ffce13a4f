"""The words of public files are read, kept, and thrown away when the file is public no more."""

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.db import transaction

from monitoring.enums import TextState
from monitoring.evidence.extraction import Extracted, ExtractionFailed, extract, is_readable
from monitoring.evidence.media_types import MediaType
from monitoring.models import EvidenceFile, EvidencePage, EvidenceText
from monitoring.models.evidence_texts import unread_files

logger = logging.getLogger(__name__)
BATCH = 200


def read_file(file: EvidenceFile) -> EvidenceText:
    """Read the public copy, never the original. A failure is kept with its reason and not tried again by itself."""
    text, _new = EvidenceText.objects.update_or_create(
        file=file, defaults={"copy_sha256": file.derivative_sha256, "state": TextState.PENDING, "reason": ""}
    )
    found, reason = Extracted({}, unread=False), ""
    try:
        if is_readable(file.derivative_type):
            found = _extracted(file)
    except ExtractionFailed as failure:
        reason = failure.failure.value
        logger.warning("No words of the copy of evidence file %s: %s", file.pk, reason)
    with transaction.atomic():
        text.pages.all().delete()
        text.state, text.reason = _state(found, reason), reason
        EvidencePage.objects.bulk_create(
            EvidencePage(text=text, number=number, content=content) for number, content in found.pages.items()
        )
        text.save()
    return text


def _state(found: Extracted, reason: str) -> TextState:
    if reason:
        return TextState.FAILED
    if found.pages:
        return TextState.DONE
    return TextState.NO_OCR if found.unread else TextState.NONE


def _extracted(file: EvidenceFile) -> Extracted:
    with TemporaryDirectory(prefix="evidence-") as folder:
        source = Path(folder) / "copy"
        with file.derivative.open("rb") as stored, source.open("wb") as target:
            for chunk in File(stored).chunks():
                target.write(chunk)
        return extract(source, MediaType(file.derivative_type))


def read_missing(*, again: bool = False) -> Iterator[EvidenceText]:
    """Read what is public and unread, a transaction a file, so that it goes on where it stopped.

    `again`: also what failed, and what waited for a machine that reads scans.
    """
    forget_hidden()
    if again:
        EvidenceText.objects.filter(state__in=[TextState.FAILED, TextState.NO_OCR]).update(state=TextState.PENDING)
    last = 0
    while files := list(unread_files().filter(pk__gt=last)[:BATCH]):
        for file in files:
            yield read_file(file)
        last = files[-1].pk


def forget_hidden() -> int:
    """Throw away the words of files no longer public; returns of how many."""
    hidden = EvidenceText.objects.exclude(pk__in=EvidenceText.objects.public())
    number = hidden.count()
    hidden.delete()
    return number
