"""Counting terms of the law by the Kazakh working calendar: pure functions, no database and no clock."""

from monitoring.deadlines.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    OffKind,
    OffReason,
    OutOfCalendarError,
    Override,
    WorkCalendar,
)
from monitoring.deadlines.judging import Problem, Verdict, judge
from monitoring.deadlines.terms import (
    Amendment,
    Count,
    Day,
    DayKind,
    Extension,
    Suspension,
    Term,
    Working,
    due,
    working_days,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Amendment",
    "Count",
    "Day",
    "DayKind",
    "Extension",
    "OffKind",
    "OffReason",
    "OutOfCalendarError",
    "Override",
    "Problem",
    "Suspension",
    "Term",
    "Verdict",
    "WorkCalendar",
    "Working",
    "due",
    "judge",
    "working_days",
]
