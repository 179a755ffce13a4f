"""Where public changes come from: versions, the history of letters, the body's own replies. Public records only."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from monitoring.enums import FINDING_SHOWN, StepEventKind, VersionKind
from monitoring.models import BodyReply, CaseVersion, ReferralStep
from search.changes.models import RecordChange
from search.enums import CHANGES_OF_LETTERS, CHANGES_OF_VERSIONS, ChangeKind

# The kinds of events of a letter that readers are told have the same names in the journal.
TOLD = [StepEventKind(kind) for kind in CHANGES_OF_LETTERS]


def versions(*, since: dt.datetime | None = None, case: int | None = None) -> Iterator[RecordChange]:
    rows = CaseVersion.objects.public().filter(_narrowed("at", since), *_of("case", case)).order_by("at", "pk")
    for key, case_id, kind, at in rows.values_list("pk", "case", "kind", "at").iterator():
        told = ChangeKind.PUBLISHED if kind == VersionKind.PUBLISHED else ChangeKind.UPDATED
        yield RecordChange(case_id=case_id, kind=told, source=key, at=at)


def letters(*, since: dt.datetime | None = None, case: int | None = None) -> Iterator[RecordChange]:
    """Without entries that were struck out as mistakes."""
    standing = _narrowed("events__at", since) & Q(events__kind__in=TOLD, events__struck_by__isnull=True)
    rows = ReferralStep.objects.public().filter(standing, *_of("referral__case", case)).order_by("events__at")
    for key, case_id, kind, at in rows.values_list(
        "events__pk", "referral__case", "events__kind", "events__at"
    ).iterator():
        yield RecordChange(case_id=case_id, kind=ChangeKind(kind), source=key, at=at)


def replies(*, since: dt.datetime | None = None, case: int | None = None) -> Iterator[RecordChange]:
    """From the moment they are shown, not that of their coming."""
    shown = BodyReply.objects.public().filter(_narrowed("moderated_at", since), *_of("request__case", case))
    rows = shown.order_by("moderated_at", "pk").values_list("pk", "request__case", "moderated_at")
    for key, case_id, at in rows.iterator():
        if at:
            yield RecordChange(case_id=case_id, kind=ChangeKind.BODY_REPLY, source=key, at=at)


SOURCES = (versions, letters, replies)


def add_findings(changes: Iterable[RecordChange]) -> None:
    """Write into changes of versions which findings each shows that the version before it did not; two queries."""
    of_versions = {change.source: change for change in changes if change.kind in CHANGES_OF_VERSIONS}
    rows = CaseVersion.objects.public().filter(pk__in=of_versions).select_related("revision")
    found = {version.pk: version for version in rows}
    before = Q()
    for version in found.values():
        before |= Q(case=version.case_id, number=version.number - 1)
    earlier: dict[tuple[int, int], set[str]] = {}
    if before:
        known = CaseVersion.objects.filter(before).exclude(kind=VersionKind.WITHDRAWN).select_related("revision")
        earlier = {(item.case_id, item.number): shown_findings(item) for item in known}
    for key, version in found.items():
        new = shown_findings(version) - earlier.get((version.case_id, version.number - 1), set())
        of_versions[key].findings = sorted(new)


def shown_findings(version: CaseVersion) -> set[str]:
    content: dict[str, Any] = version.revision.content if version.revision else {}
    return {item["uid"] for item in content.get("findings", []) if _status(item) in FINDING_SHOWN}


def _status(finding: dict[str, Any]) -> str:
    rows = sorted(finding.get("statuses", []), key=lambda row: (row["at"], row["pk"] or 0))
    return str(rows[-1]["status"]) if rows else ""


def _narrowed(field: str, since: dt.datetime | None) -> Q:
    return Q(**{f"{field}__gte": since}) if since else Q()


def _of(field: str, case: int | None) -> list[Q]:
    return [Q(**{field: case})] if case else []
