"""Hearings and discussions as a calendar for readers."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from monitoring.enums import ConsultationStatus
from monitoring.presenters.consultations import is_future, when
from monitoring.presenters.dates import partial, partial_text
from monitoring.presenters.states import Chip, chip, consultation_chip, consultation_name

if TYPE_CHECKING:
    from monitoring.models import Consultation, Region

UPCOMING, PAST, UNDATED = "upcoming", "past", "undated"


def hearing_card(consultation: "Consultation", today: dt.date) -> dict[str, Any]:
    """`consultation` comes with its case, the case's region and body."""
    case = consultation.case
    venue = consultation.venue or case.place_text
    region = str(case.region or "")
    region = "" if region and region in venue else region
    parts = [consultation_name(consultation), region, venue, str(case.body or case.body_text)]
    return {
        "when": when_from(consultation, today) or _("date not known"),
        "title": case.title,
        "url": f"{case.get_absolute_url()}#c-{consultation.uid}",
        "lang": "" if case.language == get_language() else case.language,
        "meta": " · ".join(filter(None, parts)),
        "chips": chips(consultation, today),
    }


def when_from(consultation: "Consultation", today: dt.date) -> str:
    """As `when`, but of a discussion already open only its end matters."""
    first, last = partial(consultation.period_from), partial(consultation.period_to)
    if not consultation.held_on and first and last and first.latest() <= today <= last.latest():
        return _("until %(date)s") % {"date": partial_text(last)}
    return when(consultation)


def chips(consultation: "Consultation", today: dt.date) -> list[Chip]:
    """The outcome of what is over; of what is ahead only that it was called off."""
    off = {ConsultationStatus.CANCELLED, ConsultationStatus.POSTPONED, ConsultationStatus.FAILED}
    if is_future(consultation, today) and consultation.status not in off:
        return [chip("plain", _("can be joined on-line"))] if consultation.online else []
    return consultation_chip(consultation, today)


def address(**query: str) -> str:
    kept = {key: value for key, value in query.items() if value and value != UPCOMING}
    page = reverse("monitoring:hearings")
    return f"{page}?{urlencode(kept)}" if kept else page


def period_tabs(current: str, region: str) -> list[dict[str, Any]]:
    names = {
        UPCOMING: pgettext("hearings", "Upcoming"),
        PAST: pgettext("hearings", "Past"),
        UNDATED: pgettext("hearings", "Date not known"),
    }
    return [
        {"label": label, "url": address(when=period, region=region), "current": period == current}
        for period, label in names.items()
    ]


def region_facets(
    regions: "Iterable[Region]", counts: Mapping[int | None, int], current: str, period: str
) -> list[dict[str, Any]]:
    """Only regions with something to show, and no facet without one; the chosen one leads back to all."""
    options = [
        {
            "label": str(region),
            "count": counts.get(region.pk, 0),
            "current": region.letters == current,
            "url": address(when=period, region="" if region.letters == current else region.letters),
        }
        for region in regions
        if region.pk in counts or region.letters == current
    ]
    return [{"title": _("Region"), "options": options}] if options else []
