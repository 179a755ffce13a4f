"""How many rows hold each value, for several sets of rows in one query: the values of a row stand in the row itself."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections

from search import engine
from search.finding import CaseIndex, CaseIndexQuerySet, FacetTerm, Pair

_PART = (
    "SELECT {place} AS place, each.value AS number, COUNT(*) AS rows_found FROM ({rows}) AS found, {each} "
    "GROUP BY each.value"
)
_WHOLE = (
    "SELECT counted.place, term.facet, term.value, counted.rows_found FROM ({parts}) AS counted "
    "JOIN {terms} AS term ON term.id = counted.number"
)


def count_values(parts: Sequence[CaseIndexQuerySet]) -> list[Counter[Pair]]:
    """Of each part in its place. Each leaves something out: what all entries hold is in the tallies."""
    counts: list[Counter[Pair]] = [Counter() for _part in parts]
    connection = connections[CaseIndex.objects.db]
    each = engine.of(connection.alias).each_number.format(numbers="found.numbers")
    texts: list[str] = []
    parameters: list[Any] = []
    for place, part in enumerate(parts):
        try:
            rows, given = part.order_by().values("numbers").query.sql_with_params()
        except EmptyResultSet:
            continue
        texts.append(_PART.format(place=place, rows=rows, each=each))
        parameters += given
    if texts:
        with engine.looking_up(connection.alias), connection.cursor() as cursor:
            cursor.execute(_WHOLE.format(parts=" UNION ALL ".join(texts), terms=FacetTerm._meta.db_table), parameters)
            for place, facet, value, number in cursor.fetchall():
                counts[place][facet, value] = number
    return counts
