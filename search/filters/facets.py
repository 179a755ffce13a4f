"""Counts of every facet in one query. A facet's own choice does not lower its own counts: it would hide what to add."""

from collections import Counter
from dataclasses import dataclass

from search.filters.cases import CASE_FILTERS, Filter
from search.filters.selection import Selection
from search.names import Name, Names


@dataclass(frozen=True, slots=True)
class Option:
    value: Name
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    filter: Filter
    options: tuple[Option, ...]


def count(selection: Selection) -> dict[str, Counter[str]]:
    parts = [each.source.counts(selection.records(ignoring=each.name), each.name) for each in CASE_FILTERS]
    counts: dict[str, Counter[str]] = {each.name: Counter() for each in CASE_FILTERS}
    for name, value, number in parts[0].union(*parts[1:], all=True):
        if number:
            counts[name][value] = number
    return counts


def facets(selection: Selection, counts: dict[str, Counter[str]], names: Names) -> list[Facet]:
    """`names` must hold the names of all that was counted; what has none is not offered."""
    made = []
    for each in CASE_FILTERS:
        chosen = selection.keys(each.name)
        options = [
            Option(name, counts[each.name][key], key in chosen)
            for key in {*counts[each.name], *chosen}
            if (name := each.vocabulary.find(key, names))
        ]
        options.sort(key=lambda option: (each.vocabulary.order(option.value.key), -option.count, option.value.text))
        if options:
            made.append(Facet(each, tuple(options)))
    return made
