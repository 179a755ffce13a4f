"""The index anew, a transaction a batch, in several processes; the old rows serve meanwhile."""

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import django
from django.db.models import Exists, OuterRef

from monitoring.models import Case
from search import tallies, words
from search.finding import CaseIndex
from search.indexing import BATCH, drop_stale, index_with_words
from search.questions.keeping import count_questions

Batch = list[int]
# So many batches leave their changes of the tallies behind before they are added up.
FOLDED = 50


class Progress(NamedTuple):
    """`last`: all cases up to this key are done; a rebuild that was stopped goes on after it."""

    done: int
    last: int


def rebuild(*, batch: int = BATCH, processes: int = 1, after: int = 0, missing: bool = False) -> Iterator[Progress]:
    """Index every public case with a key above `after`, or only those `missing` from the index, then drop what is left
    of cases that are not public.

    Words that no case holds any more are forgotten only by a rebuild of everything from the beginning.
    """
    batches = list(_batches(after, batch, missing))
    if missing and not batches:
        return
    stale = set() if after or missing else words.known()
    done = 0
    for place, (keys, (number, held)) in enumerate(zip(batches, _indexed(batches, processes), strict=True), start=1):
        done += number
        if place % FOLDED == 0:
            tallies.fold()
        stale -= held
        yield Progress(done, keys[-1])
    drop_stale()
    words.forget(stale)
    tallies.mend()
    count_questions.func()


def _batches(after: int, size: int, missing: bool) -> Iterator[Batch]:
    cases = Case.objects.public().filter(pk__gt=after)
    if missing:
        cases = cases.filter(~Exists(CaseIndex.objects.filter(pk=OuterRef("pk"), digest__isnull=False)))
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _indexed(batches: Iterable[Batch], processes: int) -> Iterator[tuple[int, set[int]]]:
    if processes < 2:
        yield from map(index_with_words, batches)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=django.setup) as pool:
        yield from pool.map(_one, batches)


def _one(keys: Batch) -> tuple[int, set[int]]:
    """In a process of its own. Garbage is looked for between batches, not in the midst of one."""
    gc.disable()
    try:
        return index_with_words(keys)
    finally:
        gc.collect()
        gc.freeze()
