"""A record as the engines keep it: positions of words with the terms they answer to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from search.language.reading import IndexedWord, read

MAX_WORDS = 20_000


class Weight(StrEnum):
    """Where a word stands: what the record is called, where and by whom it is done, what is said of it, its files."""

    HEADING = "A"
    SETTING = "B"
    TEXT = "C"
    ATTACHED = "D"


@dataclass(frozen=True, slots=True)
class Field:
    text: str
    language: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Document:
    """Fields in order, each with its words in order; no phrase reaches from one field into the next.

    `marks` are words of the index that no text holds: what filters ask for.
    """

    fields: tuple[tuple[Weight, tuple[IndexedWord, ...]], ...]
    marks: frozenset[str] = frozenset()


def build(fields: Iterable[Field]) -> Document:
    """Words beyond `MAX_WORDS` of one field are not indexed."""
    return Document(tuple((field.weight, _words(field)) for field in fields if field.text))


def _words(field: Field) -> tuple[IndexedWord, ...]:
    return tuple(word for _start, _end, word in islice(read(field.text, field.language), MAX_WORDS))
