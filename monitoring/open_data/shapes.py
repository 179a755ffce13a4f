"""Small shapes of the data: a code with its word, a row of a reference, a date as far as it is known."""

import datetime as dt
from typing import Any

from django.utils import timezone

from monitoring.models import Provision
from monitoring.partial_date import PartialDate
from monitoring.presenters.case_findings import provision_text
from monitoring.presenters.dates import partial

Data = dict[str, Any]


def coded(code: str | int, label: object) -> Data | None:
    """The code never changes with the language; the label is in the active one."""
    return {"code": code, "label": str(label)} if code != "" else None


def named(item: Any) -> Data | None:
    """A row of the reference data, by its stable key."""
    return {"key": item.key, "name": str(item)} if item else None


def date(value: PartialDate | dt.date | str | None) -> str | None:
    """ISO 8601, as far as the date is known: 2026, 2026-03 or 2026-03-14."""
    found = partial(value)
    return found.iso if found else None


def day_of(moment: dt.datetime | None) -> str | None:
    """The local day. The minute in which something arrived could tell who was there, so it stays at the desk."""
    return timezone.localtime(moment).date().isoformat() if moment else None


def law(provision: Provision | None) -> Data | None:
    if provision is None:
        return None
    return {
        "key": provision.key,
        "text": provision_text(provision),
        "name": provision.name,
        "unverified": provision.needs_verification or provision.act.needs_verification,
    }
