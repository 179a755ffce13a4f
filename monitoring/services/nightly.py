"""What the clock does once a night: write down which legal dates passed, then tell each coordinator once.

Every part is idempotent and commits as it goes: a run that was broken off is simply run again.
"""

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from monitoring.enums import StepEventKind
from monitoring.models import NightRun, ReferralStep, StepEvent
from monitoring.services.councils import expire_recommendations
from monitoring.services.deadlines import run_due_dates
from monitoring.services.derived import run_assessments
from monitoring.services.digest import queue_digests
from monitoring.services.evidence_texts import forget_hidden
from monitoring.services.likeness import print_protocols
from monitoring.services.packages import build_package
from monitoring.services.right_of_reply import expire_reply_requests
from monitoring.services.suggestions import run_suggestions
from monitoring.services.uploads import drop_stale_uploads
from monitoring.signals import facts_changed

logger = logging.getLogger(__name__)
BATCH = 500
NOT_BEFORE = dt.time(5)


def mark_overdue(today: dt.date) -> int:
    """Write once for each letter that the day of its reply passed. Returns how many were written."""
    written = 0
    while passed := _mark_some(today):
        written += passed
    return written


@transaction.atomic
def _mark_some(today: dt.date) -> int:
    """Rows that somebody is changing at this moment are left to the next night."""
    passed = ReferralStep.objects.filter(watched_until__lt=today).order_by("watched_until", "pk")
    steps = list(passed.select_for_update(skip_locked=True).only("pk", "watched_until")[:BATCH])
    StepEvent.objects.bulk_create(
        [
            StepEvent(step=step, kind=StepEventKind.OVERDUE, on=step.watched_until)
            for step in steps
            if step.watched_until
        ],
        ignore_conflicts=True,
    )
    marked = ReferralStep.objects.filter(pk__in=[step.pk for step in steps])
    marked.update(watched_until=None)
    facts_changed.send(sender=ReferralStep, keys=set(marked.values_list("referral__case", flat=True)))
    return len(steps)


PARTS: dict[str, Callable[[dt.date], int]] = {
    "terms passed": run_due_dates,
    "letters without a reply": mark_overdue,
    "recommendations without a reply": expire_recommendations,
    "invitations without a reply": expire_reply_requests,
    "answers to criteria": run_assessments,
    "likenesses of protocols": lambda today: print_protocols(),
    "suggested findings": run_suggestions,
    "open-data package": build_package,
    "digests": queue_digests,
    "words of files no longer public": lambda today: forget_hidden(),
    "unfinished uploads": lambda today: drop_stale_uploads(),
}


def is_due(now: dt.datetime) -> bool:
    """Once a local day, from five in the morning: the digest should not wake anybody."""
    local = timezone.localtime(now)
    return (
        local.time() >= NOT_BEFORE and not NightRun.objects.filter(on=local.date(), finished_at__isnull=False).exists()
    )


def run_night(today: dt.date) -> dict[str, int]:
    """How much each part did. One that fails does not stop the others, but the night is not over then.

    Raises ExceptionGroup with what failed.
    """
    run, _created = NightRun.objects.get_or_create(on=today)
    done, failed = {}, []
    for name, part in PARTS.items():
        try:
            done[name] = part(today)
        except Exception as failure:
            logger.exception("The nightly part %r failed", name)
            failed.append(failure)
    if failed:
        raise ExceptionGroup("The night is not over", failed)
    NightRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(finished_at=timezone.now())
    return done
