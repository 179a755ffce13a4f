"""The iCalendar feeds: what a calendar programme reads."""

import datetime as dt

import pytest
from icalendar import Calendar

from monitoring.models import Case
from monitoring.tests.factories import CaseFactory, RegionFactory, consultation

pytestmark = pytest.mark.django_db
AHEAD = "2099-05-05"


def feed(client, letters="all"):
    response = client.get(f"/en/hearings/{letters}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events(client, letters="all"):
    return feed(client, letters).walk("VEVENT")


def case_with(*consultations, **fields):
    made = CaseFactory(published=True, children=list(consultations), **fields)
    return Case.objects.get(pk=made.pk)


def test_meeting_with_a_time(client, settings):
    case = case_with(consultation(held_on=AHEAD, held_at=dt.time(15), venue="Клуб, «Заря»; зал 2"))
    [event] = events(client)
    assert event.decoded("dtstart").isoformat() == "2099-05-05T15:00:00+05:00"
    assert str(event["uid"]) == f"{case.consultations.get().uid}@aarhus-watch"
    assert str(event["location"]).startswith("Клуб, «Заря»; зал 2, ")
    assert case.title in str(event["summary"])
    assert str(event["url"]).startswith(f"{settings.SITE_URL}/en/cases/{case.reference}/#c-")
    assert event.decoded("last-modified") == case.last_published_at.replace(microsecond=0)
    assert str(event["status"]) == "CONFIRMED"
    assert feed(client).walk("VTIMEZONE")[0]["tzid"] == "Asia/Almaty"


def test_meeting_of_unknown_time_takes_the_day(client):
    case_with(consultation(held_on=AHEAD))
    [event] = events(client)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2099, 5, 5), dt.date(2099, 5, 6))


def test_discussion_takes_its_period_with_both_days(client):
    case_with(consultation(held_on=None, period_from="2099-05-01", period_to="2099-05-07"))
    [event] = events(client)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2099, 5, 1), dt.date(2099, 5, 8))
    assert str(event["transp"]) == "TRANSPARENT"


def test_a_month_is_no_date_for_a_calendar(client):
    case_with(consultation(held_on="2099-05"), consultation(held_on=None, period_from="2099-01"))
    assert events(client) == []


def test_uid_stays_and_sequence_grows_with_a_correction(client):
    case = case_with(consultation(held_on=AHEAD))
    [before] = events(client)
    case.consultations.get()
    draft = case.get_latest_revision_as_object()
    moved = draft.consultations.all()[0]
    moved.status = "cancelled"
    draft.consultations.set([moved])
    draft.change_note, draft.based_on = "Слушания отменены", case.version
    draft.save_revision().publish()
    [after] = events(client)
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (1, 2)
    assert str(after["status"]) == "CANCELLED"


def test_feed_of_a_region(client):
    case_with(consultation(held_on=AHEAD))
    RegionFactory(key="ALA", name_ru="Алматы")
    assert len(events(client, "PAV")) == len(events(client, "pav")) == 1
    assert events(client, "ALA") == []
    assert client.get("/en/hearings/XXX.ics").status_code == 404


def test_long_over_ones_are_left_out(client):
    case_with(consultation(held_on="2020-01-01"))
    assert events(client) == []


def test_drafts_and_withdrawn_cases_are_not_in_the_feed(client):
    CaseFactory(children=[consultation(held_on=AHEAD)]).save()
    gone = case_with(consultation(held_on=AHEAD))
    Case.objects.filter(pk=gone.pk).update(live=False, withdrawn_at="2026-01-01T00:00Z")
    assert events(client) == []


def test_text_cannot_add_lines_to_the_feed(client):
    case_with(consultation(held_on=AHEAD, venue="x\r\nATTENDEE:mailto:a@example.org"))
    [event] = events(client)
    assert "attendee" not in event


def test_queries_do_not_grow_with_events(client, django_assert_num_queries):
    for _n in range(3):
        case_with(consultation(held_on=AHEAD))
    with django_assert_num_queries(1):
        client.get("/en/hearings/all.ics")
