"""Notes in the journal what became public since it was last looked at, once each."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from search.changes.models import ChangeCollection, RecordChange
from search.changes.sources import SOURCES, add_findings

FIRST_LOOKS_BACK = dt.timedelta(weeks=12)
# What was written by transactions that ended late is still found: none lasts a day.
OVERLAP = dt.timedelta(days=1)
BATCH = 200


@transaction.atomic
def collect(now: dt.datetime) -> int:
    """Returns how many changes were new. Whoever comes meanwhile waits, so that keys follow the order of commits."""
    state, first = ChangeCollection.objects.select_for_update().get_or_create(
        pk=ChangeCollection.ONLY, defaults={"looked_at": now}
    )
    since = now - FIRST_LOOKS_BACK if first else state.looked_at - OVERLAP
    noted = sum(_note(batch) for source in SOURCES for batch in _batches(source(since=since)))
    ChangeCollection.objects.filter(pk=state.pk).update(looked_at=now)
    return noted


def _batches(found: Iterator[RecordChange]) -> Iterator[list[RecordChange]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def _note(found: list[RecordChange]) -> int:
    kinds = {change.kind for change in found}
    sources = [change.source for change in found]
    rows = RecordChange.objects.filter(kind__in=kinds, source__in=sources)
    known = set(rows.values_list("kind", "source"))
    new = [change for change in found if (str(change.kind), change.source) not in known]
    add_findings(new)
    RecordChange.objects.bulk_create(new)
    return len(new)
