"""A record as the engines keep it: positions of words with the terms they answer to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from search.language import terms

MAX_WORDS = 20_000


class Weight(StrEnum):
    """Where a word stands: what the record is called, where and by whom it is done, what is said of it."""

    HEADING = "A"
    SETTING = "B"
    TEXT = "C"


@dataclass(frozen=True, slots=True)
class Field:
    text: str
    language: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class IndexedWord:
    """`text` is as written."""

    text: str
    exact: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Document:
    """Fields in order, each with its words in order; no phrase reaches from one field into the next."""

    fields: tuple[tuple[Weight, tuple[IndexedWord, ...]], ...]


def build(fields: Iterable[Field]) -> Document:
    """Words beyond `MAX_WORDS` of one field are not indexed."""
    return Document(tuple((field.weight, tuple(_words(field))[:MAX_WORDS]) for field in fields if field.text))


def _words(field: Field) -> Iterable[IndexedWord]:
    for token, found in terms.read(field.text, field.language):
        yield IndexedWord(token.text, terms.exact(token.form), found)
