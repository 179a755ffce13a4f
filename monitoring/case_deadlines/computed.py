"""One term counted in a case, and what counting takes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.deadlines import Amendment, Extension, Problem, Verdict, WorkCalendar, Working, judge
from monitoring.enums import DeadlineState
from monitoring.fields import PartialDateField
from monitoring.models import DeadlineRule
from monitoring.partial_date import PartialDate
from monitoring.rules import RuleBook, term_of

_FIELD = PartialDateField()
OF_LAW = "D"


@dataclass(frozen=True)
class Event:
    """Something dated; `uid` is of the milestone, notice or consultation that tells it."""

    date: PartialDate
    uid: str = ""


@dataclass(frozen=True)
class ComputedDeadline:
    """`subject` tells apart several terms of one code in a case; `label` is the channel of a part of a whole."""

    code: str
    rule: DeadlineRule
    subject: str
    started: Event
    ended: Event | None
    verdict: Verdict
    parts: tuple["ComputedDeadline", ...] = ()
    label: str = ""

    @property
    def done(self) -> PartialDate | None:
        return self.ended.date if self.ended else None

    @property
    def state(self) -> DeadlineState:
        return self.verdict.state

    @property
    def days(self) -> int:
        return self.verdict.days

    @property
    def working(self) -> Working | None:
        return self.verdict.working

    @property
    def of_law(self) -> bool:
        """False for the movement's own parameters, which nobody can breach."""
        return self.code.startswith(OF_LAW)


def event(value: PartialDate | str | dt.date | None, uid: object = "") -> Event | None:
    """`value` as a field of a saved record or of a draft holds it."""
    date = _FIELD.to_python(value)
    return Event(date, str(uid)) if date else None


@dataclass(frozen=True)
class Counter:
    """Counts terms of one case. `silence`: that the record tells of no act means that there was none."""

    book: RuleBook
    calendar: WorkCalendar
    today: dt.date
    silence: bool

    def count(
        self,
        code: str,
        started: Event | None,
        ended: Event | None,
        *,
        subject: str = "",
        silence: bool = False,
        amendments: Sequence[Amendment] = (),
        parts: Sequence[ComputedDeadline] = (),
        label: str = "",
    ) -> list[ComputedDeadline]:
        """One deadline, or none where no date is known, no wording was in force, or the law sets no number."""
        wordings = self._wordings(code, started)
        if started is None or not wordings:
            return []
        terms = {term_of(rule) for rule in wordings}
        term = terms.pop()
        if term is None:
            return []
        verdict = (
            Verdict(DeadlineState.UNCERTAIN, problem=Problem.WORDING)
            if terms
            else judge(
                term,
                started.date,
                ended.date if ended else None,
                self.calendar,
                self.today,
                amendments,
                silence=silence and self.silence,
            )
        )
        subject = subject or started.uid
        return [ComputedDeadline(code, wordings[-1], subject, started, ended, verdict, tuple(parts), label)]

    def extension(self, code: str, decided: Event, document: str) -> list[Extension]:
        """So much more as the rule allows; nothing where no such rule was in force."""
        rule = self.book.wording(code, decided.date.latest())
        term = term_of(rule) if rule else None
        return [Extension(term=term, document=document)] if term else []

    def _wordings(self, code: str, started: Event | None) -> list[DeadlineRule]:
        """Those in force on the first and the last day it can have begun; none if not both days had one."""
        if started is None:
            return []
        found = [self.book.wording(code, day) for day in (started.date.earliest(), started.date.latest())]
        return [rule for rule in found if rule] if all(found) else []


def pairs(starts: Sequence[Event], ends: Sequence[Event]) -> list[tuple[Event, Event | None]]:
    """Each start with the first end that may follow it; an end belongs to one start.

    Of one start and one end that cannot follow it a pair is made too: its order is to be told.
    """
    left = sorted(ends, key=_day)
    found: list[tuple[Event, Event | None]] = []
    for start in sorted(starts, key=_day):
        end = next((item for item in left if item.date.latest() >= start.date.earliest()), None)
        if end:
            left.remove(end)
        found.append((start, end))
    if len(found) == 1 and found[0][1] is None and len(left) == 1:
        return [(found[0][0], left[0])]
    return found


def earliest(events: Sequence[Event]) -> Event | None:
    return min(events, key=_day, default=None)


def latest(events: Sequence[Event]) -> Event | None:
    return max(events, key=lambda item: (item.date.latest(), item.uid), default=None)


def _day(item: Event) -> tuple[dt.date, str]:
    return item.date.earliest(), item.uid
