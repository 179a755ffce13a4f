"""Counts of every facet in one query. A facet's own choice does not lower its own counts: it would hide what to add."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from search import tallies
from search.counting import count_values
from search.filters.cases import ASPECTS, CASE_FILTERS, Filter
from search.filters.selection import Selection
from search.finding import EVERY
from search.names import Name, Names

NAMES = tuple(each.name for each in CASE_FILTERS)


@dataclass(frozen=True, slots=True)
class Option:
    """`depth`: how many of those offered stand above it in the tree."""

    value: Name
    count: int
    chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    filter: Filter
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """`total`: how many records answer. `of`: of each filter, how many records each value stands for."""

    total: int
    of: dict[str, Counter[str]]


def count(selection: Selection, wanted: Collection[str] = NAMES) -> Counts:
    """Of the answer, and of what it would be without the choice in each filter that has one: one query, and one of the
    tallies where nothing would be left out. `wanted`: the filters whose values are counted.
    """
    chosen = [name for name in NAMES if name in wanted and selection.keys(name)]
    parts = [selection, *(selection.ignoring(name) for name in chosen)]
    aspects = sorted({ASPECTS[EVERY[0]], *(ASPECTS[name] for name in wanted)})
    counting = iter(count_values([part.entries() for part in parts if part.is_narrowed], aspects))
    found = [next(counting) if part.is_narrowed else tallies.whole() for part in parts]
    places = {name: place for place, name in enumerate(chosen, start=1)}
    counted: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    for place, values in enumerate(found):
        for (name, value), number in values.items():
            if name in wanted and places.get(name, 0) == place:
                counted[name][value] = number
    total = found[0][EVERY]
    offered = {
        each.name: each.source.offered(counted[each.name], selection.keys(each.name), total)
        for each in CASE_FILTERS
        if each.name in wanted
    }
    return Counts(total, counted | offered)


def facets(selection: Selection, counts: dict[str, Counter[str]], names: Names) -> list[Facet]:
    """`names` must hold the names of all that was counted; what has none is not offered."""
    made = []
    for each in filter(lambda each: each.is_facet, CASE_FILTERS):
        chosen = selection.keys(each.name)
        options = [
            Option(name, counts[each.name][key], key in chosen)
            for key in {*counts[each.name], *chosen}
            if (name := each.vocabulary.find(key, names))
        ]
        options.sort(key=lambda option: (each.vocabulary.order(option.value.key), -option.count, option.value.text))
        if options:
            made.append(Facet(each, tuple(in_tree(options))))
    return made


def in_tree(options: list[Option]) -> Iterator[Option]:
    """Each after the one it stands under, in the order given among those beside it; nothing is lost to a loop."""
    offered = {option.value.key for option in options}
    below: dict[str, list[Option]] = {}
    for option in options:
        above = option.value.above
        below.setdefault(above if above in offered and above != option.value.key else "", []).append(option)
    seen: set[str] = set()

    def walk(above: str, depth: int) -> Iterator[Option]:
        for option in below.get(above, []):
            if option.value.key not in seen:
                seen.add(option.value.key)
                yield replace(option, depth=depth) if depth else option
                yield from walk(option.value.key, depth + 1)

    yield from walk("", 0)
    yield from (option for option in options if option.value.key not in seen)
