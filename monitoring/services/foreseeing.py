"""What a change of a rule or of a day of the calendar would move, counted before it is saved; nothing is written."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from monitoring.calendars import calendar_with, current_calendar
from monitoring.deadlines import WorkCalendar
from monitoring.models import CalendarDay, Case, CaseDeadline, DeadlineRule, ReferralStep
from monitoring.rules import RuleBook, rule_book
from monitoring.services.deadlines import Change, row_key, rows_of
from monitoring.services.referrals.terms import reckon

Law = DeadlineRule | CalendarDay
MOST = 200
"""Records, and letters, that are counted while a person waits; under 300 ms. The worker counts all after saving."""


@dataclass(frozen=True)
class MovedLetter:
    step: ReferralStep
    new_due: dt.date | None


@dataclass(frozen=True)
class Foreseen:
    """Of `records` and `letters` that the change concerns at most `MOST` of each were counted, the latest due first."""

    records: int
    letters: int
    terms: list[Change]
    moved_letters: list[MovedLetter]

    @property
    def is_partial(self) -> bool:
        return max(self.records, self.letters) > MOST


def foresee(record: Law, *, gone: bool = False) -> Foreseen:
    """`record` as it would be saved, or `gone` for good."""
    book, calendar = rule_book(), current_calendar()
    if isinstance(record, DeadlineRule):
        book = RuleBook([*(rule for rule in book.rules if rule.pk != record.pk), *([] if gone else [record])])
    else:
        calendar = calendar_with(record, gone=gone)
    terms, letters = concerned_terms(record), concerned_letters(record)
    latest = terms.order_by("case").values("case").annotate(last=Max("due_on"))
    keys = latest.order_by("-last", "case").values_list("case", flat=True)[:MOST]
    return Foreseen(
        latest.count(),
        letters.count(),
        moved_terms(list(keys), book, calendar),
        moved_letters(letters, record, book, calendar),
    )


def concerned_terms(record: Law) -> "QuerySet[CaseDeadline]":
    """Stored terms that may move: of a rule those of its code, of a day all that it lies within."""
    terms = CaseDeadline.objects.public()
    if isinstance(record, DeadlineRule):
        return terms.filter(code__in=codes_of(record))
    within = Q()
    for day in days_of(record):
        forwards = Q(started__lte=day.isoformat(), due_on__gte=day)
        within |= forwards | Q(started__gte=day.isoformat(), due_on__lte=day)
    return terms.filter(within)


def concerned_letters(record: Law) -> "QuerySet[ReferralStep]":
    """Letters whose reply is awaited, and whose due day may move."""
    awaited = ReferralStep.objects.filter(watched_until__isnull=False)
    if isinstance(record, DeadlineRule):
        return awaited.filter(rule__code__in=codes_of(record))
    within = Q()
    for day in days_of(record):
        within |= Q(sent_on__lte=day, due_on__gte=day)
    return awaited.filter(within)


def codes_of(rule: DeadlineRule) -> set[str]:
    """Its code, and the one that it has in the database."""
    return {rule.code, *DeadlineRule.objects.filter(pk=rule.pk).values_list("code", flat=True)}


def days_of(day: CalendarDay) -> set[dt.date]:
    return {day.date, *CalendarDay.objects.filter(pk=day.pk).values_list("date", flat=True)}


def moved_terms(keys: list[int], book: RuleBook, calendar: WorkCalendar) -> list[Change]:
    today = timezone.localdate()
    cases = Case.objects.public().filter(pk__in=keys).select_related("kind")
    cases = cases.prefetch_related("milestones", "consultations__notices")
    new = {row_key(row): row for case in cases for row in rows_of(case, today, book, calendar)}
    old = CaseDeadline.objects.filter(case__in=keys).select_related("case", "rule").order_by("-due_on", "pk")
    changes = (Change(row, new.get(row_key(row))) for row in old)
    return [change for change in changes if change.moved]


def moved_letters(
    letters: "QuerySet[ReferralStep]", record: Law, book: RuleBook, calendar: WorkCalendar
) -> list[MovedLetter]:
    steps = letters.select_related("rule", "referral__case", "authority", "addressee").prefetch_related("events")
    found = []
    for step in steps.order_by("-due_on", "pk")[:MOST]:
        if step.rule_id == record.pk and isinstance(record, DeadlineRule):
            step.rule = record
        reckoning = reckon(step, list(step.events.all()), book, calendar)
        new_due = reckoning.due_on if reckoning else None
        if new_due != step.due_on:
            found.append(MovedLetter(step, new_due))
    return found
