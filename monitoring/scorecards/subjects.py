"""What a scorecard is about, and which records belong to it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from monitoring.models import ExecutiveBody, Official, Region, Tenure


@dataclass(frozen=True, slots=True)
class Subject:
    """`cases` narrows figures of cases, `letters` the steps of referrals that this subject had to answer.

    A body answers for the letters sent to it, in a term of office for those that fell due in it. `parameters` name the
    subject in addresses of records.
    """

    cases: Mapping[str, Any] = field(default_factory=dict)
    letters: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    body: ExecutiveBody | None = None
    region: Region | None = None
    tenure: Tenure | None = None
    below: bool = False

    def of_cases(self, prefix: str = "") -> Q:
        """The condition on figures of cases, reached over `prefix` (`case__figures__`)."""
        return Q(**{f"{prefix}{column}": value for column, value in self.cases.items()})


def country() -> Subject:
    return Subject()


def of_region(region: Region) -> Subject:
    return Subject({"region": region}, {"addressee__region": region}, {"region": region.letters}, region=region)


def of_body(body: ExecutiveBody, *, below: bool = False) -> Subject:
    """With `below`, all its subordinate bodies too."""
    bodies = with_subordinates(body.pk) if below else [body.pk]
    parameters = {"body": body.key, **({"below": "1"} if below else {})}
    return Subject({"body__in": bodies}, {"addressee__in": bodies}, parameters, body=body, below=below)


def of_tenure(tenure: Tenure) -> Subject:
    """What was decided (or, before a decision, heard) surely within the term, both its days included."""
    ended = tenure.ended_on or dt.date.max
    return Subject(
        {"body": tenure.body_id, "first_day__gte": tenure.started_on, "last_day__lte": ended},
        {"addressee": tenure.body_id, "due_on__range": (tenure.started_on, ended)},
        {"tenure": str(tenure.pk)},
        body=tenure.body,
        tenure=tenure,
    )


def with_subordinates(pk: int) -> list[int]:
    """The body and all below it, however deep."""
    children: dict[int | None, list[int]] = {}
    for child, parent in ExecutiveBody.objects.values_list("pk", "parent"):
        children.setdefault(parent, []).append(child)
    found, waiting = {pk}, [pk]
    while waiting:
        new = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(new)
        waiting += new
    return sorted(found)


def read(parameters: Mapping[str, str]) -> Subject | None:
    """The subject that an address names; the country when it names none, nothing when there is no such subject."""
    if key := parameters.get("body"):
        body = ExecutiveBody.objects.filter(key=key).first()
        return of_body(body, below=parameters.get("below") == "1") if body else None
    if letters := parameters.get("region"):
        region = Region.objects.filter(key=letters.upper()).first()
        return of_region(region) if region else None
    if number := parameters.get("tenure"):
        known = number.isascii() and number.isdigit() and len(number) < 19
        tenure = public_tenures().filter(pk=int(number)).first() if known else None
        return of_tenure(tenure) if tenure else None
    return country()


def public_tenures() -> Any:
    """Terms of office whose official and body have pages."""
    return Tenure.objects.select_related("official", "body__region").filter(official__merged_into__isnull=True)


def tenures_of(official: Official) -> Iterable[Tenure]:
    return public_tenures().filter(official=official)
