"""The outcome ledger: what monitoring achieved, narrowed by outcome, year and region. Public records only."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from monitoring.models import ReferralOutcome, Region

GROUPS = {
    "remedied": ("O-FIX", "O-REP"),
    "annulled": ("O-ANN", "O-CRT"),
    "ordered": ("O-PRE", "O-SUS"),
    "sanctioned": ("O-FIN", "O-REM", "O-RPR", "O-WRN", "O-DEM", "O-DIS", "O-RES"),
    "criminal": ("O-CRI", "O-CON", "O-ACQ"),
    "international": ("O-ACC", "O-MOP"),
    "nothing": ("O-NONE",),
}
OTHER = "other"
YEARS = range(1998, 2100)


@dataclass(frozen=True)
class LedgerFilter:
    """Empty means all of them. What an address holds that means nothing is left out."""

    outcome: str = ""
    year: int | None = None
    region: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "LedgerFilter":
        year = query.get("year", "")
        number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
        region = query.get("region", "").upper()
        return cls(
            outcome=query.get("outcome", "")[:20],
            year=number if number in YEARS else None,
            region=region if Region.objects.filter(key=region).exists() else "",
        )

    def apply(self) -> QuerySet[ReferralOutcome]:
        found = ReferralOutcome.objects.public()
        if self.outcome:
            found = found.filter(outcome__key=self.outcome)
        if self.year:
            found = found.filter(on__range=(dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)))
        if self.region:
            found = found.filter(step__referral__case__region__key=self.region)
        return found

    def but(self, **changes: Any) -> "LedgerFilter":
        return replace(self, **changes)

    def query(self) -> str:
        chosen = {"outcome": self.outcome, "year": self.year or "", "region": self.region}
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def count(self) -> int:
        return sum(map(bool, (self.outcome, self.year, self.region)))


def by_outcome(chosen: LedgerFilter) -> dict[str, int]:
    """Key of an outcome → how many, whichever outcome is chosen."""
    found = chosen.but(outcome="").apply().order_by().values_list("outcome__key")
    return dict(found.annotate(count=Count("pk")))


def by_year(chosen: LedgerFilter) -> dict[int, int]:
    found = chosen.but(year=None).apply().order_by().annotate(year=ExtractYear("on")).values_list("year")
    return dict(found.annotate(count=Count("pk")))


def by_region(chosen: LedgerFilter) -> dict[str, int]:
    found = chosen.but(region="").apply().order_by().values_list("step__referral__case__region__key")
    return dict(found.annotate(count=Count("pk")))


def with_records(found: QuerySet[ReferralOutcome]) -> QuerySet[ReferralOutcome]:
    """The latest first, with what a line of the ledger tells."""
    return found.select_related("outcome", "body", "official", "step__referral__case__region").order_by("-on", "-pk")


def group_of(key: str) -> str:
    return next((name for name, keys in GROUPS.items() if key in keys), OTHER)
