"""Papers of the follow-up arrive as evidence does: kept as they came, shown only as a copy without their data."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from monitoring.models import Case, FollowUpFile
from monitoring.services.evidence import store_evidence


@transaction.atomic
def receive_paper(
    *, case: Case | None, upload: UploadedFile, title: str, user: Any, is_public: bool = False
) -> FollowUpFile:
    """Raises EvidenceRejected, whose message is for the person who sent the file."""
    receipt = store_evidence(upload=upload, user=user)
    paper = FollowUpFile(case=case, file=receipt.file, title=title, is_public=is_public)
    paper.full_clean()
    paper.save()
    return paper
