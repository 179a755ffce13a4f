"""Whether a term was kept, also when dates are known only to the month or the year."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from monitoring.deadlines.calendar import OutOfCalendarError, WorkCalendar
from monitoring.deadlines.terms import Amendment, Term, Working, due
from monitoring.enums import DeadlineState, TermUnit
from monitoring.partial_date import PartialDate


class Problem(StrEnum):
    """Why there is no verdict."""

    IMPRECISE = "imprecise"  # it depends on a day that is not known
    ORDER = "order"  # the second event is dated before the first
    NOT_RECORDED = "not_recorded"  # the day has passed, the record does not tell whether it was done
    WORDING = "wording"  # it depends on which wording of the rule was in force
    OUT_OF_CALENDAR = "out_of_calendar"


@dataclass(frozen=True)
class Verdict:
    """`days`: by how many at least it was missed, or are left when still running, in the unit of the term (calendar
    days for months); `days_most`: by how many at most. `due_first` and `due_last` differ when the start is not exact.
    """

    state: DeadlineState
    days: int = 0
    days_most: int = 0
    due_first: dt.date | None = None
    due_last: dt.date | None = None
    problem: Problem | None = None
    working: Working | None = None

    @property
    def due(self) -> dt.date | None:
        """The one due day; None when only a range is known."""
        return self.due_first if self.due_first == self.due_last else None


@dataclass(frozen=True)
class _Outcome:
    state: DeadlineState
    days: int
    working: Working


@dataclass(frozen=True)
class _Case:
    """A term in its circumstances; `silence`: what is not recorded was not done."""

    term: Term
    calendar: WorkCalendar
    today: dt.date
    amendments: tuple[Amendment, ...]
    silence: bool

    def outcome(self, start: dt.date, done: dt.date | None) -> _Outcome:
        working = due(self.term, start, self.calendar, self.amendments)
        if done is None:
            state = self._waiting(working.due)
        elif self.term.is_floor:
            state = DeadlineState.SHORT if done < working.due else DeadlineState.MET
        else:
            state = DeadlineState.LATE if done > working.due else DeadlineState.MET
        until = self.today if state == DeadlineState.OVERDUE else done
        if state in (DeadlineState.LATE, DeadlineState.OVERDUE):
            working = replace(working, until=until)
        days = 0 if state == DeadlineState.MET else self._between(working.due, done or self.today)
        missed = state not in (DeadlineState.MET, DeadlineState.DUE)
        return _Outcome(state, max(days, 1) if missed else days, working)

    def _waiting(self, last: dt.date) -> DeadlineState:
        """A floor that has passed asks for nothing any more."""
        if self.today <= last:
            return DeadlineState.DUE
        return DeadlineState.MET if self.term.is_floor else DeadlineState.OVERDUE

    def _between(self, one: dt.date, other: dt.date) -> int:
        first, last = sorted((one, other))
        if self.term.unit == TermUnit.WORKING_DAYS:
            return self.calendar.working_after(first, last)
        return (last - first).days


def judge(
    term: Term,
    started: PartialDate,
    done: PartialDate | None,
    calendar: WorkCalendar,
    today: dt.date,
    amendments: Sequence[Amendment] = (),
    *,
    silence: bool = True,
) -> Verdict:
    """Met, late or short by so many, still running, overdue, or why none of these can be said.

    Where dates are imprecise the best and the worst possible days are tried: the verdict is theirs when they agree.
    A miss of less than one working day (a Saturday after a Friday) counts as one.
    """
    case = _Case(term, calendar, today, tuple(amendments), silence)
    try:
        return _judge(case, started, done)
    except (OutOfCalendarError, OverflowError):
        return Verdict(DeadlineState.UNCERTAIN, problem=Problem.OUT_OF_CALENDAR)


def _judge(case: _Case, started: PartialDate, done: PartialDate | None) -> Verdict:
    first, last = started.earliest(), started.latest()
    range_ = (
        due(case.term, first, case.calendar, case.amendments).due,
        due(case.term, last, case.calendar, case.amendments).due,
    )
    if done is not None and _impossible(case.term, started, done):
        return _uncertain(Problem.ORDER, range_)
    if done is None:
        outcomes = [case.outcome(day, None) for day in dict.fromkeys((first, last))]
    else:
        outcomes = [case.outcome(*pair) for pair in dict.fromkeys(_extremes(case.term, started, done))]
    states = {outcome.state for outcome in outcomes}
    exact = outcomes[0].working if started.is_exact else None
    if len(states) > 1:
        return _uncertain(Problem.IMPRECISE, range_, exact)
    state = states.pop()
    if state == DeadlineState.OVERDUE and not case.silence:
        return _uncertain(Problem.NOT_RECORDED, range_, replace(exact, until=None) if exact else None)
    days = sorted(outcome.days for outcome in outcomes)
    return Verdict(state, days[0], days[-1], *range_, working=exact)


def _uncertain(problem: Problem, range_: tuple[dt.date, dt.date], working: Working | None = None) -> Verdict:
    return Verdict(DeadlineState.UNCERTAIN, due_first=range_[0], due_last=range_[1], problem=problem, working=working)


def _impossible(term: Term, started: PartialDate, done: PartialDate) -> bool:
    """Whether no possible days stand in the order the term supposes."""
    if term.step.days > 0:
        return done.latest() < started.earliest()
    return done.earliest() > started.latest()


def _extremes(term: Term, started: PartialDate, done: PartialDate) -> list[tuple[dt.date, dt.date]]:
    """The pairs of days furthest apart and closest together, in the order the term supposes."""
    starts, ends = (started.earliest(), started.latest()), (done.earliest(), done.latest())
    same = max(starts[0], ends[0])
    overlap = same <= min(starts[1], ends[1])
    if term.step.days > 0:
        return [(starts[0], ends[1]), (same, same) if overlap else (starts[1], ends[0])]
    return [(starts[1], ends[0]), (same, same) if overlap else (starts[0], ends[1])]
