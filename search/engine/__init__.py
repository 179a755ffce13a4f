"""The search engine of the database in use, behind two questions: how to keep a document, how to find one.

A third engine is a third class in `ENGINES`; nothing outside this package knows which one answers.
"""

from collections.abc import Collection, Iterable
from typing import Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Expression, IntegerField, Value, When
from django.utils.module_loading import import_string

from search.language import Document, Query, Weight


class Engine(Protocol):
    def vector(self, document: Document) -> str | None:
        """What the record's own column holds, if the engine uses it."""

    def store(self, connection: BaseDatabaseWrapper, documents: Iterable[tuple[int, Document]]) -> None:
        """Keep documents beside the records with these keys, in place of what was kept before."""

    def condition(self, query: Query, weights: Collection[Weight] = ()) -> Expression:
        """Whether every clause of a non-empty query, and none of the excluded, holds in fields of these weights.

        No weights: in any field.
        """


ENGINES = {"postgresql": "search.engine.postgresql.PostgresEngine", "sqlite": "search.engine.sqlite.SqliteEngine"}


def of(database: str) -> Engine:
    """Raise KeyError for a database other than PostgreSQL and SQLite."""
    engine: Engine = import_string(ENGINES[connections[database].vendor])()
    return engine


def rank(engine: Engine, query: Query) -> Expression:
    """0 best. The same on every engine, unlike their own scores."""
    wanted = query.wanted()
    if not wanted:
        return Value(0, output_field=IntegerField())
    return Case(
        When(engine.condition(wanted, [Weight.HEADING]), then=0),
        When(engine.condition(wanted, [Weight.HEADING, Weight.SETTING]), then=1),
        default=2,
        output_field=IntegerField(),
    )
