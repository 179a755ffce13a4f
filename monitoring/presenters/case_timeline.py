"""What happened, in one line of time: events, announcements, consultations, protocols and referrals of a case."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.dateformat import time_format
from django.utils.translation import gettext as _

from monitoring.enums import ConsultationForm, MilestoneKind
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import partial, partial_text
from monitoring.presenters.deadlines import Panels, deadline_row, row_date, shown_on_timeline
from monitoring.presenters.links import host, is_web_address
from monitoring.presenters.states import consultation_chip, consultation_name

if TYPE_CHECKING:
    from monitoring.case_deadlines import ComputedDeadline
    from monitoring.models import Case, Consultation, Milestone

Row = dict[str, Any]
UNDATED = "9999"


def timeline(
    case: "Case", referrals: list[Row], terms: "Sequence[ComputedDeadline]", panels: Panels, today: dt.date
) -> list[Row]:
    """Rows of the timeline component, earliest first, those without a date last; a term stands on its last day."""
    rows = [*registration(case)]
    rows += [milestone_row(milestone, case.language) for milestone in case.milestones.all()]
    for consultation in case.consultations.all():
        rows += consultation_rows(consultation, case.language, today)
    rows += referrals
    rows += [dated(row_date(item), **deadline_row(item, panels)) for item in terms if shown_on_timeline(item)]
    rows.sort(key=lambda row: row["iso"] or UNDATED)
    for row in rows:
        if row["iso"] and row["kind"] == "event" and PartialDate(row["iso"]).earliest() > today:
            row["kind"] = "future"
    return rows


def dated(date: PartialDate | None, **row: Any) -> Row:
    return {
        "iso": date.iso if date else "",
        "date": partial_text(date) if date else _("date not known"),
        "kind": "event",
        **row,
    }


def registration(case: "Case") -> list[Row]:
    date = partial(case.registered_on)
    told = any(milestone.kind == MilestoneKind.REGISTERED for milestone in case.milestones.all())
    if not date or told:
        return []
    number = _("No. %(number)s") % {"number": case.registration_no} if case.registration_no else ""
    link = {"url": case.portal_url, "url_label": _("official page")} if case.portal_url else {}
    return [dated(date, title=MilestoneKind.REGISTERED.label, note=number, **link)]


def milestone_row(milestone: "Milestone", language: str) -> Row:
    source = milestone.source.strip()
    cited = (
        {"url": source, "url_label": host(source)}
        if is_web_address(source)
        else {"note": _("Source: %(source)s") % {"source": source} if source else ""}
    )
    return dated(
        partial(milestone.date),
        title=milestone.get_kind_display(),
        text=milestone.description,
        lang=language,
        anchor=f"m-{milestone.uid}",
        **cited,
    )


def consultation_rows(consultation: "Consultation", language: str, today: dt.date) -> list[Row]:
    form = consultation_name(consultation)
    named = {"title_lang": language if consultation.form == ConsultationForm.OTHER else ""}
    details = {"url": f"#c-{consultation.uid}", "url_label": _("details")}
    rows = [
        dated(partial(notice.date), title=notice_title(notice), text=notice.detail, lang=language)
        for notice in consultation.notices.all()
    ]
    if held_on := partial(consultation.held_on):
        place = ", ".join(filter(None, [clock(consultation.held_at), consultation.venue]))
        chips = consultation_chip(consultation, today)
        rows.append(dated(held_on, title=form, text=place, lang=language, chips=chips, **named, **details))
    first, last = partial(consultation.period_from), partial(consultation.period_to)
    if first:
        rows.append(dated(first, title=_("Beginning of discussion"), note=form, **details))
    if last:
        rows.append(dated(last, title=_("Last day of discussion"), note=form, **details))
    for date, title in (
        (consultation.protocol_signed_on, MilestoneKind.PROTOCOL_SIGNED.label),
        (consultation.protocol_published_on, MilestoneKind.PROTOCOL_PUBLISHED.label),
    ):
        if when := partial(date):
            rows.append(dated(when, title=title))
    if not (held_on or first or last):
        rows.append(dated(None, title=form, chips=consultation_chip(consultation, today), **named, **details))
    return rows


def notice_title(notice: Any) -> str:
    return _("Announced: %(channel)s") % {"channel": notice.get_channel_display()}


def clock(time: dt.time | None) -> str:
    return time_format(time, "H:i") if time else ""
