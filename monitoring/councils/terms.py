"""The terms of the law that sessions and recommendations are held to."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitoring.calendars import current_calendar
from monitoring.deadlines import OutOfCalendarError, Verdict, WorkCalendar, Working, due, judge
from monitoring.enums import DeadlineState
from monitoring.partial_date import PartialDate
from monitoring.rules import RuleBook, rule_book, term_of

if TYPE_CHECKING:
    from monitoring.models import DeadlineRule

REPLY = "D40"
PUBLICATION = "X39"
NEXT_SESSION = "X40"


@dataclass(frozen=True)
class Terms:
    """The rules and the calendar of one computation."""

    book: RuleBook
    calendar: WorkCalendar

    def rule(self, code: str, on: dt.date) -> "DeadlineRule | None":
        return self.book.wording(code, on)

    def unverified(self, code: str, on: dt.date) -> bool:
        """Whether a lawyer has still to confirm the rule; True where there is none."""
        rule = self.rule(code, on)
        return rule is None or rule.needs_verification

    def counted(self, code: str, start: dt.date) -> Working | None:
        """A term that runs from `start`; None where no rule was in force or the calendar does not reach so far."""
        rule = self.rule(code, start)
        term = term_of(rule) if rule else None
        try:
            return due(term, start, self.calendar) if term else None
        except OutOfCalendarError:
            return None

    def due(self, code: str, start: dt.date) -> dt.date | None:
        """The last day of the term, inclusive."""
        working = self.counted(code, start)
        return working.due if working else None

    def publication(self, started: PartialDate, done: PartialDate | None, today: dt.date) -> Verdict | None:
        """That no publication is recorded does not mean that there was none."""
        rule = self.rule(PUBLICATION, started.earliest())
        term = term_of(rule) if rule else None
        return judge(term, started, done, self.calendar, today, silence=False) if term else None


def current_terms() -> Terms:
    """Two queries."""
    return Terms(rule_book(), current_calendar())


def state_of(verdict: Verdict | None) -> DeadlineState:
    return verdict.state if verdict else DeadlineState.UNCERTAIN
