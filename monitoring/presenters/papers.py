"""Papers of the follow-up as links; what is confidential is never named."""

from typing import TYPE_CHECKING

from django.urls import reverse

from monitoring.enums import FileState

if TYPE_CHECKING:
    from monitoring.models import FollowUpFile


def is_open(paper: "FollowUpFile | None") -> bool:
    """The same rule as `FollowUpFile.objects.public()`, for a paper of a case already known to be public."""
    return paper is not None and paper.is_public and paper.file.state == FileState.READY


def paper_link(paper: "FollowUpFile | None") -> dict[str, str]:
    """`url` and `url_label` for a row of a timeline; empty for what the public may not open."""
    if paper is None or not is_open(paper):
        return {}
    return {"url": reverse("monitoring:paper", args=[paper.uid]), "url_label": paper.title}
