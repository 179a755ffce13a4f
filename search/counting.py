"""How many rows hold each value, for several sets of rows in one query: first what each row holds together is counted,
then the values of that.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections

from search import engine
from search.enums import Aspect
from search.finding import CaseIndex, CaseIndexQuerySet, FacetSet, FacetTerm, Pair

_PART = "SELECT {place} AS place, held, rows_found FROM ({grouped}) AS part_{place}"
_NUMBERS = (
    "SELECT part.place, each.value AS number, CAST(SUM(part.rows_found) AS BIGINT) AS rows_found "
    "FROM ({parts}) AS part JOIN {sets} AS held_set ON held_set.key = part.held, {each} GROUP BY part.place, each.value"
)
_VALUES = (
    "SELECT counted.place, term.facet, term.value, counted.rows_found FROM ({numbers}) AS counted "
    "JOIN {terms} AS term ON term.id = counted.number"
)


def count_values(parts: Sequence[CaseIndexQuerySet], aspects: Collection[Aspect]) -> list[Counter[Pair]]:
    """Of each part in its place, the values of these aspects. Each leaves something out: what all entries hold is in
    the tallies.
    """
    counts: list[Counter[Pair]] = [Counter() for _part in parts]
    rows: dict[int, str] = {}
    parameters: list[Any] = []
    for place, part in enumerate(parts):
        try:
            rows[place], given = part.order_by().values(*aspects).query.sql_with_params()
        except EmptyResultSet:
            continue
        parameters += given
    if rows:
        statement = _VALUES.format(numbers=numbers_of(rows, aspects), terms=FacetTerm._meta.db_table)
        connection = connections[CaseIndex.objects.db]
        with engine.looking_up(connection.alias), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            for place, facet, value, number in cursor.fetchall():
                counts[place][facet, value] = number
    return counts


def numbers_of(rows: dict[int, str], aspects: Collection[Aspect]) -> str:
    """A query of `place`, `number` of a term and `rows_found`, of queries of entries by their place."""
    searching = engine.of(CaseIndex.objects.db)
    grouped = {place: searching.grouped(query, aspects) for place, query in rows.items()}
    return _NUMBERS.format(
        parts=" UNION ALL ".join(_PART.format(place=place, grouped=query) for place, query in grouped.items()),
        sets=FacetSet._meta.db_table,
        each=searching.each_number.format(numbers="held_set.numbers"),
    )
