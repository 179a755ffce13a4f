"""Publishing one case with all that follows in its transaction: terms, answers, figures, the index."""

from collections import Counter
from statistics import median

from bench.measuring import Taken, milliseconds, percentile, table, taken

TIMES = 20


def run() -> None:
    first, again = [], []
    for _time in range(TIMES):
        case = drafted()
        first.append(published(case))
        again.append(published(case))
    rows = [_row("first version", first), _row("correction", again)]
    table("Publishing one case", ("", "questions", "p50", "p95", "processor, p50"), rows)
    asked = Counter(_kind(sql) for sql in again[-1].questions)
    table("Questions of a correction", ("times", "question"), [[str(n), sql] for sql, n in asked.most_common(12)])


def drafted():  # type: ignore[no-untyped-def]  # a model that is imported when Django is set up
    from django.utils import timezone

    from monitoring.models import Case, Consultation, Criterion, Finding, FindingStatusRow, Milestone

    like = Case.objects.public().order_by("pk").first()
    case = Case(title=like.title, summary=like.summary, kind=like.kind, region=like.region, body=like.body, live=False)
    case.centre = like.centre
    criterion = Criterion.objects.first()
    case.milestones.set([Milestone(kind="other", date="2026-01-02", description=like.title[:100]) for _n in range(4)])
    case.consultations.set([Consultation(form="open_meeting", status="held", held_on="2026-03-02")])
    finding = Finding(title=like.title[:100], severity=3, criterion=criterion)
    finding.statuses.set([FindingStatusRow(status="suggested", at=timezone.now())])
    case.findings.set([finding])
    case.save()
    case.save_revision()
    return case


def published(case) -> Taken:  # type: ignore[no-untyped-def]
    from django.db import transaction

    case.refresh_from_db()
    draft = case.get_latest_revision_as_object()
    draft.change_note = "measured"
    revision = draft.save_revision()
    with taken() as one, transaction.atomic():
        revision.publish()
    return one


def _row(name: str, found: list[Taken]) -> list[str]:
    clock = [one.clock for one in found]
    times = [median(clock), percentile(clock, 95), median(one.own for one in found)]
    return [name, str(max(len(one.questions) for one in found)), *map(milliseconds, times)]


def _kind(sql: str) -> str:
    verb, _space, rest = sql.partition(" ")
    quoted = [name for name in rest.split('"')[1::2] if "_" in name]
    return f"{verb} {quoted[0] if quoted else rest[:40]}"
