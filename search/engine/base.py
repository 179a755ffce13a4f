"""What an engine is asked."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import ClassVar, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression

from search.language import Document, Query, Weight

# Groups of marks, of each of which one must stand in the record.
Marks = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """Marks that go from and come to a record; its words stay."""

    key: int
    gone: frozenset[str]
    come: frozenset[str]


class Engine(Protocol):
    #: Changed with what `vector` and `store` make of the same document: what was kept in another form is written anew.
    form: ClassVar[int]
    #: The table `each` of one `value` a row, of an expression that is a `NumberSet`.
    each_number: ClassVar[str]

    def __init__(self, table: str) -> None:
        """`table` holds the texts of a model where the engine keeps them beside its rows."""

    @staticmethod
    def grouped(rows: str, columns: Collection[str]) -> str:
        """A query of `held` and `rows_found`: how many rows of this query have each value, in whichever column."""

    def vector(self, document: Document) -> str | None:
        """What the record's own column holds, if the engine uses it."""

    def store(self, connection: BaseDatabaseWrapper, documents: Iterable[tuple[int, Document]]) -> None:
        """Keep documents beside the records with these keys, in place of what was kept before."""

    def remark(self, connection: BaseDatabaseWrapper, table: str, changes: Iterable[Change]) -> None:
        """Change marks of records; `table` is that of the model."""

    def looking_up(self, connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
        """Inside, conditions are answered by the full-text index, however many rows the planner expects."""

    def condition(
        self, query: Query, weights: Collection[Weight] = (), *, marks: Marks = (), without: Collection[Weight] = ()
    ) -> Expression:
        """Whether every clause of the query holds in fields of these weights, and none of the excluded anywhere.

        No weights: in any field. `TEXT` comes with `HEADING` and `SETTING` or not at all. Of each group of `marks` one
        must stand there, too. `without`: the clauses must not all hold in fields of these weights. Not to be asked for
        nothing at all.
        """
