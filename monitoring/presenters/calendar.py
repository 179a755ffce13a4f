"""Hearings and discussions as an iCalendar feed (RFC 5545)."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from monitoring.enums import ConsultationStatus
from monitoring.presenters.dates import partial
from monitoring.presenters.links import absolute

if TYPE_CHECKING:
    from monitoring.models import Consultation

STATUSES = {
    ConsultationStatus.CANCELLED: "CANCELLED",
    ConsultationStatus.POSTPONED: "TENTATIVE",
}
ONE_DAY = dt.timedelta(days=1)
REFRESH = "P1D"


def calendar(consultations: "Iterable[Consultation]", name: str) -> bytes:
    """Only what has a day: a month or a year is no date for a calendar."""
    feed = Calendar()
    feed.add("prodid", "-//Aarhus Watch//Hearings//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", settings.TIME_ZONE)
    feed.add("x-published-ttl", REFRESH)
    for consultation in consultations:
        for event in events(consultation):
            feed.add_component(event)
    feed.add_missing_timezones()
    return feed.to_ical()


def events(consultation: "Consultation") -> "list[Event]":
    """The meeting and the period of discussion are two events; each keeps its UID for ever."""
    found = []
    held_on = partial(consultation.held_on)
    if held_on and held_on.is_exact:
        day, time = held_on.earliest(), consultation.held_at
        meeting = event(consultation, "")
        meeting.add("dtstart", dt.datetime.combine(day, time, ZoneInfo(settings.TIME_ZONE)) if time else day)
        if not time:
            meeting.add("dtend", day + ONE_DAY)
        found.append(meeting)
    first, last = partial(consultation.period_from), partial(consultation.period_to)
    if last and last.is_exact:
        begins = first.earliest() if first and first.is_exact else last.earliest()
        discussion = event(consultation, "-period")
        discussion.add("dtstart", begins)
        discussion.add("dtend", last.earliest() + ONE_DAY)
        discussion.add("transp", "TRANSPARENT")
        found.append(discussion)
    return found


def event(consultation: "Consultation", suffix: str) -> Event:
    case = consultation.case
    url = f"{absolute(case.get_absolute_url())}#c-{consultation.uid}"
    changed = case.last_published_at
    made = Event()
    made.add("uid", f"{consultation.uid}{suffix}@aarhus-watch")
    made.add("summary", f"{consultation.get_form_display()}: {case.title}")
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("sequence", case.version)
    made.add("status", STATUSES.get(ConsultationStatus(consultation.status), "CONFIRMED"))
    made.add("url", url)
    made.add("description", "\n".join(filter(None, [case.summary, str(case.body or case.body_text), url])))
    places = (consultation.venue, case.place_text, str(case.district or ""), str(case.region or ""))
    if place := ", ".join(dict.fromkeys(filter(None, places))):
        made.add("location", place)
    return made
