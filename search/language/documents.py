"""A record as the engines keep it: positions of words with the terms they answer to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from search.language.reading import IndexedWord
from search.language.reading import words as words_of

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

    def digest(self, form: int) -> int:
        """63 bits of every term in its place, the same in every process; not of the marks.

        `form` is the number of the form in which an engine keeps it.
        """
        found = blake2b(digest_size=8, key=form.to_bytes(2))
        for weight, words in self.fields:
            found.update(b"".join([weight.encode(), *(word.digest for word in words)]))
        return int.from_bytes(found.digest()) >> 1


def build(fields: Iterable[Field]) -> Document:
    """Words beyond `MAX_WORDS` of one field are not indexed."""
    return Document(tuple((field.weight, _words(field)) for field in fields if field.text))


def _words(field: Field) -> tuple[IndexedWord, ...]:
    """Names of places and bodies stand in many records."""
    return (_of_setting if field.weight is Weight.SETTING else _of_text)(field.text, field.language)


def _of_text(text: str, language: str) -> tuple[IndexedWord, ...]:
    return tuple(words_of(text, language)[:MAX_WORDS])


_of_setting = lru_cache(maxsize=20_000)(_of_text)
