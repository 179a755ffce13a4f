from django.db import transaction
from django.db.models import F

from monitoring.models import Case, ReferenceSeries

NATIONAL = "NAT"


def next_reference(case: Case) -> str:
    """The next `KZ-PAV-2026-0042` of the case's region and year of process.

    Call inside the transaction that stores it: the series row stays locked until then, so numbers have
    neither gaps (a rollback returns the number) nor clashes (the next caller waits).
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("next_reference() must be called inside the transaction that stores the reference")
    letters = case.region.letters if case.region else NATIONAL
    year = case.year()
    ReferenceSeries.objects.get_or_create(letters=letters, year=year)
    ReferenceSeries.objects.filter(letters=letters, year=year).update(last=F("last") + 1)
    number = ReferenceSeries.objects.get(letters=letters, year=year).last
    return f"KZ-{letters}-{year}-{number:04}"
