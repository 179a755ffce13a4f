"""The records behind each figure: what is counted and what its page lists are one queryset."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from monitoring.enums import INTERIM_RESULTS, MISSED, DeadlineState, ReplyQuality, Severity, StepOrigin
from monitoring.models import (
    BodyReply,
    Case,
    CaseDeadline,
    CaseFigures,
    Finding,
    Outcome,
    ReferralOutcome,
    ReferralStep,
    ReplyRequest,
    StepQuestion,
)
from monitoring.scorecards.subjects import Subject


class Kind(StrEnum):
    """What is listed; in addresses."""

    CASES = "cases"
    FINDINGS = "findings"
    DEADLINES = "deadlines"
    LETTERS = "letters"
    QUESTIONS = "questions"
    REPLIES = "replies"
    OUTCOMES = "outcomes"


class LetterState(StrEnum):
    IN_TIME = "in_time"
    LATE = "late"
    UNANSWERED = "unanswered"


class ReplyState(StrEnum):
    ANSWERED = "answered"
    SILENT = "silent"


def cases(subject: Subject, today: dt.date) -> QuerySet[CaseFigures]:
    return CaseFigures.objects.public().filter(subject.of_cases())


def findings(subject: Subject, today: dt.date) -> QuerySet[Finding]:
    return Finding.objects.public().filter(subject.of_cases("case__figures__"))


def deadlines(subject: Subject, today: dt.date) -> QuerySet[CaseDeadline]:
    """Of the whole country by the index of what is public: joining 100,000 wide rows costs ten times as much."""
    if not subject.cases:
        return CaseDeadline.objects.filter(case__in=Case.objects.public().values("pk"))
    return CaseDeadline.objects.public().filter(subject.of_cases("case__figures__"))


ANSWERED = Q(reply__isnull=False) & ~Q(reply__result__in=INTERIM_RESULTS)
LETTER_STATES: Mapping[str, Q] = {
    LetterState.IN_TIME: ANSWERED & Q(reply__received_on__lte=F("due_on")),
    LetterState.LATE: ANSWERED & Q(reply__received_on__gt=F("due_on")),
    LetterState.UNANSWERED: ~ANSWERED,
}


def letters(subject: Subject, today: dt.date) -> QuerySet[ReferralStep]:
    """Letters whose answer is in or was due by yesterday.

    One that was passed on is answered for by who got it; a chain that was closed before the day asks no more.
    """
    passed_on = ReferralStep.objects.filter(origin=StepOrigin.TRANSFER, previous__isnull=False).values("previous")
    still_asked = Q(referral__closed_on__isnull=True) | Q(referral__closed_on__gt=F("due_on"))
    answerable = ANSWERED | (Q(due_on__lt=today) & still_asked)
    sent = ReferralStep.objects.public().filter(answerable, due_on__isnull=False, **subject.letters)
    return sent.exclude(pk__in=passed_on)


def questions(subject: Subject, today: dt.date) -> QuerySet[StepQuestion]:
    return StepQuestion.objects.filter(step__in=letters(subject, today), step__reply__isnull=False).exclude(quality="")


def replies(subject: Subject, today: dt.date) -> QuerySet[ReplyRequest]:
    """Bodies asked about findings that are public by now, once they replied in public or the term ran out."""
    asked = ReplyRequest.objects.filter(replied() | Q(due_on__lt=today), about_shown=True)
    if not subject.cases:
        return asked.standing().filter(case__in=Case.objects.public().values("pk"))
    return asked.public().filter(subject.of_cases("case__figures__"))


def replied() -> Q:
    return Q(Exists(BodyReply.objects.public().filter(request=OuterRef("pk"))))


def outcomes(subject: Subject, today: dt.date) -> QuerySet[ReferralOutcome]:
    return ReferralOutcome.objects.public().filter(subject.of_cases("step__referral__case__figures__"))


Find = Callable[[Subject, dt.date], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Listing:
    """`narrow` turns the value of `?is=` into a condition, or None when there is no such value."""

    find: Find
    narrow: Callable[[str], Q | None]
    order: tuple[str, ...]


def _severity(value: str) -> Q | None:
    return Q(severity=int(value)) if value in {str(level) for level in Severity.values} else None


def _deadline(value: str) -> Q | None:
    if value == "missed":
        return Q(state__in=MISSED)
    return Q(state=value) if value in DeadlineState.values else None


def _quality(value: str) -> Q | None:
    return Q(quality=value) if value in ReplyQuality.values else None


def _reply(value: str) -> Q | None:
    return {ReplyState.ANSWERED: replied(), ReplyState.SILENT: ~replied()}.get(value)  # type: ignore[call-overload]


def _outcome(value: str) -> Q | None:
    return Q(outcome__key=value) if Outcome.objects.filter(key=value).exists() else None


def _year(value: str) -> Q | None:
    return Q(year=int(value)) if value.isascii() and value.isdigit() and len(value) == 4 else None


LISTINGS: Mapping[str, Listing] = {
    Kind.CASES: Listing(cases, _year, ("-year", "-case")),
    Kind.FINDINGS: Listing(findings, _severity, ("-severity", "-case", "pk")),
    Kind.DEADLINES: Listing(deadlines, _deadline, ("-due_on", "pk")),
    Kind.LETTERS: Listing(letters, LETTER_STATES.get, ("-due_on", "pk")),
    Kind.QUESTIONS: Listing(questions, _quality, ("-step__due_on", "pk")),
    Kind.REPLIES: Listing(replies, _reply, ("-due_on", "pk")),
    Kind.OUTCOMES: Listing(outcomes, _outcome, ("-on", "pk")),
}
