"""What an import would do with each record, decided without writing anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from monitoring.enums import Origin
from monitoring.importing.checking import problems
from monitoring.importing.labels import label_of
from monitoring.importing.mapping import FileMapping
from monitoring.importing.merging import Merge, attach, differs, merge
from monitoring.importing.record import Record, snapshot
from monitoring.importing.results import Issue, Result, RowResult
from monitoring.importing.scope import Scope
from monitoring.models import Case, Centre, ImportedRow

BATCH = 500


@dataclass
class Plan:
    """`case` is a new case or the draft to be saved; `known` the row as it was when the plan was made."""

    result: RowResult
    record: Record
    values: dict[str, Any]
    case: Case | None = None
    known: Case | None = None
    publish: bool = False


def known_cases(keys: Iterable[str]) -> dict[str, Case]:
    """Cases imported before, by key, with what was remembered of them."""
    wanted, found = list(keys), {}
    for start in range(0, len(wanted), BATCH):
        cases = Case.objects.filter(import_key__in=wanted[start : start + BATCH])
        for case in cases.select_related("imported", "region", "centre", "live_revision"):
            found[str(case.import_key)] = case
    return found


@dataclass
class Planner:
    mapping: FileMapping
    scope: Scope
    publish: bool = False

    def plan(self, record: Record, known: Case | None, centre: Centre | None, result: RowResult) -> Plan:
        plan = Plan(result, record, snapshot(record), known=known)
        if known is None:
            self._create(plan, centre)
        elif not self.scope.may_change(known):
            result.issues.append(
                Issue("", _("This record is already there, in another centre's region."), is_error=True)
            )
        else:
            self._update(plan, known)
        if any(issue.is_error for issue in result.issues):
            result.result = Result.ERROR
        return plan

    def _create(self, plan: Plan, centre: Centre | None) -> None:
        record = plan.record
        case = Case(uid=record.uid, import_key=record.key, origin=Origin.IMPORT, centre=centre, live=False)
        attach(record, case)
        plan.case, plan.publish = case, self.publish
        plan.result.result = Result.CREATED
        self._check(case, plan)

    def _update(self, plan: Plan, known: Case) -> None:
        result = plan.result
        result.result = Result.UNCHANGED
        last = remembered(known)
        if not differs(plan.values, last):
            self._publish_draft(plan, known)
            return
        if reason := self._obstacle(known):
            result.result = Result.WAITS
            result.issues.append(Issue("", reason))
            return
        draft = self._draft(known)
        merged = merge(plan.record, draft, last)
        self._tell(merged, result)
        if not merged.changed:
            return
        result.result = Result.UPDATED
        plan.case = draft
        plan.publish = self.publish and (known.live or only_imported(known))
        self._check(draft, plan)

    def _publish_draft(self, plan: Plan, known: Case) -> None:
        """A draft imported earlier is published by a later import, unless a person has worked on it since."""
        if not self.publish or known.version or known.locked:
            return
        if not only_imported(known):
            plan.result.issues.append(Issue("", _("A person has worked on this draft: it is published by review.")))
            return
        plan.case, plan.publish = known.get_latest_revision_as_object(), True
        plan.result.result = Result.UPDATED

    def _obstacle(self, known: Case) -> str:
        if known.withdrawn_at or (known.version and not known.live):
            return _("The record is withdrawn: a person decides what becomes of it.")
        if known.locked:
            return _("The record is locked by a colleague.")
        if known.live and known.has_unpublished_changes and not self.publish:
            return _("Somebody's draft of this record is open. Finish it, then import again.")
        return ""

    def _draft(self, known: Case) -> Case:
        """The public version of a public record, else the latest draft."""
        if known.live:
            return Case.objects.get(pk=known.pk)
        draft: Case = known.get_latest_revision_as_object()
        return draft

    def _tell(self, merged: Merge, result: RowResult) -> None:
        result.changes = [label_of(name) for name in dict.fromkeys(merged.changed)]
        for name in dict.fromkeys(merged.kept):
            result.issues.append(
                Issue(
                    self.mapping.source_of(name.replace("consultations.", "consultation.")),
                    _("The source changed “%(field)s”, but a colleague's own value is kept.")
                    % {"field": label_of(name)},
                )
            )

    def _check(self, case: Case, plan: Plan) -> None:
        for uid, target, reason in problems(case):
            column = plan.record.column_of(uid) or self.mapping.source_of(target)
            plan.result.issues.append(Issue(column, reason, is_error=True))


def remembered(known: Case) -> dict[str, Any]:
    try:
        values: dict[str, Any] = known.imported.values
    except ImportedRow.DoesNotExist:
        return {"values": {}, "children": {}}
    return values


def only_imported(case: Case) -> bool:
    """No person stands behind any of its drafts: the two-person rule has nobody to ask."""
    return not case.revisions.exclude(user=None).exists()
