"""What is computed of a case whenever its public version, the law or the day changes."""

import datetime as dt
from functools import partial

from django.db import transaction

from monitoring.models import Case
from monitoring.services.assessing import current_law, store_assessment, store_assessments
from monitoring.services.deadlines import batches, store_deadlines
from monitoring.services.figures import store_figures


def refresh_derived(*, case: Case) -> None:
    """Called in the transaction that publishes or withdraws; in the order in which one builds on another."""
    from monitoring.tasks import offer_signs

    store_deadlines(case=case)
    store_assessment(case=case)
    store_figures(case=case)
    transaction.on_commit(partial(offer_signs.enqueue, case.pk))


def run_assessments(today: dt.date) -> int:
    """Answers of every public case anew, and the figures where one changed; returns in how many cases."""
    law = current_law()
    changed = 0
    for keys in batches(Case.objects.public()):
        for case in store_assessments(keys=keys, today=today, law=law):
            store_figures(case=case)
            changed += 1
    return changed
