"""The records of a selection in its order, a page at a time or as a stream, for any number of them."""

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager
from math import isqrt
from typing import Any

from search import engine
from search.filters.sorting import Sort
from search.finding import CaseIndex, CaseIndexQuerySet
from search.models import CaseRecord, CaseRecordQuerySet

# To sort what was found takes longer the more there is, to meet it in the order of all records the less there is and
# the more of it is wanted: both take the same for so many times the root of the number wanted.
MANY_FOR_ONE = 3_000


class Ordered:
    """Parts one after the other, each in the same order: better matches are a part of their own, so that the order is
    found by the index and not by a look at every match. Sliced, it asks for as many parts as the slice reaches into.
    """

    def __init__(
        self, parts: Sequence[CaseIndexQuerySet], sort: Sort, *, whole: bool, total: int | None = None
    ) -> None:
        """`whole`: nothing is left out. `total`: how many there are, where the caller knows."""
        self.parts, self.sort, self.whole, self.total = parts, sort, whole, total

    def count(self) -> int:
        if self.total is None:
            with self.looking_up():
                self.total = sum(part.count() for part in self.parts)
        return self.total

    def __getitem__(self, wanted: slice) -> list[CaseRecord]:
        stop = self.count() if wanted.stop is None else wanted.stop
        with self.looking_up():
            keys = self._keys(wanted.start or 0, stop)
        found = CaseRecord.objects.public().order_by().in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def rows(self, fields: Sequence[str], chunk: int) -> Generator[tuple[Any, ...], None, None]:
        """Values of the fields of every record; what is not read yet is not asked for, and not once it is closed."""
        for part in self.parts:
            yield from self._records(part).values_list(*fields).iterator(chunk_size=chunk)

    def looking_up(self) -> AbstractContextManager[None]:
        """Around reading: how the database is to find what is asked for."""
        return engine.looking_up(CaseIndex.objects.db, narrowed=not self.whole)

    def _records(self, part: CaseIndexQuerySet) -> CaseRecordQuerySet:
        records = CaseRecord.objects.public()
        return (records if self.whole else records.filter(pk__in=part.values("pk"))).order_by(*self.sort.of_records)

    def _is_many(self, wanted: int) -> bool:
        """No more of them are counted than it takes to know."""
        many = MANY_FOR_ONE * isqrt(wanted)
        return (self.parts[0].order_by()[:many].count() if self.total is None else self.total) >= many

    def _keys(self, start: int, stop: int) -> list[int]:
        keys: list[int] = []
        if self.total is not None:
            stop = min(stop, self.total)
        many = self.whole or (len(self.parts) == 1 and self._is_many(stop - start))
        order = self.sort.of_entries if many else self.sort.of_few
        skipped, wanted = start, stop - start
        for part in self.parts:
            ordered = part.order_by(*order).values_list("pk", flat=True)
            found = list(ordered[skipped : skipped + wanted])
            keys += found
            wanted -= len(found)
            if wanted <= 0:
                break
            if found:
                skipped = 0
            elif skipped:
                skipped -= part.count()
        return keys
