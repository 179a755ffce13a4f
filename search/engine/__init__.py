"""The search engine of the database in use, behind two questions: how to keep a document, how to find one.

A third engine is a third class in `ENGINES`; nothing outside this package knows which one answers.
"""

from contextlib import AbstractContextManager, nullcontext

from django.db import connections
from django.db.models import Case, Expression, IntegerField, Value, When
from django.utils.module_loading import import_string

from search.engine.base import Change, Engine, Marks
from search.language import Query, Weight

__all__ = ["CASE_TEXTS", "Change", "Engine", "Marks", "looking_up", "of", "rank"]

CASE_TEXTS = "search_casetext"
ENGINES = {"postgresql": "search.engine.postgresql.PostgresEngine", "sqlite": "search.engine.sqlite.SqliteEngine"}


def of(database: str, table: str = CASE_TEXTS) -> Engine:
    """Raise KeyError for a database other than PostgreSQL and SQLite."""
    engine: Engine = import_string(ENGINES[connections[database].vendor])(table)
    return engine


def looking_up(database: str, *, narrowed: bool = True) -> AbstractContextManager[None]:
    """Around queries with a condition; where nothing is narrowed, every row is wanted and the planner knows best."""
    return of(database).looking_up(connections[database]) if narrowed else nullcontext()


def rank(engine: Engine, query: Query) -> Expression:
    """0 best. The same on every engine, unlike their own scores. It looks at each row: for tables of thousands."""
    wanted = query.wanted()
    if not wanted:
        return Value(0, output_field=IntegerField())
    return Case(
        When(engine.condition(wanted, [Weight.HEADING]), then=0),
        When(engine.condition(wanted, [Weight.HEADING, Weight.SETTING]), then=1),
        default=2,
        output_field=IntegerField(),
    )
