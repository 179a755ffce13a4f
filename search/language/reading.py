"""A text as words with their terms: one reading for the index and for the marks in what was found.

Most words of a text have been met before, so what was made of a word is kept: reading is then little more than
cutting the text.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, product

from search.language import terms
from search.language.folding import KAZAKH_LETTERS
from search.language.tokens import JOINED, tokens

# A stop ends a sentence only before a space: 14.03.2026 and KZ.PAV stay whole.
_STOP = re.compile(r"[.!?;\n](?:(?<=\n)|[.!?;]*(?=\s|$))")
# In Kazakh prose about two words of three hold a letter of its own; in Russian only names do.
_KAZAKH_SHARE = 0.3
_KAZAKH = "".join(KAZAKH_LETTERS)
_KAZAKH_LETTER = re.compile(f"[{_KAZAKH}{_KAZAKH.upper()}]")
_UNSURE_BELOW = 4
_MAYBE_LETTERS = r"[^\W\d_]*"
_WORD = r"[^\W\d_]+"
MOST_PIECES = 100_000
_INITIAL = re.compile(r"\s*\w\.")


@dataclass(frozen=True, slots=True, eq=False)
class IndexedWord:
    """`text` is as written; `joined` is the terms in order, with spaces between; `digest` tells it from any other
    word in every process alike. Compared by identity.
    """

    text: str
    exact: str
    terms: frozenset[str]
    joined: str
    digest: bytes


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


def words(text: str, language: str) -> list[IndexedWord]:
    """What `read` finds, without the places: for documents, of which every word is wanted and none shown."""
    found: list[IndexedWord] = []
    for _offset, sentence, spoken in sentences(text, language):
        inside = _INSIDE[spoken == "kk"]
        pieces = sentence.split()
        if (first := JOINED.search(sentence)) and (joined := first.group())[:1].isupper():
            others = JOINED.search(sentence, first.end())
            if not _is_named(sentence, joined, first.end(), 2 if others else 1):
                found += [word for _start, _end, word in _words(joined, spoken, False)]
                pieces = sentence[first.end() :].split()
        found += chain.from_iterable(map(inside.__getitem__, pieces))
    return found


class _Inside(dict[str, tuple[IndexedWord, ...]]):
    """Words of a piece of text without a space that stands where a capital letter tells a name."""

    def __init__(self, spoken: str) -> None:
        self.spoken = spoken

    def __missing__(self, piece: str) -> tuple[IndexedWord, ...]:
        if len(self) >= MOST_PIECES:
            self.clear()
        runs = ((joined, self.spoken, joined[:1].isupper()) for joined in JOINED.findall(piece))
        self[piece] = found = tuple(word for run in runs for _start, _end, word in _words(*run))
        return found


_INSIDE = _Inside("ru"), _Inside("kk")


class _Possible(dict[str, frozenset[str]]):
    """Of a piece of text without a space every term it can have, whatever its sentence says of it.

    Asked for each word of each text shown, so kept in the plainest way; begun anew when it is full.
    """

    def __init__(self, *spoken: str) -> None:
        self.spoken = spoken

    def __missing__(self, piece: str) -> frozenset[str]:
        if len(self) >= MOST_PIECES:
            self.clear()
        may_be_names = (False, True) if piece != piece.casefold() else (False,)
        readings = product(JOINED.findall(piece), self.spoken, may_be_names)
        terms = {word.terms for reading in readings for _start, _end, word in _words(*reading)}
        self[piece] = found = terms.pop() if len(terms) == 1 else frozenset(chain.from_iterable(terms))
        return found


_RUSSIAN, _ALSO_KAZAKH = _Possible("ru"), _Possible("ru", "kk")


def possible(text: str, language: str) -> Mapping[str, frozenset[str]]:
    """Of each piece between spaces the terms it can have: far cheaper than `read`, it tells which sentences to read."""
    return _ALSO_KAZAKH if language == "kk" or _KAZAKH_LETTER.search(text) else _RUSSIAN


def sentences(text: str, language: str, *, near: Collection[str] | None = None) -> Iterator[tuple[int, str, str]]:
    """(place in the text, sentence, its language); short ones are in the `language` of the text.

    `near`: only those that hold one of these pieces.
    """
    start = 0
    for end in (*(stop.end() for stop in _STOP.finditer(text)), len(text)):
        sentence = text[start:end]
        if sentence and (near is None or any(piece in sentence for piece in near)):
            yield start, sentence, _spoken(sentence, language)
        start = end


class _Counts(dict[str, int]):
    """How often a pattern that reaches over no space is found in a piece of text without one."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    def __missing__(self, piece: str) -> int:
        if len(self) >= MOST_PIECES:
            self.clear()
        self[piece] = found = len(self.pattern.findall(piece.casefold()))
        return found


_WORDS, _KAZAKH_WORDS = _Counts(_WORD), _Counts(rf"{_MAYBE_LETTERS}[{_KAZAKH}]{_MAYBE_LETTERS}")


def _spoken(sentence: str, language: str) -> str:
    if language == "ru" and not _KAZAKH_LETTER.search(sentence):
        return language
    pieces = sentence.split()
    count = sum(map(_WORDS.__getitem__, pieces))
    if count < _UNSURE_BELOW:
        return language
    return "kk" if sum(map(_KAZAKH_WORDS.__getitem__, pieces)) / count >= _KAZAKH_SHARE else "ru"


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
        joined_terms = " ".join(sorted(made))
        digest = blake2b(joined_terms.encode(), digest_size=8).digest()
        word = IndexedWord(token.text, terms.exact(token.form), made, joined_terms, digest)
        found.append((token.start, token.end, word))
    return tuple(found)
