"""What a reader asked for, read from an address and written back to it in one canonical form."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import quote_plus, urlencode

from django.db.models import Q
from django.http import QueryDict

from monitoring.partial_date import PartialDate
from search import engine, synonyms
from search.filters.cases import CASE_FILTERS, Filter
from search.filters.ordering import Ordered
from search.filters.sorting import BY_DATE, NEWEST, RELEVANCE, SORTS, Sort
from search.finding import CaseIndex, CaseIndexQuerySet, mark
from search.language import Lexicon, Query, Weight
from search.models import CaseRecord, CaseRecordQuerySet
from search.names import Name, Names, Vocabulary

MAX_VALUES = 50
LONGEST_VALUE = 120
PLACES = {each.name: place for place, each in enumerate(CASE_FILTERS)}
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
    def read(cls, address: QueryDict, names: Names, lexicon: Lexicon | None = None) -> Self:
        """`names` gets the names of the chosen values, in one query at most; words take one for their synonyms.

        Who reads many addresses gives the `lexicon`.
        """
        raw = {each.name: _values(address, each.name) for each in CASE_FILTERS}
        _load(raw, names)
        chosen: dict[str, tuple[Name, ...]] = {}
        unknown: list[Unknown] = []
        for each in CASE_FILTERS:
            found = {value: each.vocabulary.find(value, names) for value in raw[each.name]}
            unknown += [Unknown(each, value) for value, name in found.items() if name is None]
            if kept := {name.key: name for name in found.values() if name is not None}:
                keys = [min(kept, key=each.vocabulary.order)] if each.source.is_single else sorted(kept)
                chosen[each.name] = tuple(kept[key] for key in keys)
        words = address.get("q", "")
        if lexicon is None:
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
    def is_asked(self) -> bool:
        """Whether anything was asked for, be it words that hold nothing to look for."""
        return bool(self.query.text or self.chosen)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.query or self.chosen)

    @property
    def is_reversed(self) -> bool:
        """Whether the period asked for ends before it begins."""
        begins, ends = ([PartialDate(key) for key in self.keys(name)] for name in ("from", "to"))
        return bool(begins and ends) and min(map(PartialDate.earliest, begins)) > max(map(PartialDate.latest, ends))

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

    def entries(self, *, weights: Collection[Weight] = (), without: Collection[Weight] = ()) -> CaseIndexQuerySet:
        """What answers the words, in fields of these weights, and every filter; unordered."""
        narrowed, marks = Q(), []
        for each in CASE_FILTERS:
            if keys := self.keys(each.name):
                if each.source.is_marked:
                    marks.append([mark((each.name, key)) for key in keys])
                else:
                    narrowed &= each.source.condition(keys)
        entries = CaseIndex.objects.asked(self.query, marks, weights=weights, without=without)
        return entries.filter(narrowed).order_by()

    def count(self) -> int:
        with self.looking_up():
            return self.entries().count()

    def looking_up(self) -> AbstractContextManager[None]:
        """Around several questions about this selection: how the database is to find what is asked for."""
        return engine.looking_up(CaseIndex.objects.db, narrowed=self.is_narrowed)

    def records(self) -> CaseRecordQuerySet:
        """Public records that answer; unordered."""
        records = CaseRecord.objects.public().order_by()
        return records.filter(pk__in=self.entries().values("pk")) if self.is_narrowed else records

    def ordered(self, total: int | None = None) -> Ordered:
        """`total`: how many there are, where the caller has counted."""
        parts = [self.entries()]
        if self.sorting.needs_words and self.query.clauses:
            heading, setting = [Weight.HEADING], [Weight.HEADING, Weight.SETTING]
            own = [*setting, Weight.TEXT]
            parts = [
                self.entries(weights=heading),
                self.entries(weights=setting, without=heading),
                self.entries(weights=own, without=setting),
                self.entries(without=own),
            ]
        return Ordered(parts, self.sorting, whole=not self.is_narrowed, total=total)

    def with_value(self, name: str, value: Name) -> Self:
        before = () if CASE_FILTERS[PLACES[name]].source.is_single else self.chosen.get(name, ())
        kept = {each.key: each for each in (*before, value)}
        return self._with(name, tuple(kept[key] for key in sorted(kept)))

    def without_value(self, name: str, key: str) -> Self:
        return self._with(name, tuple(each for each in self.chosen.get(name, ()) if each.key != key))

    def ignoring(self, name: str) -> Self:
        """Whatever was chosen in this filter."""
        return self._with(name, ())

    def without_filters(self) -> Self:
        return replace(self, chosen={})

    def with_words(self, text: str) -> Self:
        """A sort by relevance does not outlive the words."""
        query = Query.parse(text, self.lexicon)
        return replace(self, query=query, sort="" if self.sort == RELEVANCE and not query else self.sort)

    def with_sort(self, name: str) -> Self:
        return replace(self, sort="" if name == self.default_sort else name)

    def plain(self) -> Self:
        """The question alone: without order, way of showing and columns."""
        return replace(self, sort="", view="", columns=())

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

    def toggling(self, name: str, path: str) -> Callable[[str], str]:
        """For each value of one filter the address that has it besides, or no more where it is chosen.

        What is the same in all of them is written once: a page has some two hundred.
        """
        place = PLACES[name]
        before = {"q", *(each.name for each in CASE_FILTERS[:place])}
        others = [(other, urlencode([(other, value)])) for other, value in self.parameters() if other != name]
        head = [text for other, text in others if other in before]
        tail = [text for other, text in others if other not in before]
        chosen, single = set(self.keys(name)), CASE_FILTERS[place].source.is_single

        def address(key: str) -> str:
            own = [f"{name}={quote_plus(each)}" for each in sorted((chosen & {key} if single else chosen) ^ {key})]
            parts = [*head, *own, *tail]
            return f"{path}?{'&'.join(parts)}" if parts else path

        return address

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
    names.load(vocabulary_keys({each.name: map(each.vocabulary.key, raw[each.name]) for each in CASE_FILTERS}))


def vocabulary_keys(values: Mapping[str, Iterable[str]]) -> dict[Vocabulary, set[str]]:
    """The keys whose names are wanted, by vocabulary, of values by filter; two filters can share a vocabulary."""
    wanted: dict[Vocabulary, set[str]] = {}
    for each in CASE_FILTERS:
        if each.vocabulary.model is not None:
            wanted.setdefault(each.vocabulary.model, set()).update(values[each.name])
    return wanted
