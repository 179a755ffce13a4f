"""What each public case contributes to scorecards, kept ready to add up."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef

from monitoring.enums import ConsultationStatus, MilestoneKind, Severity
from monitoring.models import AssessedCriterion, Case, CaseFigures, Finding, ReplyRequest, RequestedFinding
from monitoring.partial_date import PartialDate
from monitoring.scoring import METHOD_VERSION, score

DECISIONS = (MilestoneKind.DECISION, MilestoneKind.ADOPTED, MilestoneKind.CONCLUSION)
NOT_HELD = (ConsultationStatus.CANCELLED, ConsultationStatus.POSTPONED)
READ = ("milestones", "consultations", "findings__statuses")
BATCH = 200


def drop(case: Case) -> None:
    """Nothing is kept of a case that is not public."""
    CaseFigures.objects.filter(case=case.pk).delete()


def store_all_figures(*, after: int = 0) -> Iterator[int]:
    """Of every public case, by batches of BATCH; yields the key each batch ended with, from which one can go on."""
    CaseFigures.objects.exclude(case__in=Case.objects.public()).delete()
    ordered = Case.objects.public().order_by("pk").prefetch_related(*READ)
    while cases := list(ordered.filter(pk__gt=after)[:BATCH]):
        store(cases)
        after = cases[-1].pk
        yield after


@transaction.atomic
def store(cases: Collection[Case]) -> None:
    """Of public cases as stored, with their answers that count."""
    answers: dict[int, list[tuple[str, int]]] = defaultdict(list)
    assessed = AssessedCriterion.objects.filter(case__in=[case.pk for case in cases])
    for case, answer, severity in assessed.values_list("case", "answer", "criterion__severity"):
        answers[case].append((answer, severity))
    rows = [figures_of(case, answers[case.pk]) for case in cases]
    columns = [field.name for field in CaseFigures._meta.concrete_fields if field.name not in {"id", "case"}]
    CaseFigures.objects.bulk_create(rows, update_conflicts=True, unique_fields=["case"], update_fields=columns)
    store_shown_requests([case.pk for case in cases])


def store_shown_requests(keys: Collection[int]) -> None:
    """Which invitations to reply ask about what the published versions of these cases show."""
    shown = Finding.objects.shown().filter(uid=OuterRef("finding_uid"))
    told = RequestedFinding.objects.filter(Exists(shown), request=OuterRef("pk"))
    ReplyRequest.objects.filter(case__in=keys).update(about_shown=Exists(told))


def figures_of(case: Case, answers: Collection[tuple[str, int]]) -> CaseFigures:
    """`answers`: (answer that counts, severity of the criterion) of each criterion."""
    points = score(answers)
    shown = Counter(finding.severity for finding in case.findings.all() if finding.is_shown)
    day = decided_or_heard(case)
    return CaseFigures(
        case_id=case.pk,
        body_id=case.body_id,
        region_id=case.region_id,
        year=case.year(),
        first_day=day.earliest() if day else None,
        last_day=day.latest() if day else None,
        applicable=points.applicable,
        answered=points.answered,
        weight=points.weight,
        lost_doubled=points.lost_doubled,
        findings=shown.total(),
        **{f"severity_{level}": shown[level] for level in Severity.values},
        method_version=METHOD_VERSION,
    )


def decided_or_heard(case: Case) -> PartialDate | None:
    """The last decision; before there is one, the last hearing or end of a discussion."""
    dates = [event.date for event in case.milestones.all() if event.kind in DECISIONS and event.date]
    if not dates:
        held = [each for each in case.consultations.all() if each.status not in NOT_HELD]
        dates = [date for each in held if (date := each.held_on or each.period_to or each.period_from)]
    return max(dates, key=PartialDate.latest) if dates else None
