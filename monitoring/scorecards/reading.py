"""Reading a scorecard: a fixed number of queries, whatever the number of cases."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, F, IntegerField, QuerySet, Sum, Value

from monitoring.models import CaseFigures, Outcome, Tenure
from monitoring.scorecards import records
from monitoring.scorecards.records import LETTER_STATES, LetterState, ReplyState
from monitoring.scorecards.subjects import Subject, of_tenure
from monitoring.scorecards.sums import COLUMNS, Sums


@dataclass(frozen=True, slots=True)
class Scorecard:
    """`deadlines` by DeadlineState, `letters` by LetterState, `quality` by ReplyQuality, `replies` by ReplyState."""

    subject: Subject
    years: Mapping[int, Sums]
    deadlines: Mapping[str, int]
    letters: Mapping[str, int]
    quality: Mapping[str, int]
    replies: Mapping[str, int]
    outcomes: Mapping[Outcome, int]

    @property
    def total(self) -> Sums:
        return Sums.of(self.years.values())


def enough(sums: Sums) -> bool:
    return sums.cases >= settings.SCORECARD_MIN_CASES


def read_scorecard(subject: Subject, today: dt.date) -> Scorecard:
    return Scorecard(
        subject,
        by_year(subject, today),
        counted(records.deadlines(subject, today), "state"),
        letters(subject, today),
        counted(records.questions(subject, today), "quality"),
        replies(subject, today),
        outcomes(subject, today),
    )


def read_sums(subject: Subject, today: dt.date) -> Sums:
    """The main figures only, in one query."""
    return Sums.of(by_year(subject, today).values())


def by_year(subject: Subject, today: dt.date) -> dict[int, Sums]:
    """Every year from the first with a case to the last; in between there may be none."""
    found = grouped(records.cases(subject, today), "year")
    return {year: found.get(year, Sums()) for year in range(min(found), max(found) + 1)} if found else {}


def grouped(figures: QuerySet[CaseFigures], column: str) -> dict[Any, Sums]:
    """Sums by the value of a column; rows without a value are left out."""
    sums = {name: Sum(name) for name in COLUMNS}
    rows = figures.filter(**{f"{column}__isnull": False}).order_by().values(column).annotate(n=Count("pk"), **sums)
    return {row[column]: Sums(row["n"], *(row[name] for name in COLUMNS)) for row in rows}


def counted(found: QuerySet[Any], column: str) -> dict[Any, int]:
    return dict(found.order_by().values_list(column).annotate(Count("pk")))


def letters(subject: Subject, today: dt.date) -> dict[str, int]:
    counts = {state: Count("pk", filter=condition) for state, condition in LETTER_STATES.items()}
    found: dict[str, int] = records.letters(subject, today).aggregate(**counts)
    return {state: found[state] for state in LetterState}


def replies(subject: Subject, today: dt.date) -> dict[str, int]:
    found = records.replies(subject, today).aggregate(asked=Count("pk"), answered=Count("pk", filter=records.replied()))
    return {ReplyState.ANSWERED: found["answered"], ReplyState.SILENT: found["asked"] - found["answered"]}


def outcomes(subject: Subject, today: dt.date) -> dict[Outcome, int]:
    found = counted(records.outcomes(subject, today), "outcome")
    return {outcome: found[outcome.pk] for outcome in Outcome.objects.filter(pk__in=found)} if found else {}


def sums_of_tenures(tenures: Iterable[Tenure], today: dt.date) -> dict[int, Sums]:
    """Sums of each term, by its key, in one query. A day both of an old and of a new term counts in both."""
    parts = [
        records.cases(of_tenure(tenure), today)
        .annotate(tenure=Value(tenure.pk, IntegerField()))
        .values_list("tenure", F("pk"), *COLUMNS)
        for tenure in tenures
    ]
    found: dict[int, Sums] = {}
    for tenure, _pk, *figures in parts[0].union(*parts[1:], all=True) if parts else ():
        found[tenure] = found.get(tenure, Sums()) + Sums(1, *figures)
    return found
