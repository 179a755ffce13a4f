"""The floor of a search: SQL written by hand for the rows of one page and all counts of a selection.

Only the condition, which holds the question itself, is taken from the site, and that PostgreSQL looks it up in the
index. Rows are found in two ways, by their order or by the condition; the quicker is the floor.
"""

import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Any

EACH = {"postgresql": "unnest(numbers) AS each(value)", "sqlite": "json_each(numbers) AS each"}
ASPECTS = ("place_set", "decision_set", "breach_set", "criteria_set", "missed_set", "follow_up_set")
HELD = {
    "postgresql": "SELECT {place} AS place, COALESCE({columns}) AS held, COUNT(*) AS found FROM search_caseindex "
    "WHERE {where} GROUP BY GROUPING SETS ({sets})",
    "sqlite": "SELECT * FROM (WITH entries AS (SELECT {columns} FROM search_caseindex WHERE {where}) {passes})",
}
ASPECT = "SELECT {place} AS place, {column} AS held, COUNT(*) AS found FROM entries GROUP BY {column}"
VALUES = (
    "SELECT counted.place, term.facet, term.value, counted.found FROM (SELECT place, each.value, SUM(found) AS found "
    "FROM ({held}) AS part JOIN search_facetset ON search_facetset.key = held, {each} GROUP BY 1, 2) AS counted "
    "JOIN search_facetterm AS term ON term.id = counted.value"
)
IN_ORDER = (
    "SELECT * FROM search_caserecord WHERE case_id IN (SELECT record_id FROM search_caseindex WHERE {where} "
    "ORDER BY published_at DESC, record_id DESC LIMIT 20 OFFSET {start}) ORDER BY published_at DESC, case_id DESC"
)
AS_FOUND = (
    "WITH found AS MATERIALIZED (SELECT record_id, published_at FROM search_caseindex WHERE {where}) "
    "SELECT * FROM search_caserecord WHERE case_id IN (SELECT record_id FROM found "
    "ORDER BY published_at DESC, record_id DESC LIMIT 20 OFFSET {start}) ORDER BY published_at DESC, case_id DESC"
)
Statement = tuple[str, list[Any]]


def bare(parameters: dict[str, str]) -> tuple[Callable[[], Any], int]:
    """What asks, and how many records answer. Raises RuntimeError when the site would show other records."""
    from django.http import QueryDict
    from django.utils.http import urlencode

    from search.filters import Selection
    from search.filters.facets import count
    from search.names import Names

    selection = Selection.read(QueryDict(urlencode(parameters)), Names())
    start = (int(parameters.get("page", 1)) - 1) * 20
    where, given = _where(selection.entries())
    ways = [(sql.format(where=where, start=start), given) for sql in (IN_ORDER, AS_FOUND)]
    rows = min(ways, key=lambda way: _seconds(selection, way))
    counts = _counts(selection)
    total = count(selection).total
    shown = [record.pk for record in selection.ordered(total)[start : start + 20]]
    if [row[0] for row in ask(selection, rows)[0]] != shown:
        raise RuntimeError(f"The bare SQL finds other records: {parameters}")
    return partial(ask, selection, counts, rows), total


def ask(selection: Any, *statements: Statement) -> list[list[Any]]:
    from django.db import connection, transaction

    found = []
    narrowed = selection.is_narrowed and connection.vendor == "postgresql"
    with transaction.atomic() if narrowed else nullcontext(), connection.cursor() as cursor:
        if narrowed:
            cursor.execute("SET LOCAL enable_seqscan = off")
        for statement in statements:
            cursor.execute(*statement)
            found.append(cursor.fetchall())
    return found


def _seconds(selection: Any, statement: Statement) -> float:
    """Of the second time."""
    ask(selection, statement)
    began = time.perf_counter()
    ask(selection, statement)
    return time.perf_counter() - began


def _counts(selection: Any) -> Statement:
    from django.db import connection

    held, given = [], []
    for place, name in enumerate(["", *selection.chosen]):
        where, parameters = _where(selection.ignoring(name).entries())
        passes = " UNION ALL ".join(ASPECT.format(place=place, column=column) for column in ASPECTS)
        sets, columns = ", ".join(f"({column})" for column in ASPECTS), ", ".join(ASPECTS)
        part = HELD[connection.vendor].format(place=place, where=where, columns=columns, sets=sets, passes=passes)
        held.append(part)
        given += parameters
    return VALUES.format(held=" UNION ALL ".join(held), each=EACH[connection.vendor]), given


def _where(entries: Any) -> Statement:
    from django.core.exceptions import FullResultSet

    try:
        where, parameters = entries.query.get_compiler(entries.db).compile(entries.query.where)
    except FullResultSet:
        return "TRUE", []
    return where, list(parameters)
