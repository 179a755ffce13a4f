"""One file from its rows to stored cases. A dry run does all but the last step."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.importing.building import RecordBuilder
from monitoring.importing.lookups import Lookups
from monitoring.importing.mapping import FileMapping
from monitoring.importing.planning import Plan, Planner, known_cases
from monitoring.importing.reading import Table
from monitoring.importing.record import Record
from monitoring.importing.results import Issue, Report, Result, RowResult
from monitoring.importing.scope import Scope
from monitoring.importing.storing import store

CHECKING, STORING = "checking", "storing"
Progress = Callable[[str, int, int], None]


def import_table(
    *,
    table: Table,
    mapping: FileMapping,
    scope: Scope,
    source: str = "",
    publish: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Store all rows or, when one of them has an error, none; `report.rows` tells of each.

    `progress` gets the step (CHECKING, STORING), the rows done and all rows. Raises Interrupted when somebody
    changed one of the cases meanwhile; then nothing is stored either.
    """
    tell = progress or (lambda step, done, total: None)
    plans, report = _plan_all(table, mapping, scope, source, publish, partial(tell, CHECKING))
    if not dry_run and not report.has_errors:
        report.published = _store_all(plans, scope.user, partial(tell, STORING))
        report.stored = True
    return report


def _plan_all(
    table: Table,
    mapping: FileMapping,
    scope: Scope,
    source: str,
    publish: bool,
    tell: Callable[[int, int], None],
) -> tuple[list[Plan], Report]:
    lookups = Lookups()
    builder = RecordBuilder(mapping, f"{mapping.key}:{source}" if source else mapping.key, lookups)
    planner = Planner(mapping, scope, publish)
    built = [(row, *builder.build(row)) for row in table.rows]
    known = known_cases(record.key for _row, record, _issues in built if record)
    plans, report, seen = [], Report(), dict[str, int]()
    for number, (row, record, issues) in enumerate(built, 1):
        result = RowResult(row.number, Result.ERROR, issues=issues)
        report.rows.append(result)
        if record is not None:
            plan = _plan_one(planner, record, known.get(record.key), result, lookups, seen)
            if plan is not None:
                plans.append(plan)
        tell(number, len(built))
    return plans, report


def _plan_one(
    planner: Planner,
    record: Record,
    known: Any,
    result: RowResult,
    lookups: Lookups,
    seen: dict[str, int],
) -> Plan | None:
    mapping = planner.mapping
    result.key, result.title = record.key, record.title
    if first := seen.get(record.key):
        reason = _("The same number stands in row %(row)s already.") % {"row": first}
        result.issues.append(Issue(mapping.source_of("id"), reason, is_error=True))
        return None
    seen[record.key] = result.row
    if any(issue.is_error for issue in result.issues):
        return None
    try:
        centre = planner.scope.centre_for(record.values.get("region"), lookups)
    except ValidationError as error:
        result.issues.append(Issue(mapping.source_of("region"), " ".join(error.messages), is_error=True))
        return None
    return planner.plan(record, known, centre, result)


def _store_all(plans: list[Plan], user: Any, tell: Callable[[int, int], None]) -> int:
    published = 0
    with transaction.atomic():
        for number, plan in enumerate(plans, 1):
            published += store(plan, user)
            tell(number, len(plans))
    return published
