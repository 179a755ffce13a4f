"""Snapshots of the terms of public cases, and what the clock or a change of the law does to them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from monitoring.calendars import current_calendar
from monitoring.case_deadlines import ComputedDeadline, case_deadlines
from monitoring.deadlines import WorkCalendar
from monitoring.enums import DeadlineState, RecordEventKind
from monitoring.models import Case, CaseDeadline, RecordEvent
from monitoring.rules import RuleBook, rule_book
from monitoring.signals import facts_changed

BATCH = 200
STORED = ["rule", "started", "done", "due_on", "state", "days", "calendar_version", "computed_at"]
# For so long a term whose last day is not exactly known is looked at again, in case a night was missed.
SETTLING = dt.timedelta(days=7)


@dataclass(frozen=True)
class Change:
    """A stored term before and after counting anew; `new` is None when it is counted no more."""

    old: CaseDeadline
    new: CaseDeadline | None

    @property
    def moved(self) -> bool:
        return self.new is None or self.new.due_on != self.old.due_on

    @property
    def ran_out(self) -> bool:
        overdue = DeadlineState.OVERDUE
        return self.new is not None and self.new.state == overdue and self.old.state != overdue


def store_deadlines(*, case: Case) -> None:
    """Bring the stored terms of a case up to its public version; a case that is not public has none."""
    with transaction.atomic():
        recount([case.pk], timezone.localdate(), rule_book(), current_calendar())


def law_changed() -> None:
    """To be called when a rule or a day of the calendar was changed: the worker counts public cases anew."""
    from monitoring.tasks import recompute_deadlines

    transaction.on_commit(recompute_deadlines.enqueue)


def recompute_open_cases() -> int:
    """Count every public case anew after a change of rules or calendar; tells how many terms moved."""
    book, calendar, today = rule_book(), current_calendar(), timezone.localdate()
    moved = 0
    for keys in batches(Case.objects.public()):
        with transaction.atomic():
            changes = recount(keys, today, book, calendar)
            moved += record_moves(changes)
            record_overdue(changes)
            facts_changed.send(sender=CaseDeadline, keys=keys)
    return moved


def run_due_dates(today: dt.date) -> int:
    """Settle the terms that ran out before `today`; tells how many passed without the act. Repeating it is harmless."""
    book, calendar = rule_book(), current_calendar()
    ran_out = Q(state=DeadlineState.DUE, due_on__lt=today)
    unsettled = Q(state=DeadlineState.UNCERTAIN, done="", due_on__lt=today, due_on__gte=today - SETTLING)
    touched = CaseDeadline.objects.filter(ran_out | unsettled).values("case")
    overdue = 0
    for keys in batches(Case.objects.public().filter(pk__in=touched)):
        with transaction.atomic():
            overdue += record_overdue(recount(keys, today, book, calendar))
    still = CaseDeadline.objects.filter(state=DeadlineState.OVERDUE).values("case")
    for keys in batches(Case.objects.public().filter(pk__in=still)):
        facts_changed.send(sender=CaseDeadline, keys=keys)
    return overdue


def batches(cases: "QuerySet[Case]") -> Iterator[list[int]]:
    """Keys in order, BATCH at a time, each read after the one before was dealt with."""
    after = 0
    while keys := list(cases.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield keys
        after = keys[-1]


def recount(keys: Sequence[int], today: dt.date, book: RuleBook, calendar: WorkCalendar) -> list[Change]:
    """Store the terms of these cases, locked meanwhile against publishing; tells what became of those stored before."""
    locked = Case.objects.public().filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    cases = locked.select_related("kind").prefetch_related("milestones", "consultations__notices")
    new = {row_key(row): row for case in cases for row in rows_of(case, today, book, calendar)}
    old = {row_key(row): row for row in CaseDeadline.objects.filter(case__in=keys)}
    CaseDeadline.objects.filter(pk__in=[row.pk for key, row in old.items() if key not in new]).delete()
    CaseDeadline.objects.bulk_create(
        new.values(), update_conflicts=True, unique_fields=["case", "code", "subject"], update_fields=STORED
    )
    return [Change(row, new.get(key)) for key, row in old.items()]


def row_key(row: CaseDeadline) -> tuple[int, str, str]:
    return row.case_id, row.code, row.subject


def rows_of(case: Case, today: dt.date, book: RuleBook, calendar: WorkCalendar) -> list[CaseDeadline]:
    return [row_of(case, item, calendar) for item in case_deadlines(case, book, calendar, today) if item.of_law]


def row_of(case: Case, item: ComputedDeadline, calendar: WorkCalendar) -> CaseDeadline:
    """Of a range of due days the last: until then nobody can be said to be overdue."""
    return CaseDeadline(
        case=case,
        rule=item.rule,
        code=item.code,
        subject=item.subject,
        started=item.started.date.iso,
        done=item.done.iso if item.done else "",
        due_on=item.verdict.due_last,
        state=item.state,
        days=item.days,
        calendar_version=calendar.version,
    )


def record_moves(changes: Sequence[Change]) -> int:
    return record(RecordEventKind.MOVED, [change for change in changes if change.moved])


def record_overdue(changes: Sequence[Change]) -> int:
    return record(RecordEventKind.OVERDUE, [change for change in changes if change.ran_out])


def record(kind: RecordEventKind, changes: Sequence[Change]) -> int:
    """Write an event a change, once: its key says what happened to what by which date and calendar."""
    RecordEvent.objects.bulk_create([event_of(kind, change) for change in changes], ignore_conflicts=True)
    return len(changes)


def event_of(kind: RecordEventKind, change: Change) -> RecordEvent:
    old, new = change.old, change.new
    due_on = new.due_on if new else None
    parts = [kind, old.case_id, old.code, old.subject, due_on or "-"]
    if kind == RecordEventKind.MOVED:
        parts += [old.due_on or "-", new.calendar_version if new else "-", new.rule_id if new else "-"]
    return RecordEvent(
        case_id=old.case_id,
        kind=kind,
        key=":".join(str(part) for part in parts),
        due_on=due_on,
        detail={
            "code": old.code,
            "subject": old.subject,
            "old_due": old.due_on.isoformat() if old.due_on else None,
            "new_due": due_on.isoformat() if due_on else None,
            "old_calendar": old.calendar_version,
            "new_calendar": new.calendar_version if new else None,
        },
    )
