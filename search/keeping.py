"""What the read model keeps of a case at this moment, to be compared with what it should keep."""

from collections.abc import Collection, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from search.enums import Aspect
from search.finding import CaseIndex
from search.models import CaseRecord

# Of both rows of a case.
SHARED = ("published_at", "first_date", "last_date", "missed_days")
_COLUMNS = tuple(field.attname for field in CaseRecord._meta.concrete_fields)

columns_of = attrgetter(*_COLUMNS)
shared_of = attrgetter(*SHARED)


class Kept(NamedTuple):
    """Columns of the record; of its row in the index those it shares, its sets, and the digest of its terms."""

    columns: tuple[Any, ...] | None
    shared: tuple[Any, ...] | None
    sets: tuple[int | None, ...]
    digest: int | None


NOTHING = Kept(None, None, (), None)


def kept(keys: Collection[int]) -> Mapping[int, Kept]:
    """Of these cases. Their rows in the index stay locked: what follows a case on its own clock is written by another
    transaction, before or after, but not meanwhile.
    """
    locked = CaseIndex.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    indexed = {
        key: (tuple(held[: len(SHARED)]), tuple(held[len(SHARED) :]), digest)
        for key, digest, *held in locked.values_list("pk", "digest", *SHARED, *Aspect)
    }
    records = CaseRecord.objects.filter(pk__in=keys).order_by("pk").values_list("pk", *_COLUMNS)
    return {key: Kept(tuple(columns), *indexed.get(key, NOTHING[1:])) for key, *columns in records}
