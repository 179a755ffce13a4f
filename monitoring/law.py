"""What is the same for every case: the programme of criteria, the terms, the calendar and the precedents."""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.db import router

from monitoring.calendars import calendar_of
from monitoring.deadlines import WorkCalendar
from monitoring.models import Act, CalendarDay, Criterion, DeadlineRule, Precedent, Provision
from monitoring.models.reference import for_reading
from monitoring.models.together import Together, hold, in_order
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
    """Each row of the law once: what belongs together is joined in memory."""
    models = (Act, Provision, Criterion, DeadlineRule, Precedent)
    ordered = [in_order(for_reading(model._default_manager.all())) for model in models]
    cited = in_order(Criterion.provisions.through._default_manager.all(), "pk")
    days = in_order(for_reading(CalendarDay.objects.all()), "date")
    return Together([*ordered, cited, days], using)


@lru_cache(maxsize=4)
def _law(using: str, raw: tuple[tuple[int, str], ...]) -> Law:
    acts, provisions, criteria, rules, precedents, cited, days = _question(using).build(list(raw))
    act_of = {act.pk: act for act in acts}
    for provision in provisions:
        provision.act = act_of[provision.act_id]
    provision_of = {provision.pk: provision for provision in provisions}
    for rule in rules:
        rule.provision = provision_of.get(rule.provision_id)
    pairs = {(row.criterion_id, row.provision_id) for row in cited}
    for criterion in criteria:
        hold(criterion, "provisions", [law for law in provisions if (criterion.pk, law.pk) in pairs])
    return Law(tuple(criteria), RuleBook(rules), calendar_of(days), tuple(precedents))
