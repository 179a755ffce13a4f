"""What a reader asked for, read from an address and written back to it in one canonical form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from search import synonyms
from search.filters.cases import CASE_FILTERS, Filter
from search.filters.sorting import BY_DATE, NEWEST, RELEVANCE, SORTS, Sort
from search.language import Lexicon, Query
from search.models import CaseRecord, CaseRecordQuerySet
from search.names import Name, Names

MAX_VALUES = 50
LONGEST_VALUE = 120
TABLE, MAP, TIMELINE, FIGURES = VIEWS = ("table", "map", "timeline", "figures")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value nobody has: left out of the query, told to the reader."""

    filter: Filter | None
    value: str


@dataclass(frozen=True, slots=True)
class Selection:
    query: Query = field(default_factory=lambda: Query.parse(""))
    chosen: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    sort: str = ""
    view: str = ""
    columns: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon, compare=False)

    @classmethod
    def read(cls, address: QueryDict, names: Names) -> Self:
        """`names` gets the names of the chosen values, in one query at most; words take one for their synonyms."""
        raw = {each.name: _values(address, each.name) for each in CASE_FILTERS}
        _load(raw, names)
        chosen: dict[str, tuple[Name, ...]] = {}
        unknown: list[Unknown] = []
        for each in CASE_FILTERS:
            found = {value: each.vocabulary.find(value, names) for value in raw[each.name]}
            unknown += [Unknown(each, value) for value, name in found.items() if name is None]
            if kept := {name.key: name for name in found.values() if name is not None}:
                chosen[each.name] = tuple(kept[key] for key in sorted(kept))
        words = address.get("q", "")
        lexicon = synonyms.current() if words else Lexicon()
        query = Query.parse(words, lexicon)
        sort = address.get("sort", "")
        allowed = {each.name for each in SORTS if query or not each.needs_words}
        if sort and sort not in {each.name for each in SORTS}:
            unknown.append(Unknown(None, sort[:LONGEST_VALUE]))
        return cls(
            query,
            chosen,
            sort if sort in allowed else "",
            view=_view(address.get("view", "")),
            columns=_columns(address),
            unknown=tuple(unknown),
            lexicon=lexicon,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query.text or self.chosen)

    @property
    def default_sort(self) -> str:
        return RELEVANCE if self.query else NEWEST

    @property
    def sorting(self) -> Sort:
        """A line of time has one order."""
        name = BY_DATE if self.view == TIMELINE else self.sort or self.default_sort
        return next(each for each in SORTS if each.name == name)

    def keys(self, name: str) -> list[str]:
        return [value.key for value in self.chosen.get(name, ())]

    def records(self, *, ignoring: str = "") -> CaseRecordQuerySet:
        """Public records that answer the words and every filter but the one ignored; unordered."""
        narrowed = Q()
        for each in CASE_FILTERS:
            if each.name != ignoring and (keys := self.keys(each.name)):
                narrowed &= each.source.condition(keys)
        return CaseRecord.objects.public().matching(self.query).filter(narrowed).order_by()

    def ordered(self) -> CaseRecordQuerySet:
        records = self.records()
        if self.sorting.needs_words:
            records = records.with_rank(self.query)
        return records.order_by(*self.sorting.order)

    def with_value(self, name: str, value: Name) -> Self:
        kept = {each.key: each for each in (*self.chosen.get(name, ()), value)}
        return self._with(name, tuple(kept[key] for key in sorted(kept)))

    def without_value(self, name: str, key: str) -> Self:
        return self._with(name, tuple(each for each in self.chosen.get(name, ()) if each.key != key))

    def without_filters(self) -> Self:
        return replace(self, chosen={})

    def with_words(self, text: str) -> Self:
        """A sort by relevance does not outlive the words."""
        query = Query.parse(text, self.lexicon)
        return replace(self, query=query, sort="" if self.sort == RELEVANCE and not query else self.sort)

    def with_sort(self, name: str) -> Self:
        return replace(self, sort="" if name == self.default_sort else name)

    def with_view(self, name: str) -> Self:
        return replace(self, view=_view(name))

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The canonical parameters of the address, without the page."""
        if self.query.text:
            yield "q", self.query.text
        for each in CASE_FILTERS:
            yield from ((each.name, key) for key in self.keys(each.name))
        if self.sort:
            yield "sort", self.sort
        if self.view:
            yield "view", self.view
        if self.columns:
            yield "columns", ",".join(self.columns)

    def address(self, path: str, *, page: int = 1) -> str:
        parameters = [*self.parameters(), *([("page", str(page))] if page > 1 else [])]
        return f"{path}?{urlencode(parameters)}" if parameters else path

    def _with(self, name: str, values: tuple[Name, ...]) -> Self:
        chosen = {**self.chosen, name: values}
        return replace(self, chosen={key: kept for key, kept in chosen.items() if kept})


def _view(name: str) -> str:
    """Empty for the list, and for what is no view."""
    return name if name in VIEWS else ""


def _columns(address: QueryDict) -> tuple[str, ...]:
    """Names as asked for, in that order, by one parameter with commas or by several."""
    names = ",".join(address.getlist("columns")[:MAX_VALUES]).split(",")[:MAX_VALUES]
    return tuple(dict.fromkeys(name.strip()[:LONGEST_VALUE] for name in names if name.strip()))


def _values(address: QueryDict, name: str) -> list[str]:
    """Distinct values as typed, without the empty ones a form sends."""
    stripped = (value.replace("\0", "").strip()[:LONGEST_VALUE] for value in address.getlist(name)[:MAX_VALUES])
    return list(dict.fromkeys(value for value in stripped if value))


def _load(raw: Mapping[str, list[str]], names: Names) -> None:
    names.load(
        {
            each.vocabulary.model: [each.vocabulary.key(value) for value in raw[each.name]]
            for each in CASE_FILTERS
            if each.vocabulary.model is not None
        }
    )
