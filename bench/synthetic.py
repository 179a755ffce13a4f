"""Fills the database with synthetic records, to measure the site at size. Never on a real site.

Rows are written in bulk, as publishing would leave them: cases with their text, findings, computed terms, figures,
letters with replies, invitations to reply, suggestions and events, skewed by body, region and year. It needs the
reference data.
"""

import datetime as dt
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Revision

from bench.wording import Wording, language_of, marked
from monitoring import models
from monitoring.enums import (
    ConsultationForm,
    ConsultationStatus,
    DeadlineState,
    FindingStatus,
    RecordEventKind,
    ReferralKind,
    ReplyQuality,
    ReplyResult,
    Stage,
    StepEventKind,
    SuggestionSource,
)
from monitoring.scoring import METHOD_VERSION

BATCH = 2000


class Records:
    """Everything of one batch of cases; keys are given here, so that rows can refer to each other before they exist."""

    def __init__(self, dice: random.Random, wording: Wording) -> None:
        self.dice, self.wording = dice, wording
        self.rows: dict[type[Any], list[Any]] = {}

    def add(self, model: type[Any], **fields: Any) -> Any:
        made = model(**fields)
        self.rows.setdefault(model, []).append(made)
        return made

    def text(self, language: str, words: int) -> str:
        return self.wording.text(self.dice, language, words)

    def write(self) -> None:
        with transaction.atomic():
            for model, rows in self.rows.items():
                model._base_manager.bulk_create(rows, batch_size=500)


def skewed(dice: random.Random, found: list[Any]) -> Any:
    """The first far more often than the last."""
    return found[min(int(dice.paretovariate(1.1)) - 1, len(found) - 1)]


def add_case(batch: Records, pk: int, known: dict[str, list[Any]], today: dt.date) -> None:
    dice = batch.dice
    body = skewed(dice, known["bodies"])
    held = today - dt.timedelta(days=dice.randint(-20, 2500))
    moment = timezone.make_aware(dt.datetime.combine(held, dt.time(9)))
    language = language_of(dice)
    case = batch.add(
        models.Case,
        pk=pk,
        reference=f"KZ-SYN-{held.year}-{pk:07}",
        version=1,
        based_on=1,
        title=batch.text(language, 9),
        language=language,
        summary=marked(batch.text(language, 300), pk),
        summary_language=language,
        kind=dice.choice(known["kinds"]),
        region_id=body.region_id,
        centre=dice.choice(known["centres"]),
        body=body,
        stage=dice.choice(Stage.values),
        live=True,
        created_at=moment,
        first_published_at=moment,
        last_published_at=moment,
        latest_revision_id=pk,
        live_revision_id=pk,
    )
    content_type = known["content_type"][0]
    batch.add(
        Revision,
        pk=pk,
        content_type=content_type,
        base_content_type=content_type,
        object_id=str(pk),
        created_at=moment,
        content={"based_on": 1},
    )
    batch.add(
        models.Consultation,
        case=case,
        form=ConsultationForm.OPEN_MEETING,
        status=ConsultationStatus.HELD,
        held_on=held.isoformat(),
    )
    severities = [dice.randint(1, 5) for _n in range(dice.choice([0, 0, 0, 1, 1, 2]))]
    findings = [add_finding(batch, case, pk * 10 + number, level) for number, level in enumerate(severities)]
    add_figures(batch, case, held, severities)
    add_deadlines(batch, case, known, held)
    if findings:
        add_follow_up(batch, case, known, findings, held, today)


def add_finding(batch: Records, case: Any, pk: int, severity: int) -> Any:
    made = batch.add(
        models.Finding,
        pk=pk,
        uid=UUID(int=batch.dice.getrandbits(128)),
        case=case,
        title=batch.text(case.language, 6),
        severity=severity,
    )
    batch.add(models.FindingStatusRow, finding=made, status=FindingStatus.PUBLISHED, at=case.created_at)
    return made


def add_figures(batch: Records, case: Any, held: dt.date, severities: list[int]) -> None:
    dice = batch.dice
    applicable = dice.randint(10, 30)
    answered = dice.randint(3, applicable)
    weight = answered * 3
    batch.add(
        models.CaseFigures,
        case=case,
        body_id=case.body_id,
        region_id=case.region_id,
        year=held.year,
        first_day=held,
        last_day=held,
        applicable=applicable,
        answered=answered,
        weight=weight,
        lost_doubled=dice.randint(0, weight),
        findings=len(severities),
        **{f"severity_{level}": severities.count(level) for level in range(1, 6)},
        method_version=METHOD_VERSION,
    )


def add_deadlines(batch: Records, case: Any, known: dict[str, list[Any]], held: dt.date) -> None:
    for rule in batch.dice.sample(known["rules"], 3):
        state = batch.dice.choice(DeadlineState.values)
        batch.add(
            models.CaseDeadline,
            case=case,
            rule=rule,
            code=rule.code,
            subject=str(rule.pk),
            started=held.isoformat(),
            due_on=held + dt.timedelta(days=20),
            state=state,
            days=batch.dice.randint(1, 30),
            calendar_version="synthetic",
            computed_at=case.created_at,
        )
        if state == DeadlineState.OVERDUE:
            batch.add(
                models.RecordEvent,
                case=case,
                kind=RecordEventKind.OVERDUE,
                key=f"synthetic:{case.pk}:{rule.code}:{rule.pk}",
                due_on=held + dt.timedelta(days=20),
            )


def add_follow_up(
    batch: Records, case: Any, known: dict[str, list[Any]], findings: list[Any], held: dt.date, today: dt.date
) -> None:
    dice, pk = batch.dice, case.pk
    request = batch.add(
        models.ReplyRequest,
        pk=pk,
        uid=UUID(int=dice.getrandbits(128)),
        case=case,
        body_id=case.body_id,
        sent_on=held,
        due_on=held + dt.timedelta(days=14),
    )
    for finding in findings:
        batch.add(models.RequestedFinding, request=request, finding_uid=finding.uid, title=finding.title)
    for code in dice.sample(["P02", "P03", "P09", "P21"], dice.randint(0, 2)):
        batch.add(models.Suggestion, case=case, source=SuggestionSource.CRITERION, code=code)
    if dice.random() < 0.4:
        return
    referral = batch.add(models.Referral, pk=pk, uid=UUID(int=dice.getrandbits(128)), case=case, opened_on=held)
    batch.add(models.ReferredFinding, referral=referral, finding=findings[0])
    due, answered = held + dt.timedelta(days=30), dice.random() < 0.7
    step = batch.add(
        models.ReferralStep,
        pk=pk,
        uid=UUID(int=dice.getrandbits(128)),
        referral=referral,
        kind=ReferralKind.APPEAL_STATEMENT,
        authority=dice.choice(known["authorities"]),
        addressee=dice.choice(known["bodies"]),
        sent_on=held,
        due_on=due,
        watched_until=None if answered or due < today else due,
    )
    batch.add(
        models.StepQuestion, step=step, text=batch.text(case.language, 8), quality=dice.choice(ReplyQuality.values)
    )
    if answered:
        received = due + dt.timedelta(days=dice.randint(-20, 20))
        batch.add(models.StepReply, step=step, received_on=received, result=dice.choice(ReplyResult.values))
    elif due < today:
        batch.add(models.StepEvent, step=step, kind=StepEventKind.OVERDUE, on=due)
    if dice.random() < 0.3:
        document = batch.text(case.language, 3)
        batch.add(models.ReferralOutcome, step=step, outcome=dice.choice(known["outcomes"]), on=due, document=document)


def reference() -> dict[str, list[Any]]:
    bodies = list(models.ExecutiveBody.objects.current().filter(region__isnull=False))
    return {
        "bodies": sorted(bodies, key=lambda body: (body.region_id * 7919 + body.pk) % 1009),
        "kinds": list(models.DecisionKind.objects.all()),
        "centres": list(models.Centre.objects.all()),
        "rules": list(models.DeadlineRule.objects.all()),
        "authorities": list(models.Authority.objects.all()),
        "outcomes": list(models.Outcome.objects.all()),
        "content_type": [ContentType.objects.get_for_model(models.Case)],
    }


def batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while found := list(islice(rest, BATCH)):
        yield found


def next_key() -> int:
    """Far above the keys of real records, and after what an earlier run wrote."""
    last = models.Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return max(last + 1, 10_000_000)


def fill(size: int) -> None:
    first = next_key()
    known, wording, today = reference(), Wording(), timezone.localdate()
    dice = random.Random(first)  # noqa: S311
    for numbers in batches(range(first, first + size)):
        batch = Records(dice, wording)
        for pk in numbers:
            add_case(batch, pk, known, today)
        batch.write()
        print(f"{numbers[-1] - first + 1} of {size} cases", file=sys.stderr)  # noqa: T201
    if connection.vendor == "postgresql":
        # As autovacuum does. SQLite is asked for no statistics on a real site, either: those of full-text tables while
        # they are empty make it read all of them at each merge.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
