"""Records and rules in memory: the criteria ask no database."""

import datetime as dt

from monitoring.case_deadlines import case_deadlines
from monitoring.checklist.facts import Facts
from monitoring.checklist.machine import machine_answers
from monitoring.deadlines import WorkCalendar
from monitoring.enums import ConsultationForm, ConsultationStatus, Counting, Direction, Sense, TermUnit
from monitoring.models import Case, Consultation, DeadlineRule, DecisionKind, Milestone, Notice
from monitoring.rules import RuleBook

TODAY = dt.date(2026, 6, 1)


def rule(code, amount, unit=TermUnit.WORKING_DAYS, **fields):
    return DeadlineRule(code=code, key=code.lower(), name=code, amount=amount, unit=unit, **fields)


BOOK = RuleBook(
    [
        rule("X01", 10),
        rule("D01", 15),
        rule("D03", 3),
        rule("D04", 3),
        rule("D08", 20, confidence="medium"),
        rule("D10", 15, TermUnit.CALENDAR_DAYS),
        rule("D14", 5),
        rule("D15", 1, TermUnit.MONTHS),
        rule("D20", 20, sense=Sense.AT_LEAST),
        rule("D21", 5),
        rule("D22", 3, direction=Direction.BACKWARDS),
        rule("D23", 2),
        rule("D24", 6, TermUnit.MONTHS),
        rule("D25", 1),
        rule("D28", 5, counting=Counting.INCLUSIVE, sense=Sense.AT_LEAST),
        rule("D30", 15, counting=Counting.INCLUSIVE, sense=Sense.AT_LEAST),
    ]
)


def case(*children, **fields):
    made = Case(kind=DecisionKind(key="open_meeting", process="eia_open_meeting"), **fields)
    made.milestones = [child for child in children if isinstance(child, Milestone)]
    made.consultations = [child for child in children if isinstance(child, Consultation)]
    return made


def event(kind, date=None, description=""):
    return Milestone(kind=kind, date=date, description=description)


def meeting(held_on="2026-03-16", *notices, **fields):
    """`notices` are (channel, date)."""
    made = Consultation(
        **{"form": ConsultationForm.OPEN_MEETING, "status": ConsultationStatus.HELD, "held_on": held_on, **fields}
    )
    made.notices = [Notice(channel=channel, date=date) for channel, date in notices]
    return made


def discussion(period_from, period_to, **fields):
    made = Consultation(
        **{"form": ConsultationForm.PUBLIC_DISCUSSION, "period_from": period_from, "period_to": period_to, **fields}
    )
    made.notices = []
    return made


def said(code, record, today=TODAY, **facts):
    terms = case_deadlines(record, BOOK, WorkCalendar(()), today)
    return machine_answers(Facts(record, terms, today, **facts), {code})[code]
