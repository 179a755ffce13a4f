"""What is computed of a case whenever its public version changes."""

from monitoring.models import Case
from monitoring.services.deadlines import store_deadlines


def refresh_derived(*, case: Case) -> None:
    """Called in the transaction that publishes or withdraws; in the order in which one builds on another."""
    store_deadlines(case=case)
