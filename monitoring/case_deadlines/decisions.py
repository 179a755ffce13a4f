"""Terms around the hearing, the conclusion and the complaint, told by milestones."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitoring.case_deadlines.computed import ComputedDeadline, Counter, Event, earliest, event, latest, pairs
from monitoring.case_deadlines.events import Events
from monitoring.enums import MilestoneKind

if TYPE_CHECKING:
    from monitoring.models import Case

# Code, what starts it, what ends it, whether silence of the record counts as an act not done.
SIMPLE = (
    ("D21", MilestoneKind.HEARING_REQUESTED, MilestoneKind.HEARING_ANSWERED, False),
    ("D25", MilestoneKind.CONCLUSION_RECEIVED, MilestoneKind.CONCLUSION_PUBLISHED, True),
    ("D08", MilestoneKind.COMPLAINT, MilestoneKind.COMPLAINT_DECIDED, True),
)


def decision_deadlines(case: "Case", events: Events, counter: Counter) -> Iterator[ComputedDeadline]:
    for code, start, end, silence in SIMPLE:
        for started, ended in pairs(events.of(start), events.of(end)):
            yield from counter.count(code, started, ended, silence=silence)
    yield from report(case, events, counter)
    yield from early_notice(case, events, counter)


def report(case: "Case", events: Events, counter: Counter) -> Iterator[ComputedDeadline]:
    """From the last protocol before the report. A report older than every protocol is under no such term."""
    signed = [*events.of(MilestoneKind.PROTOCOL_SIGNED)]
    signed += filter(None, (event(item.protocol_signed_on, item.uid) for item in case.consultations.all()))
    for submitted in events.of(MilestoneKind.REPORT_SUBMITTED):
        before = [item for item in signed if item.date.earliest() <= submitted.date.latest()]
        yield from counter.count("D24", latest(before), submitted, subject=submitted.uid)


def early_notice(case: "Case", events: Events, counter: Counter) -> list[ComputedDeadline]:
    """The movement's own measure: how soon after the application the public heard of it."""
    applied = earliest(events.of(MilestoneKind.APPLICATION))
    return counter.count("X01", applied, earliest(notices(case, events)))


def notices(case: "Case", events: Events) -> list[Event]:
    told = events.of(MilestoneKind.NOTICE)
    for consultation in case.consultations.all():
        told += filter(None, (event(item.date, item.uid) for item in consultation.notices.all()))
    return told
