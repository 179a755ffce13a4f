"""How many entries of the index hold each value, kept with the index: where nothing is asked, nothing is counted."""

from collections import Counter
from collections.abc import Iterable

from django.db import connections, models, transaction
from django.utils.translation import gettext_lazy as _

from search.counting import numbers_of
from search.enums import Aspect
from search.finding import CaseIndex, FacetSet, FacetTerm, Pair

BATCH = 5_000
# What the entries hold, less what is kept: one statement, so that no publication falls between the two.
_MISSING = (
    "INSERT INTO {tallies} (term_id, entries) SELECT number, SUM(entries) FROM ("
    "SELECT number, rows_found AS entries FROM ({counted}) AS counted UNION ALL SELECT term_id, -entries FROM {tallies}"
    ") AS told GROUP BY number HAVING SUM(entries) <> 0"
)


class FacetTally(models.Model):
    """The `entries` of all rows of a term add up: a change is a row of its own, so that nobody waits for a number that
    another publication is changing. Written in the transaction that changes the index.
    """

    term = models.ForeignKey(FacetTerm, models.CASCADE, related_name="+")
    entries = models.IntegerField()

    class Meta:
        verbose_name = _("tally of a value")
        verbose_name_plural = _("tallies of values")

    def __str__(self) -> str:
        return f"{self.term_id}: {self.entries:+}"


def add(before: Iterable[int | None], after: Iterable[int | None]) -> None:
    """Keys of sets that entries held and hold now, each as often as there are such entries."""
    sets = Counter(after)
    sets.subtract(before)
    change = {key: by for key, by in sets.items() if key is not None and by}
    entries: Counter[int] = Counter()
    for key, numbers in FacetSet.objects.filter(pk__in=change).values_list("pk", "numbers") if change else ():
        entries.update(dict.fromkeys(numbers, change[key]))
    FacetTally.objects.bulk_create(FacetTally(term_id=term, entries=by) for term, by in entries.items() if by)


def whole(*facets: str) -> Counter[Pair]:
    """How many of all entries hold each value; of these facets only, if any are named."""
    rows = FacetTally.objects.order_by().values_list("term__facet", "term__value", "entries")
    held: Counter[Pair] = Counter()
    for facet, value, entries in rows.filter(term__facet__in=facets) if facets else rows:
        held[facet, value] += entries
    return +held


@transaction.atomic
def fold() -> int:
    """One row a term of those there are; those that others add meanwhile stay. Returns how many are fewer."""
    rows = list(FacetTally.objects.select_for_update().order_by("pk").values_list("pk", "term", "entries"))
    sums: Counter[int] = Counter()
    for _key, term, entries in rows:
        sums[term] += entries
    kept = [FacetTally(term_id=term, entries=entries) for term, entries in sums.items() if entries]
    if len(kept) == len(rows):
        return 0
    keys = [key for key, _term, _entries in rows]
    for start in range(0, len(keys), BATCH):
        FacetTally.objects.filter(pk__in=keys[start : start + BATCH]).delete()
    FacetTally.objects.bulk_create(kept)
    return len(rows) - len(kept)


def mend() -> None:
    """Count the entries, and add what is missing or too many."""
    rows, parameters = CaseIndex.objects.values(*Aspect).query.sql_with_params()
    statement = _MISSING.format(tallies=FacetTally._meta.db_table, counted=numbers_of({0: rows}, list(Aspect)))
    with connections[FacetTally.objects.db].cursor() as cursor:
        cursor.execute(statement, parameters)
