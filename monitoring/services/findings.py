"""From an offered sign to a finding of the draft, and a finding's way to a second person."""

import json
import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from monitoring.enums import FindingStatus, Severity, SuggestionSource
from monitoring.law import current_law
from monitoring.models import Case, Criterion, Finding, FindingStatusRow, Provision, RiskIndicator, Suggestion, Tenure
from monitoring.models.children import add_last
from monitoring.partial_date import PartialDate
from monitoring.presenters.sign_texts import description_of, title_of
from monitoring.services.assessing import Row, assess
from monitoring.services.desk import check_desk
from monitoring.services.errors import NotThePublisher, ReasonMissing
from monitoring.services.suggestions import taken

# The criterion that each indicator is a sign against; for the others a person names one.
CRITERION_OF = {
    "K05": ("P29", "P17"),
    "K06": ("P02", "P15"),
    "K07": ("P07",),
    "K08": ("P22",),
    "K09": ("P20",),
    "K11": ("P22",),
    "K15": ("P37",),
    "K17": ("P17",),
    "K03": ("P28",),
    "K23": ("P09",),
}
ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
# The place in a reason that tells when it happened, the most telling first.
WHEN = ("date", "done", "decision", "change", "documents", "due")


@transaction.atomic
def confirm_suggestion(*, suggestion: Suggestion, user: Any, criterion: Criterion | None = None) -> Finding:
    """Write a finding, as a draft of this person, into the draft of the case.

    `criterion` is needed for an indicator that no criterion follows from. Raises ReasonMissing without it, and
    NotThePublisher when it is another desk's or was decided.
    """
    row = taken(suggestion, user)
    draft = row.case.get_latest_revision_as_object()
    assessed = assess(draft, today=timezone.localdate(), law=current_law())
    answers = {made.criterion.key: made for made in assessed.rows}
    basis = criterion or _criterion_of(row, answers)
    if basis is None:
        raise ReasonMissing(_("Choose the criterion that the finding is about."))
    indicators = _indicators(row)
    with override(draft.language):
        finding = _finding(row, draft, basis, answers.get(basis.key), indicators)
    finding.statuses.add(FindingStatusRow(status=FindingStatus.DRAFT, author=user))
    add_last(draft.findings, finding)
    draft.save_revision(user=user, clean=False, log_action=True)
    row.confirmed_at, row.decided_by, row.finding_uid = timezone.now(), user, finding.uid
    row.save()
    log(instance=row.case, action="monitoring.confirm", user=user, data={"code": row.code, "finding": str(finding.uid)})
    return finding


def _criterion_of(row: Suggestion, answers: dict[str, Row]) -> Criterion | None:
    codes = (row.code,) if row.source == SuggestionSource.CRITERION else CRITERION_OF.get(row.code, ())
    applying = [answers[code].criterion for code in codes if code in answers]
    return applying[0] if applying else None


def _indicators(row: Suggestion) -> list[RiskIndicator]:
    """Its own; of a criterion those that are offered for it at the same time."""
    if row.source == SuggestionSource.INDICATOR:
        return list(RiskIndicator.objects.filter(key=row.code))
    offered = Suggestion.objects.filter(case=row.case, source=SuggestionSource.INDICATOR).open()
    codes = [made.code for made in offered if row.code in CRITERION_OF.get(made.code, ())]
    return list(RiskIndicator.objects.filter(key__in=codes))


def _finding(
    row: Suggestion, draft: Case, criterion: Criterion, answer: Row | None, indicators: list[RiskIndicator]
) -> Finding:
    """In the language that is active."""
    violation = criterion.violation_types.first()
    when = happened_on(row)
    tenure = in_office(draft, when)
    finding = Finding(
        title=title_of(row, criterion, violation, indicators)[:300],
        description=description_of(row, answer, indicators),
        criterion=criterion,
        provision=provision_of(criterion, answer),
        violation_type=violation,
        severity=criterion.severity or Severity.MODERATE,
        happened_on=when,
        position=tenure.position if tenure else head_of(draft),
        official=tenure.official if tenure else None,
    )
    finding.risk_indicators.set(indicators)
    return finding


def happened_on(row: Suggestion) -> PartialDate | None:
    for reason in row.detail.get("reasons", []):
        values = reason.get("values", {})
        for name in WHEN:
            if ISO_DAY.match(str(values.get(name, ""))):
                return PartialDate(values[name])
    return None


def provision_of(criterion: Criterion, answer: Row | None) -> Provision | None:
    """That of the term which was missed; else the most exact one of the criterion."""
    terms = answer.machine.terms if answer and answer.machine and answer.by_machine else ()
    cited = [term.rule.provision for term in terms if term.rule.provision and term.rule.provision.article]
    provisions: Iterable[Provision] = [*cited, *sorted(criterion.provisions.all(), key=lambda law: not law.paragraph)]
    return next(iter(provisions), None)


def in_office(case: Case, when: PartialDate | None) -> Tenure | None:
    """Who surely headed the body on that day; None when several terms of office overlap or none covers it."""
    found = holders(case.body_id, when) if case.body_id and when else []
    return found[0] if len(found) == 1 else None


def holders(body: int, when: PartialDate) -> list[Tenure]:
    """Whose terms of office surely cover that day, or all of an uncertain one."""
    covers = Q(started_on__lte=when.earliest()) & (Q(ended_on__isnull=True) | Q(ended_on__gte=when.latest()))
    return list(Tenure.objects.filter(covers, body=body).select_related("official"))


def head_of(case: Case) -> str:
    return str(_("Head: %(body)s") % {"body": case.body})[:300] if case.body else ""


@transaction.atomic
def move_finding(*, case: Case, finding: UUID, status: FindingStatus, user: Any) -> None:
    """Hand a finding over for checking, verify it as a second person, or let the next public version show it.

    Who only verifies does not become an author of the version. Raises NotThePublisher.
    """
    check_desk(case, user)
    row = Case.objects.select_for_update().get(pk=case.pk)
    revision = row.get_latest_revision()
    draft = revision.as_object() if revision else row
    found = next((made for made in draft.findings.all() if made.uid == finding), None)
    if found is None:
        raise NotThePublisher(_("This finding is no longer in the draft."))
    check_move(found, status, user)
    found.statuses.add(FindingStatusRow(status=status, author=user, at=timezone.now()))
    if revision is None or row.versions.filter(revision=revision).exists():
        draft.save_revision(user=user, clean=False, log_action=True)
    else:
        revision.content = json.loads(json.dumps(draft.serializable_data(), cls=DjangoJSONEncoder))
        revision.save(update_fields=["content"])
    log(instance=row, action="monitoring.finding", user=user, data={"finding": str(finding), "status": status})


def check_move(finding: Finding, status: FindingStatus, user: Any) -> None:
    if status == FindingStatus.SUBMITTED and finding.status == FindingStatus.DRAFT:
        return
    if status == FindingStatus.VERIFIED and finding.status in (FindingStatus.DRAFT, FindingStatus.SUBMITTED):
        if user.pk in authors_of(finding):
            raise NotThePublisher(_("You wrote this finding: a second person verifies it."))
        return
    if status == FindingStatus.PUBLISHED and finding.status == FindingStatus.VERIFIED:
        return
    raise NotThePublisher(_("The finding is not at this step."))


def authors_of(finding: Finding) -> set[int]:
    return {row.author_id for row in finding.statuses.all() if row.author_id}
