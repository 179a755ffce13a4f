"""What is certified of one file: its checksums, and through which hands of the software it went. No person is named."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from monitoring.models import Case, EvidenceLink
from monitoring.presenters.dates import long_date

First = tuple[int, dt.datetime]


def first_published(case: Case) -> dict[uuid.UUID, First]:
    """By the uid of the evidence: number and moment of the first public version that showed it openly."""
    found: dict[uuid.UUID, First] = {}
    rows = case.versions.exclude(revision=None).order_by("number", "pk")
    for number, at, content in rows.values_list("number", "at", "revision__content"):
        for link in content.get("evidence", []):
            if link["is_public"]:
                found.setdefault(uuid.UUID(link["uid"]), (number, at))
    return found


def certificate(case: Case, number: int, link: EvidenceLink, name: str, first: First | None) -> dict[str, Any]:
    file = link.file
    version, at = first or (case.version, case.last_published_at)
    return {
        "number": number,
        "link": link,
        "file": file,
        "name": name,
        "received_on": long_date(timezone.localtime(file.received_at).date()) if file else "",
        "version": version,
        "published_on": long_date(timezone.localtime(at).date()) if at else "",
    }
