"""Which values a record holds together: of each aspect one set, under a key that only depends on what is in it."""

from collections.abc import Collection, Iterable, Mapping

from search.enums import Aspect
from search.filters.cases import ASPECTS
from search.finding import FacetSet, FacetTerm, Pair, numbers
from search.language.slips import fingerprint

# The key of the set in each aspect; None where there is no value.
Held = dict[Aspect, int | None]


def held_sets(pairs: Mapping[int, Collection[Pair]]) -> dict[int, Held]:
    """Of each record; what no record has held before is kept, in the caller's transaction."""
    known = numbers(set().union(*pairs.values()))
    held: dict[int, Held] = {}
    sets: dict[int, list[int]] = {}
    for record, values in pairs.items():
        together: dict[Aspect, list[int]] = {aspect: [] for aspect in Aspect}
        for pair in values:
            together[ASPECTS[pair[0]]].append(known[pair])
        held[record] = {aspect: _key(found) for aspect, found in together.items()}
        sets |= {key: together[aspect] for aspect, key in held[record].items() if key is not None}
    missing = sets.keys() - set(FacetSet.objects.filter(pk__in=sets).values_list("pk", flat=True))
    rows = [FacetSet(key=key, numbers=sets[key]) for key in sorted(missing)]
    FacetSet.objects.bulk_create(rows, ignore_conflicts=True)
    return held


def _key(held: Collection[int]) -> int | None:
    return fingerprint(",".join(map(str, sorted(held)))) if held else None


def pairs_in(keys: Iterable[int | None]) -> dict[int, set[Pair]]:
    """What is in each of these sets."""
    sets = dict(FacetSet.objects.filter(pk__in={key for key in keys if key}).values_list("pk", "numbers"))
    terms = FacetTerm.objects.in_bulk(set().union(*sets.values()))
    return {key: {(terms[number].facet, terms[number].value) for number in found} for key, found in sets.items()}
