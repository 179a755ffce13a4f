"""The rows of a selection in its order, however many, in little memory and from one state of the database."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from itertools import islice
from typing import Any

from django.db import connection, transaction

from search.exports.columns import Cell, Column
from search.filters import Selection
from search.names import Names, Vocabulary

CHUNK = 2000


def rows(selection: Selection, columns: Sequence[Column]) -> Iterator[list[Cell]]:
    """Closing the iterator, as when the reader goes away, ends the query."""
    fields = list(dict.fromkeys(column.field for column in columns))
    places = [(column.write, fields.index(column.field)) for column in columns]
    vocabularies = {column.of: fields.index(column.field) for column in columns if column.of}
    names = Names()
    ordered = selection.ordered()
    with one_state(), ordered.looking_up(), closing(ordered.rows(fields, CHUNK)) as found:
        while chunk := list(islice(found, CHUNK)):
            names.load(wanted(vocabularies, chunk))
            for row in chunk:
                yield [write(row[place], names) for write, place in places]


def wanted(vocabularies: dict[Vocabulary, int], chunk: list[tuple[Any, ...]]) -> dict[Vocabulary, set[str]]:
    return {model: {row[place] for row in chunk} for model, place in vocabularies.items()}


def one_state() -> AbstractContextManager[Any]:
    """On PostgreSQL a cursor outside a transaction would first compute every row; on SQLite one would bar writers."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()
