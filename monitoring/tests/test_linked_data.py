"""What machines are told of an event."""

import datetime as dt

import pytest

from monitoring.enums import ConsultationStatus
from monitoring.presenters.linked_data import event_status
from monitoring.tests.factories import consultation

TODAY = dt.date(2026, 3, 15)


@pytest.mark.parametrize(
    ("status", "held_on", "expected"),
    [
        (ConsultationStatus.PLANNED, "2026-03-15", "EventScheduled"),
        (ConsultationStatus.UNKNOWN, "2026-04", "EventScheduled"),
        (ConsultationStatus.HELD, "2026-03-01", "EventScheduled"),
        (ConsultationStatus.PLANNED, "2026-03-14", ""),
        (ConsultationStatus.UNKNOWN, "2026-02", ""),
        (ConsultationStatus.FAILED, "2026-03-20", ""),
        (ConsultationStatus.CANCELLED, "2026-03-01", "EventCancelled"),
        (ConsultationStatus.POSTPONED, "2026-03-20", "EventPostponed"),
    ],
)
def test_an_event_is_as_scheduled_only_when_it_is_ahead_or_was_held(status, held_on, expected):
    assert (
        event_status(consultation(status=status, held_on=held_on), TODAY).removeprefix("https://schema.org/")
        == expected
    )
