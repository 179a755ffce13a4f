"""Where the values of a filter stand in a record: what it is found by, and how to narrow by it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db.models import Q

from monitoring.partial_date import PartialDate
from search.enums import Several
from search.finding import Pair

if TYPE_CHECKING:
    from search.models import CaseRecord


class Source(Protocol):
    #: Whether records are found by the very values asked for; otherwise by `condition`.
    is_marked: bool
    #: Whether the first value, in the order of its vocabulary, says all that others could.
    is_single: bool

    def values(self, record: "CaseRecord", several: Set[Pair]) -> Iterable[str]:
        """What a record is found by and counted under; `several` are its values of facets that hold several."""

    def condition(self, values: Collection[str]) -> Q:
        """Entries of the index with any of the values."""

    def offered(self, counted: Counter[str], chosen: Iterable[str], answering: int) -> Counter[str]:
        """How many records each value that is offered, or chosen, stands for; `answering`: how many are found."""


class Marked:
    """Each value is asked for as it is kept, and offered as it was counted."""

    is_marked = True
    is_single = False

    def condition(self, values: Collection[str]) -> Q:
        raise TypeError("Asked by its marks")

    def offered(self, counted: Counter[str], chosen: Iterable[str], answering: int) -> Counter[str]:
        return counted


@dataclass(frozen=True, slots=True)
class Column(Marked):
    """A column of the record. `empty` is the value that stands for nothing in it, when that means something."""

    column: str
    empty: str = ""

    def values(self, record: "CaseRecord", several: Set[Pair]) -> Iterator[str]:
        if value := getattr(record, self.column) or self.empty:
            yield value


@dataclass(frozen=True, slots=True)
class Flag(Marked):
    """A yes-or-no column; its only value is `1`."""

    column: str

    def values(self, record: "CaseRecord", several: Set[Pair]) -> Iterator[str]:
        if getattr(record, self.column):
            yield "1"


@dataclass(frozen=True, slots=True)
class Values(Marked):
    """Values of which a record can have several."""

    facet: Several

    def values(self, record: "CaseRecord", several: Set[Pair]) -> Iterator[str]:
        return (value for facet, value in several if facet == self.facet)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A column of numbers, asked from below. Any number can be asked, counted are the `steps` that a record reaches."""

    column: str
    steps: tuple[int, ...]
    is_marked = False
    is_single = True

    def values(self, record: "CaseRecord", several: Set[Pair]) -> Iterator[str]:
        return self.reached(getattr(record, self.column))

    def reached(self, number: int | None) -> Iterator[str]:
        return (str(step) for step in self.steps if number is not None and step <= number)

    def condition(self, values: Collection[str]) -> Q:
        return Q(**{f"{self.column}__gte": min(map(int, values))})

    def offered(self, counted: Counter[str], chosen: Iterable[str], answering: int) -> Counter[str]:
        """A number that is no step is counted nowhere, but what is found answers to it."""
        return Counter(dict.fromkeys(chosen, answering)) | counted


class Uncounted:
    """A bound of a period: any day may be asked, none is offered."""

    is_marked = False
    is_single = False

    def values(self, record: "CaseRecord", several: Set[Pair]) -> Iterable[str]:
        return ()

    def offered(self, counted: Counter[str], chosen: Iterable[str], answering: int) -> Counter[str]:
        return counted


@dataclass(frozen=True, slots=True)
class Since(Uncounted):
    """What can have gone on or happened that day or later; a date known to the month or year begins with its first."""

    def condition(self, values: Collection[str]) -> Q:
        return Q(last_date__gte=min(PartialDate(value).earliest() for value in values))


@dataclass(frozen=True, slots=True)
class Until(Uncounted):
    """What can have gone on or happened that day or earlier; a date known to the month or year ends with its last."""

    def condition(self, values: Collection[str]) -> Q:
        return Q(first_date__lte=max(PartialDate(value).latest() for value in values))
