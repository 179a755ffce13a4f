"""What follows a published case on its own clock, as its page shows it: answers, terms, letters, replies."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from monitoring.calendars import current_calendar
from monitoring.enums import INTERIM_RESULTS, Answer, DeadlineState, Moderation, StepOrigin, TermUnit
from monitoring.models import (
    AssessedCriterion,
    BodyReply,
    CaseDeadline,
    Finding,
    ReferralOutcome,
    ReferralStep,
    RequestedFinding,
    StepQuestion,
)
from search.enums import BodyReplyState, LetterState, Several

Values = set[tuple[str, str]]


@dataclass(slots=True)
class Facts:
    """`missed_days`: the most by which a term of the law was missed, in the unit of that term."""

    values: Values = field(default_factory=set)
    missed_days: int | None = None


def facts_of(keys: Collection[int]) -> dict[int, Facts]:
    """Of these cases, which must be public; a case without any is there too. A fixed number of queries."""
    today = timezone.localdate()
    found = {key: Facts() for key in keys}
    for key, facet, value in (*_answers(keys), *_letters(keys, today), *_replies(keys, today)):
        found[key].values.add((facet, value))
    for key, days in _missed(keys, today):
        found[key].missed_days = max(found[key].missed_days or 0, days)
    return found


def _answers(keys: Collection[int]) -> Iterator[tuple[int, str, str]]:
    not_met = AssessedCriterion.objects.filter(case__in=keys, answer=Answer.NOT_MET)
    for case, criterion in not_met.values_list("case", "criterion__key"):
        yield case, Several.CRITERION, criterion


def _missed(keys: Collection[int], today: dt.date) -> Iterator[tuple[int, int]]:
    """A term that nobody has kept yet is missed by more every day."""
    calendar = current_calendar()
    rows = CaseDeadline.objects.filter(case__in=keys).missed()
    for case, state, unit, due_on, days in rows.values_list("case", "state", "rule__unit", "due_on", "days"):
        if state == DeadlineState.OVERDUE and due_on:
            in_working_days = unit == TermUnit.WORKING_DAYS
            passed = calendar.working_after(due_on, today) if in_working_days else (today - due_on).days
            days = max(days, passed)
        yield case, days


def _letters(keys: Collection[int], today: dt.date) -> Iterator[tuple[int, str, str]]:
    sent = ReferralStep.objects.filter(referral__case__in=keys, sent_on__isnull=False).annotate(
        of=F("referral__case"), closed_on=F("referral__closed_on")
    )
    steps = list(sent.select_related("authority", "addressee", "reply"))
    passed_on = set(
        ReferralStep.objects.filter(previous__in=steps, origin=StepOrigin.TRANSFER).values_list("previous", flat=True)
    )
    for step in steps:
        yield step.of, Several.AUTHORITY, step.authority.key
        if step.addressee:
            yield step.of, Several.ADDRESSEE, step.addressee.key
        if state := _state(step, step.pk in passed_on, step.closed_on, today):
            yield step.of, Several.LETTER, state
    answered = {step.pk: step.of for step in steps if _answered_on(step)}
    rated = StepQuestion.objects.filter(step__in=answered).exclude(quality="")
    for letter, quality in rated.values_list("step", "quality"):
        yield answered[letter], Several.QUALITY, quality
    outcomes = ReferralOutcome.objects.filter(step__in=steps)
    for case, outcome in outcomes.values_list("step__referral__case", "outcome__key"):
        yield case, Several.OUTCOME, outcome


def _answered_on(step: ReferralStep) -> dt.date | None:
    """That a letter was accepted for consideration is no answer yet."""
    reply = getattr(step, "reply", None)
    return reply.received_on if reply and reply.result not in INTERIM_RESULTS else None


def _state(step: ReferralStep, passed_on: bool, closed_on: dt.date | None, today: dt.date) -> str:
    """As the chain on the page says it; empty where the letter asks for nothing any more."""
    due_on = step.due_on
    if answered_on := _answered_on(step):
        return LetterState.LATE if due_on and answered_on > due_on else LetterState.ANSWERED
    if passed_on:
        return ""
    if due_on and due_on < today:
        return LetterState.SILENT
    return "" if closed_on else LetterState.AWAITED


def _replies(keys: Collection[int], today: dt.date) -> Iterator[tuple[int, str, str]]:
    """Of invitations about shown findings only: what was asked about drafts is nobody's business yet."""
    shown = set(Finding.objects.public().filter(case__in=keys).values_list("uid", flat=True))
    asked = RequestedFinding.objects.filter(
        request__case__in=keys, request__cancelled_at=None, request__sent_on__isnull=False, finding_uid__in=shown
    )
    requests: dict[int, tuple[int, dt.date | None]] = {}
    about: defaultdict[int, set[object]] = defaultdict(lambda: {None})
    for request, case, due_on, uid in asked.values_list("request", "request__case", "request__due_on", "finding_uid"):
        requests[request] = case, due_on
        about[request].add(uid)
    replied: defaultdict[int, bool] = defaultdict(bool)
    came = BodyReply.objects.filter(request__in=requests).values_list("request", "finding_uid", "moderation")
    for request, on, moderation in came:
        replied[request] |= moderation == Moderation.SHOWN and on in about[request]
    for request, (case, due_on) in requests.items():
        if replied.get(request):
            yield case, Several.REPLY, BodyReplyState.REPLIED
        elif request not in replied and due_on:
            silent = due_on < today
            yield case, Several.REPLY, BodyReplyState.SILENT if silent else BodyReplyState.AWAITED
