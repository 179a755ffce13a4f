"""What is computed of a case whenever its public version, the law or the day changes."""

import datetime as dt
from functools import partial

from django.db import transaction

from monitoring.law import current_law
from monitoring.models import Case
from monitoring.models.evidence_texts import unread_files
from monitoring.services.assessing import store_assessment, store_assessments
from monitoring.services.deadlines import batches, store_deadlines
from monitoring.services.figures import drop, store
from monitoring.signals import facts_changed, publication_changed


def refresh_derived(*, case: Case) -> None:
    """Called in the transaction that publishes or withdraws; in the order in which one builds on another."""
    from monitoring.tasks import offer_signs, read_evidence

    store_deadlines(case=case)
    if shown := store_assessment(case=case):
        store([shown])
    else:
        drop(case)
    publication_changed.send(sender=Case, keys=[case.pk])
    transaction.on_commit(partial(offer_signs.enqueue, case.pk))
    if unread_files().filter(links__case=case).exists():
        transaction.on_commit(partial(read_evidence.enqueue, case.pk))


def run_assessments(today: dt.date) -> int:
    """Answers of every public case anew, and the figures where one changed; returns in how many cases."""
    law = current_law()
    changed = 0
    for keys in batches(Case.objects.public()):
        with transaction.atomic():
            answered = store_assessments(keys=keys, today=today, law=law)
            store(answered)
            facts_changed.send(sender=Case, keys=[case.pk for case in answered])
        changed += len(answered)
    return changed
