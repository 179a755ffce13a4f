"""A text as words with their terms: one reading for the index and for the marks in what was found.

Most words of a text have been met before, so what was made of a word is kept: reading is then little more than
cutting the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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


def read(text: str, language: str) -> Iterator[tuple[int, int, IndexedWord]]:
    """(start, end exclusive, word) for every word, number and reference of a text in order."""
    for offset, sentence, spoken in sentences(text, language):
        runs = list(JOINED.finditer(sentence))
        for place, run in enumerate(runs):
            joined = run.group()
            # A capital letter at the beginning of a sentence tells nothing, unless an initial follows.
            named = joined[:1].isupper() and (place > 0 or _is_named(sentence, joined, run.end(), len(runs)))
            start = offset + run.start()
            for first, last, word in _words(joined, spoken, named):
                yield start + first, start + last, word


def sentences(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """(place in the text, sentence, its language); short ones are in the `language` of the text."""
    start = 0
    for stop in _STOP.finditer(text):
        if sentence := text[start : stop.end()]:
            yield start, sentence, _spoken(sentence, language)
        start = stop.end()
    if start < len(text):
        yield start, text[start:], _spoken(text[start:], language)


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
