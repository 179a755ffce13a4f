"""All terms of a case, of a published record and of a draft alike."""

import datetime as dt
from itertools import chain
from typing import TYPE_CHECKING

from monitoring.case_deadlines.computed import ComputedDeadline, Counter
from monitoring.case_deadlines.decisions import decision_deadlines
from monitoring.case_deadlines.events import Events
from monitoring.case_deadlines.hearings import hearing_deadlines
from monitoring.case_deadlines.requests import request_deadlines
from monitoring.deadlines import WorkCalendar
from monitoring.enums import Origin
from monitoring.rules import RuleBook

if TYPE_CHECKING:
    from monitoring.models import Case


def case_deadlines(case: "Case", book: RuleBook, calendar: WorkCalendar, today: dt.date) -> list[ComputedDeadline]:
    """In the order in which they began. Queries nothing but the case's own relations and its kind.

    What an imported record does not tell is not known; in a record of our own it was not done, where that shows.
    """
    counter = Counter(book, calendar, today, silence=case.origin != Origin.IMPORT)
    events = Events(case)
    found = chain(
        hearing_deadlines(case, events, counter),
        request_deadlines(case, events, counter),
        decision_deadlines(case, events, counter),
    )
    return sorted(found, key=lambda item: (item.started.date.iso, item.code, item.subject))
