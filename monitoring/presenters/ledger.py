"""The outcome ledger in words: counts that open their records, and lines that cite the act."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from monitoring.ledger import GROUPS, OTHER, LedgerFilter, by_region, by_year, group_of
from monitoring.models import Outcome, Region
from monitoring.presenters.dates import long_date
from monitoring.presenters.links import absolute
from monitoring.presenters.referrals import outcome_chips, whose

if TYPE_CHECKING:
    from monitoring.models import ReferralOutcome

TITLES = {
    "remedied": gettext_lazy("Put right"),
    "annulled": gettext_lazy("Decision set aside"),
    "ordered": gettext_lazy("Ordered to put right"),
    "sanctioned": gettext_lazy("Sanctions, as the act cited says"),
    "criminal": gettext_lazy("Criminal proceedings, as the authority or the court decided"),
    "international": gettext_lazy("Bodies of the Convention"),
    OTHER: gettext_lazy("Other outcomes"),
    "nothing": gettext_lazy("Nothing followed"),
}


def ledger_address(chosen: LedgerFilter, name: str = "monitoring:outcomes") -> str:
    query = chosen.query()
    return f"{reverse(name)}?{query}" if query else reverse(name)


def groups(chosen: LedgerFilter, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Outcomes there are records of; a number opens them, and closes again when it is the one chosen."""
    outcomes = [outcome for outcome in Outcome.objects.all() if counts.get(outcome.key)]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*GROUPS, OTHER)}
    for outcome in outcomes:
        current = outcome.key == chosen.outcome
        rows[group_of(outcome.key)].append(
            {
                "label": str(outcome),
                "count": counts[outcome.key],
                "current": current,
                "url": ledger_address(chosen.but(outcome="" if current else outcome.key)),
            }
        )
    return [{"title": title, "rows": rows[name]} for name, title in TITLES.items() if rows[name]]


def ledger_facets(chosen: LedgerFilter) -> list[dict[str, Any]]:
    years, regions = by_year(chosen), by_region(chosen)
    names = {region.key: str(region) for region in Region.objects.all()}
    of_years = [
        option(str(year), years[year], chosen, chosen.year == year, year=year) for year in sorted(years, reverse=True)
    ]
    of_regions = [
        option(name, regions[key], chosen, chosen.region == key, region=key)
        for key, name in names.items()
        if key in regions
    ]
    found = [{"title": _("Year"), "options": of_years}, {"title": _("Region"), "options": of_regions}]
    return [facet for facet in found if facet["options"]]


def option(label: str, count: int, chosen: LedgerFilter, current: bool, **narrowed: Any) -> dict[str, Any]:
    emptied = {name: None if name == "year" else "" for name in narrowed}
    return {
        "label": label,
        "count": count,
        "current": current,
        "url": ledger_address(chosen.but(**(emptied if current else narrowed))),
    }


def line(outcome: "ReferralOutcome") -> dict[str, Any]:
    case = outcome.step.referral.case
    lang = "" if case.language == get_language() else case.language
    return {
        "outcome": str(outcome.outcome),
        "date": long_date(outcome.on),
        "iso": outcome.on.isoformat(),
        "whose": whose(outcome),
        "chips": outcome_chips(outcome),
        "act": _("by the act: %(act)s") % {"act": outcome.document},
        "note": outcome.note,
        "lang": lang,
        "case": {
            "title": case.title,
            "reference": case.reference,
            "url": f"{case.get_absolute_url()}#r-{outcome.step.referral.uid}",
            "region": str(case.region or ""),
        },
    }


def csv_head() -> list[str]:
    return [
        _("Date"),
        _("Code"),
        _("Outcome"),
        _("For whom"),
        _("Body"),
        _("Official"),
        _("Act that says so"),
        _("In plain words"),
        _("Reference"),
        _("Case"),
        _("Region"),
        _("Address"),
    ]


def csv_rows(outcomes: "Iterable[ReferralOutcome]") -> Iterator[list[Any]]:
    for outcome in outcomes:
        case = outcome.step.referral.case
        yield [
            outcome.on.isoformat(),
            outcome.outcome.key,
            str(outcome.outcome),
            outcome.get_level_display(),
            str(outcome.body or ""),
            str(outcome.official or ""),
            outcome.document,
            outcome.note,
            case.reference,
            case.title,
            str(case.region or ""),
            absolute(case.get_absolute_url()),
        ]
