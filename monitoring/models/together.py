"""Rows of many tables in one question to the database.

Django asks once for each relation it prefetches, and half the time of a page goes into writing those questions. Here
each queryset becomes a part of one UNION ALL: a row is the number of its part, its place in the order of the model and
its columns as a JSON array. The text of the question is written once and asked with other keys.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connections, models
from django.db.models.expressions import F, Window
from django.db.models.functions import RowNumber
from django.db.models.query import get_related_populators

from monitoring.models.prepared import Question

# Neither engine takes more than a hundred arguments of a function.
ARGUMENTS = 50
PLACE = "place_together"
# What JSON tells as text; SQLite's own converters read it from there.
TOLD_AS_TEXT = (models.DateField, models.DateTimeField, models.TimeField, models.UUIDField, models.DecimalField)

Convert = Callable[[Any], Any]
Raw = list[tuple[int, str]]


def in_order(rows: "models.QuerySet[Any]", *ordering: str) -> "models.QuerySet[Any]":
    """Numbered by the ordering given or that of the model: the order of a subquery is lost in a union."""
    by = ordering or tuple(rows.model._meta.ordering) or ("pk",)
    return rows.annotate(**{PLACE: Window(RowNumber(), order_by=[_term(name) for name in by])}).order_by()


def _term(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    return F(name[1:]).desc() if name.startswith("-") else F(name).asc()


def hold(parent: models.Model, relation: str, rows: list[Any]) -> None:
    """Let `parent` answer `relation.all()` with these rows, as if they had been prefetched."""
    held = getattr(parent, relation).all()
    held._result_cache, held._prefetch_done = rows, True
    parent.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = held


@dataclass(frozen=True)
class Part:
    """One queryset, written: `build` makes an instance with its joined instances of the columns of a row."""

    sql: str
    params: tuple[Any, ...]
    build: Callable[[list[Any]], models.Model]


class Together:
    """`querysets` must come from `in_order`."""

    def __init__(self, querysets: "Sequence[models.QuerySet[Any]]", using: str) -> None:
        self.using = using
        self._parts = [_part(number, rows, using) for number, rows in enumerate(querysets)]
        sql = " UNION ALL ".join(part.sql for part in self._parts) + " ORDER BY 1, 2"
        self._question = Question(sql, [value for part in self._parts for value in part.params])

    def ask(self, **replaced: Any) -> Raw:
        """`wanted` and `given`: a value of the querysets' conditions and what is asked instead of it."""
        with connections[self.using].cursor() as cursor:
            self._question.execute(cursor, **replaced)
            return [(number, row) for number, _place, row in cursor.fetchall()]

    def read(self, *, wanted: Any, given: Any) -> list[list[Any]]:
        return self.build(self.ask(wanted=wanted, given=given))

    def build(self, raw: Raw) -> list[list[Any]]:
        """Instances of each queryset, in order."""
        found: list[list[Any]] = [[] for _part in self._parts]
        for number, row in raw:
            values = [value for chunk in json.loads(row) for value in chunk]
            found[number].append(self._parts[number].build(values))
        return found


def _part(number: int, rows: "models.QuerySet[Any]", using: str) -> Part:
    compiler = rows.query.get_compiler(using)
    sql, params = compiler.as_sql(with_col_aliases=True)
    quote = connections[using].ops.quote_name
    names = [quote(alias) for _expression, _sql, alias in compiler.select]
    chunks = [", ".join(names[start : start + ARGUMENTS]) for start in range(0, len(names), ARGUMENTS)]
    array = "json_build_array({})" if connections[using].vendor == "postgresql" else "json_array({})"
    whole = array.format(", ".join(array.format(chunk) for chunk in chunks))
    text = f"SELECT {number}, {quote(PLACE)}, CAST({whole} AS text) FROM ({sql}) AS part_{number}"  # noqa: S608
    return Part(text, tuple(params), _builder(compiler, using))


def _builder(compiler: Any, using: str) -> Callable[[list[Any]], models.Model]:
    select, klass_info = compiler.select, compiler.klass_info
    converts = _converts(compiler, connections[using])
    own = klass_info["select_fields"]
    names = [select[index][0].target.attname for index in own]
    joined = get_related_populators(klass_info, select, using)  # type: ignore[call-arg]  # typed for a later Django

    def build(row: list[Any]) -> models.Model:
        for index, convert in converts:
            row[index] = convert(row[index])
        made: models.Model = klass_info["model"].from_db(using, names, [row[index] for index in own])
        for populator in joined:
            populator.populate(row, made)
        return made

    return build


def _converts(compiler: Any, connection: Any) -> list[tuple[int, Convert]]:
    columns = [expression for expression, _sql, _alias in compiler.select]
    found: list[tuple[int, Convert]] = []
    if connection.vendor == "postgresql":
        nested = {index for index, each in enumerate(columns) if isinstance(each.output_field, models.JSONField)}
        found += [
            (index, each.output_field.to_python)
            for index, each in enumerate(columns)
            if isinstance(each.output_field, TOLD_AS_TEXT)
        ]
    else:
        nested = set()
    for index, (converters, expression) in compiler.get_converters(columns).items():
        if index not in nested:
            found += [(index, partial(_converted, convert, expression, connection)) for convert in converters]
    return found


def _converted(convert: Callable[..., Any], expression: Any, connection: Any, value: Any) -> Any:
    return convert(value, expression, connection)
