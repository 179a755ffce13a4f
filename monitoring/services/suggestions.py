"""Signs offered to the desk: computed anew at any time, decided by a person once."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from monitoring.checklist.answers import FAILED
from monitoring.enums import SuggestionSource
from monitoring.law import Law, current_law
from monitoring.models import Case, Suggestion
from monitoring.risks.batch import Looked
from monitoring.risks.computing import signs_of
from monitoring.risks.durations import Durations
from monitoring.risks.signs import Sign
from monitoring.services.assessing import Assessed, Row, assess, assess_many
from monitoring.services.deadlines import batches
from monitoring.services.desk import check_desk
from monitoring.services.errors import NotThePublisher, ReasonMissing

logger = logging.getLogger(__name__)
Key = tuple[str, str]
Details = dict[Key, dict[str, Any]]


def refresh_suggestions(*, case: Case, today: dt.date | None = None) -> Assessed:
    """Offer what the draft of the case fails now; returns the answers it was found by."""
    today = today or timezone.localdate()
    draft = drafted(case)
    assessed = assess(draft, today=today)
    looked = Looked(draft, assessed)
    offered = details_of(looked, signs_of([looked], today=today).get(case.pk, {}))
    with transaction.atomic():
        known = Suggestion.objects.select_for_update().filter(case=case)
        _store([(draft, offered)], {case.pk: list(known)})
    return assessed


def run_suggestions(today: dt.date) -> int:
    """Every public case, some at a time, in a fixed number of queries each; returns how many were looked at."""
    law, durations = current_law(), Durations()
    seen = 0
    for part in batches(Case.objects.public()):
        try:
            _refresh_batch(part, today, law, durations)
        except Exception:  # what one batch holds must not stop the others
            logger.exception("Suggestions of %s cases from %s on were not computed", len(part), part[0])
        seen += len(part)
    return seen


def _refresh_batch(keys: Sequence[int], today: dt.date, law: Law, durations: Durations) -> None:
    cases = Case.objects.filter(pk__in=keys).with_record().select_related("latest_revision")
    drafts = [drafted(case) for case in cases]
    looked = list(map(Looked, drafts, assess_many(drafts, today=today, law=law)))
    signs = signs_of(looked, today=today, durations=durations)
    with transaction.atomic():
        known: dict[int, list[Suggestion]] = defaultdict(list)
        for suggestion in Suggestion.objects.select_for_update().filter(case__in=keys):
            known[suggestion.case_id].append(suggestion)
        _store([(item.case, details_of(item, signs.get(item.case.pk, {}))) for item in looked], known)


def drafted(case: Case) -> Case:
    """The draft where there is one that is not public yet; else the record itself."""
    if case.version and not case.has_unpublished_changes:
        return case
    draft: Case = case.get_latest_revision_as_object()
    return draft


def details_of(looked: Looked, signs: Mapping[str, Sign]) -> Details:
    """What to offer: failed criteria and computed signs for which the draft has no finding yet."""
    findings = list(looked.case.findings.all())
    criteria = {finding.criterion_id for finding in findings}
    indicators = {indicator.key for finding in findings for indicator in finding.risk_indicators.all()}
    found: Details = {
        (SuggestionSource.CRITERION, row.criterion.key): detail_of(row)
        for row in looked.assessed.rows
        if row.answer in FAILED and row.criterion.pk not in criteria
    }
    found |= {
        (SuggestionSource.INDICATOR, code): sign.as_json() for code, sign in signs.items() if code not in indicators
    }
    return found


def detail_of(row: Row) -> dict[str, Any]:
    reasons = [reason.as_json() for reason in row.machine.reasons] if row.machine and row.by_machine else []
    note = "" if row.by_machine or row.person is None else row.person.note
    return {"answer": row.answer, "reasons": reasons, "records": [], "facts": [row.answer, *reasons, note]}


def _store(offers: Iterable[tuple[Case, Details]], known: dict[int, list[Suggestion]]) -> None:
    new, changed, gone = [], [], []
    for case, offered in offers:
        in_draft = {finding.uid for finding in case.findings.all()}
        rows = {(row.source, row.code): row for row in known.get(case.pk, [])}
        new += [
            Suggestion(case_id=case.pk, source=key[0], code=key[1], detail=detail)
            for key, detail in offered.items()
            if key not in rows
        ]
        for key, row in rows.items():
            if key in offered and _is_news(row, offered[key], in_draft):
                row.detail = offered[key]
                row.dismissed_at = row.confirmed_at = row.finding_uid = None
                changed.append(row)
            elif key not in offered and row.is_open:
                gone.append(row.pk)
    Suggestion.objects.bulk_create(new)
    Suggestion.objects.bulk_update(changed, ["detail", "dismissed_at", "confirmed_at", "finding_uid"])
    if gone:
        Suggestion.objects.filter(pk__in=gone).delete()


def _is_news(row: Suggestion, detail: dict[str, Any], in_draft: set[Any]) -> bool:
    """Other facts than were decided upon; or a finding was made of it and taken out of the draft again."""
    if row.confirmed_at:
        return row.finding_uid not in in_draft
    return bool(row.detail != detail) if row.is_open else row.detail.get("facts") != detail["facts"]


@transaction.atomic
def dismiss_suggestion(*, suggestion: Suggestion, user: Any, reason: str) -> None:
    """Remembered, and not offered again until its facts change. Raises ReasonMissing, NotThePublisher."""
    row = taken(suggestion, user)
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Write why this is no sign of a breach: colleagues will read it."))
    row.dismissed_at, row.dismissed_reason, row.decided_by = timezone.now(), reason[:500], user
    row.full_clean()
    row.save()
    log(
        instance=row.case,
        action="monitoring.dismiss",
        user=user,
        data={"code": row.code, "reason": row.dismissed_reason},
    )


def taken(suggestion: Suggestion, user: Any) -> Suggestion:
    """The row locked, still waiting for a decision of this desk. Raises NotThePublisher."""
    row = Suggestion.objects.select_for_update(of=("self",)).select_related("case").get(pk=suggestion.pk)
    check_desk(row.case, user)
    if not row.is_open:
        raise NotThePublisher(_("Somebody has decided on this sign already."))
    return row
