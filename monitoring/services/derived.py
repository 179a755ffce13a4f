"""What is computed of a case whenever its public version changes."""

from monitoring.models import Case
from monitoring.services.assessing import store_assessment
from monitoring.services.deadlines import store_deadlines
from monitoring.services.figures import store_figures


def refresh_derived(*, case: Case) -> None:
    """Called in the transaction that publishes or withdraws; in the order in which one builds on another."""
    store_deadlines(case=case)
    store_assessment(case=case)
    store_figures(case=case)
