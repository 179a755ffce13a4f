"""What is the same for every case: the programme of criteria, the terms, the calendar and the precedents."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db import router

from monitoring.calendars import calendar_of
from monitoring.deadlines import WorkCalendar
from monitoring.models import CalendarDay, Criterion, DeadlineRule, Precedent
from monitoring.models.together import Raw, Together, hold, in_order
from monitoring.rules import RuleBook


@dataclass(frozen=True)
class Law:
    criteria: tuple[Criterion, ...]
    book: RuleBook
    calendar: WorkCalendar
    precedents: tuple[Precedent, ...]


def current_law() -> Law:
    """As it stands in the database now, in one query. The same rows give the same object, in every thread."""
    using = router.db_for_read(Criterion)
    return _law(using, tuple(_question(using).ask()))


@cache
def _question(using: str) -> Together:
    between = Criterion.provisions.through._default_manager.select_related("provision__act")
    rules = DeadlineRule.objects.select_related("provision__act")
    ordered = [
        in_order(Criterion.objects.all()),
        in_order(between, *(f"provision__{name}" for name in ("order", "key"))),
        in_order(rules),
        in_order(CalendarDay.objects.all(), "date"),
        in_order(Precedent.objects.all()),
    ]
    return Together(ordered, using)


@lru_cache(maxsize=4)
def _law(using: str, raw: tuple[tuple[int, str], ...]) -> Law:
    found: Raw = list(raw)
    criteria, between, rules, days, precedents = _question(using).build(found)
    provisions = defaultdict(list)
    for row in between:
        provisions[row.criterion_id].append(row.provision)
    for criterion in criteria:
        hold(criterion, "provisions", provisions[criterion.pk])
    return Law(tuple(criteria), RuleBook(rules), calendar_of(days), tuple(precedents))
