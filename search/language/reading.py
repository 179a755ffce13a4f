"""A text as words with their terms: one reading for the index and for the marks in what was found.

Most words of a text have been met before, so what was made of a word is kept: reading is then little more than
cutting the text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from search.language import terms
from search.language.folding import KAZAKH_LETTERS
from search.language.tokens import JOINED, tokens

# A stop ends a sentence only before a space: 14.03.2026 and KZ.PAV stay whole.
_STOP = re.compile(r"[.!?;]+(?=\s|$)|\n")
# In Kazakh prose about two words of three hold a letter of its own; in Russian only names do.
_KAZAKH_SHARE = 0.3
_UNSURE_BELOW = 4
_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"\s*\w\.")


@dataclass(frozen=True, slots=True, eq=False)
class IndexedWord:
    """`text` is as written; `joined` is the terms in order, with spaces between. Compared by identity."""

    text: str
    exact: str
    terms: frozenset[str]
    joined: str


def read(text: str, language: str, *, near: Collection[str] | None = None) -> Iterator[tuple[int, int, IndexedWord]]:
    """(start, end exclusive, word) for every word, number and reference of a text in order.

    `near`: only of sentences that hold one of these pieces.
    """
    for offset, sentence, spoken in sentences(text, language, near=near):
        runs = list(JOINED.finditer(sentence))
        for place, run in enumerate(runs):
            joined = run.group()
            # A capital letter at the beginning of a sentence tells nothing, unless an initial follows.
            named = joined[:1].isupper() and (place > 0 or _is_named(sentence, joined, run.end(), len(runs)))
            start = offset + run.start()
            for first, last, word in _words(joined, spoken, named):
                yield start + first, start + last, word


def pieces(text: str, language: str) -> dict[str, frozenset[str]]:
    """What stands between spaces with every term it can have, whatever its sentence says of it.

    Far cheaper than `read`: it tells in which sentences there is something to be read.
    """
    may_be_kazakh = language == "kk" or not KAZAKH_LETTERS.isdisjoint(text.casefold())
    return {piece: _possible(piece, may_be_kazakh) for piece in set(text.split())}


@lru_cache(maxsize=50_000)
def _possible(piece: str, may_be_kazakh: bool) -> frozenset[str]:
    spoken = ("ru", "kk") if may_be_kazakh else ("ru",)
    readings = product(JOINED.findall(piece), spoken, (False, True) if piece != piece.casefold() else (False,))
    terms = {word.terms for reading in readings for _start, _end, word in _words(*reading)}
    return terms.pop() if len(terms) == 1 else frozenset(chain.from_iterable(terms))


def sentences(text: str, language: str, *, near: Collection[str] | None = None) -> Iterator[tuple[int, str, str]]:
    """(place in the text, sentence, its language); short ones are in the `language` of the text.

    `near`: only those that hold one of these pieces.
    """
    start = 0
    for stop in _STOP.finditer(text):
        yield from _sentence(text[start : stop.end()], start, language, near)
        start = stop.end()
    yield from _sentence(text[start:], start, language, near)


def _sentence(sentence: str, start: int, language: str, near: Collection[str] | None) -> Iterator[tuple[int, str, str]]:
    if sentence and (near is None or any(piece in sentence for piece in near)):
        yield start, sentence, _spoken(sentence, language)


def _spoken(sentence: str, language: str) -> str:
    words = _WORD.findall(sentence.casefold())
    if len(words) < _UNSURE_BELOW:
        return language
    kazakh = sum(not KAZAKH_LETTERS.isdisjoint(word) for word in words)
    return "kk" if kazakh / len(words) >= _KAZAKH_SHARE else "ru"


def _is_named(sentence: str, joined: str, end: int, runs: int) -> bool:
    """Of the first word: it stands alone, or before an initial."""
    return (runs == 1 and len(_words(joined, "ru", True)) == 1) or _INITIAL.match(sentence, end) is not None


@lru_cache(maxsize=200_000)
def _words(joined: str, language: str, named: bool) -> tuple[tuple[int, int, IndexedWord], ...]:
    """What stands in a run of letters and digits; `named`: its first word, if capital, can only be a name."""
    found = []
    for place, token in enumerate(tokens(joined, parts=True)):
        is_name = token.is_capital and (place > 0 or named)
        made = terms.of_document(token, language, is_name=is_name)
        word = IndexedWord(token.text, terms.exact(token.form), made, " ".join(sorted(made)))
        found.append((token.start, token.end, word))
    return tuple(found)
