"""Writing what was planned; called inside one transaction that holds the whole file."""

from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from monitoring.importing.errors import Interrupted
from monitoring.importing.planning import Plan, remembered
from monitoring.importing.results import Result
from monitoring.models import Case, ImportedRow


def store(plan: Plan, user: Any) -> bool:
    """Carry out one plan; true when the case was published by it. Raises Interrupted."""
    if plan.known is None:
        _create(plan, user)
        return plan.publish
    if plan.result.result == Result.WAITS:
        return False
    values = _to_remember(plan, plan.known)
    if plan.case is None and values == remembered(plan.known):
        return False
    _check_unchanged(plan.known)
    if plan.case is not None and plan.result.result == Result.UPDATED:
        _update(plan, plan.known, user)
    ImportedRow.objects.update_or_create(case=plan.known, defaults={"values": values})
    return plan.publish


def _create(plan: Plan, user: Any) -> None:
    case = plan.case
    assert case is not None  # noqa: S101  (a plan without a known case always has a new one)
    _save_initiator(case)
    models.Model.save(case, force_insert=True)
    revision = case.save_revision(user=user, clean=False, log_action="wagtail.create")
    ImportedRow.objects.create(case=case, values=plan.values)
    if plan.publish:
        revision.publish()


def _update(plan: Plan, known: Case, user: Any) -> None:
    case = plan.case
    assert case is not None  # noqa: S101
    _save_initiator(case)
    if not plan.result.changes:
        known.latest_revision.publish()
        return
    open_draft = known.latest_revision if known.live and known.has_unpublished_changes else None
    if known.version:
        case.based_on = known.version
        with translation.override(case.language):
            case.change_note = _("Updated from the source")
    revision = case.save_revision(user=user, clean=False, log_action=True)
    if not plan.publish:
        return
    revision.publish()
    if open_draft is not None:
        # The colleague's draft stays the latest; begun from an older version, it now waits to be reconciled.
        stale = open_draft.as_object()
        stale.latest_revision = revision
        stale.save_revision(user=open_draft.user, clean=False)


def _save_initiator(case: Case) -> None:
    initiator = case.initiator
    if initiator is not None:
        if initiator.pk is None:
            initiator.save()
        case.initiator = initiator


def _to_remember(plan: Plan, known: Case) -> dict[str, Any]:
    """Columns left out this time keep what was said of them before."""
    return {**plan.values, "values": {**remembered(known)["values"], **plan.values["values"]}}


def _check_unchanged(known: Case) -> None:
    """The plan was made before the transaction: what changed meanwhile stops the whole import."""
    row = Case.objects.select_for_update(of=("self",)).only("latest_revision", "version", "live").get(pk=known.pk)
    if (row.latest_revision_id, row.version, row.live) != (known.latest_revision_id, known.version, known.live):
        raise Interrupted(_("“%(title)s” was changed meanwhile. Import again.") % {"title": known.title})
