"""The answer that counts for each criterion: the machine's, unless a person overrules it or the dates prove nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone

from monitoring.case_deadlines import ComputedDeadline, case_deadlines
from monitoring.checklist.answers import MachineAnswer
from monitoring.checklist.facts import Facts
from monitoring.checklist.machine import COUNCIL, machine_answers
from monitoring.councils import CouncilAnswer, CouncilRecords, council_answers, read_records
from monitoring.councils.terms import Terms
from monitoring.enums import Answer
from monitoring.law import Law, current_law
from monitoring.models import AssessedCriterion, Assessment, AttendanceSheet, Case, Criterion
from monitoring.scoring import Score, score


@dataclass(frozen=True)
class Row:
    """`machine` and `person` are both kept, whichever of them counts."""

    criterion: Criterion
    machine: MachineAnswer | None = None
    person: Assessment | None = None

    @property
    def overruled(self) -> bool:
        return self.person is not None and self.person.overrules and self._machine_knows

    @property
    def by_machine(self) -> bool:
        return self._machine_knows and not self.overruled

    @property
    def answer(self) -> Answer:
        if self.by_machine and self.machine:
            return self.machine.answer
        return Answer(self.person.answer) if self.person else Answer.NO_DATA

    @property
    def _machine_knows(self) -> bool:
        return self.machine is not None and self.machine.answer != Answer.NO_DATA


@dataclass(frozen=True)
class Assessed:
    """One row for each criterion of the kind of process and each that a person answered besides, in their order."""

    rows: tuple[Row, ...]

    @cached_property
    def score(self) -> Score:
        return score((row.answer, row.criterion.severity) for row in self.rows)


def assess(
    case: Case,
    *,
    today: dt.date,
    law: Law | None = None,
    terms: Sequence[ComputedDeadline] | None = None,
    councils: CouncilRecords | None = None,
) -> Assessed:
    """Of a stored case (best `with_record()`) or of a draft in memory.

    `terms` when they are counted already, `councils` when they were read for many cases.
    """
    law = law or current_law()
    process = case.kind.process if case.kind else ""
    told = {made.criterion_id: made for made in case.assessments.all()}
    asked = [made for made in law.criteria if made.pk in told or (process and process in made.processes)]
    codes = {criterion.key for criterion in asked}
    facts = Facts(
        case=case,
        terms=case_deadlines(case, law.book, law.calendar, today) if terms is None else terms,
        today=today,
        repeated={sheet.consultation_uid: sheet.repeated for sheet in _sheets(case)},
        council=_council(case, law, today, councils) if codes & set(COUNCIL) else {},
    )
    said = machine_answers(facts, codes)
    return Assessed(tuple(Row(made, said.get(made.key), told.get(made.pk)) for made in asked))


def _sheets(case: Case) -> list[AttendanceSheet]:
    return list(case.attendance_sheets.all()) if case.pk else []


def _council(case: Case, law: Law, today: dt.date, records: CouncilRecords | None) -> dict[str, CouncilAnswer]:
    return council_answers(case, today=today, terms=Terms(law.book, law.calendar), records=records)


def assess_many(cases: Sequence[Case], *, today: dt.date, law: Law) -> list[Assessed]:
    """Of cases `with_record()` or of their drafts; what is known of councils is read once for all."""
    councils = read_records(cases)
    return [assess(case, today=today, law=law, councils=councils) for case in cases]


@transaction.atomic
def store_assessment(*, case: Case, today: dt.date | None = None, law: Law | None = None) -> Case | None:
    """Keep the answers that count in the public version, and return it; those of a case that is not public go."""
    AssessedCriterion.objects.filter(case=case.pk).delete()
    shown = Case.objects.public().filter(pk=case.pk).record()
    if shown:
        assessed = assess(shown, today=today or timezone.localdate(), law=law)
        AssessedCriterion.objects.bulk_create(_stored(shown, assessed))
    return shown


@transaction.atomic
def store_assessments(*, keys: Sequence[int], today: dt.date, law: Law) -> list[Case]:
    """The same for many public cases, writing only where an answer changed; returns the cases where one did.

    They are locked meanwhile against publishing.
    """
    keys = list(
        Case.objects.public()
        .filter(pk__in=keys)
        .order_by("pk")
        .select_for_update(of=("self",))
        .values_list("pk", flat=True)
    )
    known: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    rows = AssessedCriterion.objects.filter(case__in=keys).values_list("case", "criterion", "answer", "by_machine")
    for case, *answer in rows:
        known[case].add(tuple(answer))
    changed, made = [], []
    cases = list(Case.objects.public().with_record().filter(pk__in=keys))
    for shown, assessed in zip(cases, assess_many(cases, today=today, law=law), strict=True):
        answers = _stored(shown, assessed)
        if {(row.criterion_id, str(row.answer), row.by_machine) for row in answers} != known[shown.pk]:
            changed.append(shown)
            made += answers
    AssessedCriterion.objects.filter(case__in=changed).delete()
    AssessedCriterion.objects.bulk_create(made)
    return changed


def _stored(case: Case, assessed: Assessed) -> list[AssessedCriterion]:
    return [
        AssessedCriterion(case=case, criterion=row.criterion, answer=row.answer, by_machine=row.by_machine)
        for row in assessed.rows
    ]
