"""What is known of a hearing or discussion, as facts."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from monitoring.enums import ConsultationForm
from monitoring.presenters.case_timeline import clock
from monitoring.presenters.dates import last_day, partial, partial_text
from monitoring.presenters.states import consultation_chip, consultation_name

if TYPE_CHECKING:
    from monitoring.models import Consultation

Fact = dict[str, Any]


def when(consultation: "Consultation") -> str:
    """`14 марта 2026, 15:00`, `11 декабря 2025 – 17 декабря 2025`, `до 17 декабря 2025`; empty if not known."""
    if held_on := partial(consultation.held_on):
        return ", ".join(filter(None, [partial_text(held_on), clock(consultation.held_at)]))
    first, last = partial(consultation.period_from), partial(consultation.period_to)
    if first and last:
        return f"{partial_text(first)} – {partial_text(last)}"
    if last:
        return _("until %(date)s") % {"date": partial_text(last)}
    return _("from %(date)s") % {"date": partial_text(first)} if first else ""


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("yes") if value else _("no")


def number(value: int | None) -> str:
    return "" if value is None else str(value)


def facts(consultation: "Consultation", language: str) -> list[Fact]:
    """Facts with nothing known are left out by the component."""
    found = [
        (_("When"), when(consultation) or _("date not known")),
        (_("People present"), number(consultation.attendance)),
        (_("There was a quorum"), yes_or_no(consultation.quorum)),
        (_("Can be joined on-line"), yes_or_no(consultation.online)),
        (_("Comments received"), number(consultation.comments_received)),
        (_("Comments accepted"), number(consultation.comments_accepted)),
        (_("Comments rejected"), number(consultation.comments_rejected)),
        (_("Comments without answer"), number(consultation.comments_unanswered)),
        (_("Protocol signed"), _date_or_nothing(consultation.protocol_signed_on)),
        (_("Protocol published"), _date_or_nothing(consultation.protocol_published_on)),
    ]
    rows: list[Fact] = [{"term": term, "value": value} for term, value in found]
    rows[1:1] = [
        {"term": _("Venue"), "value": consultation.venue, "lang": language},
        {
            "term": _("Public council"),
            "value": str(consultation.council or ""),
            "url": consultation.council.get_absolute_url() if consultation.council else "",
        },
        {"term": _("Form as published"), "value": form_as_published(consultation), "lang": language},
    ]
    if consultation.protocol_url:
        rows.append({"term": _("Protocol"), "value": _("open"), "url": consultation.protocol_url})
    if consultation.recording_url:
        rows.append({"term": _("Recording"), "value": _("open"), "url": consultation.recording_url})
    return rows


def form_as_published(consultation: "Consultation") -> str:
    """Nothing where it only says again what the heading says."""
    text = consultation.form_text
    return "" if text.casefold() == consultation_name(consultation).casefold() else text


def _date_or_nothing(value: Any) -> str:
    date = partial(value)
    return partial_text(date) if date else ""


def section(consultation: "Consultation", language: str, today: dt.date) -> dict[str, Any]:
    return {
        "anchor": f"c-{consultation.uid}",
        "title": consultation_name(consultation),
        "title_lang": language if consultation.form == ConsultationForm.OTHER else "",
        "chips": consultation_chip(consultation, today),
        "facts": facts(consultation, language),
        "note": consultation.note,
    }


def is_future(consultation: "Consultation", today: dt.date) -> bool:
    ends = last_day(consultation)
    return ends is not None and ends >= today
