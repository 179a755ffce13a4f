"""Where words, numbers and reference forms stand in a text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from search.language.folding import fold
from search.language.kazakh import HYPHENATED

_APOSTROPHES = "'’ʼʹ`"
# A hyphen or slash joins (KZ-PAV-2026-0042, 12/345, НПО-ның); an apostrophe in Latin names (Ust’-Kamenogorsk); a full
# stop only between digits (14.03.2026).
JOINED = re.compile(rf"[^\W_]+(?:(?:[-‑/{_APOSTROPHES}]|[{_APOSTROPHES}]-)(?=[^\W_])[^\W_]+|(?<=\d)\.(?=\d)[^\W_]+)*")
_YEARS = re.compile(r"^\d{4}-\d{4}$")
_MEASURE = re.compile(r"^\d+[^\W\d_]{1,4}$")
_RUNS = re.compile(rf"\d+|[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*")
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
# In a reference nobody sees whether М of a map sheet or В of a number is Cyrillic or Latin.
_LOOK_ALIKE = str.maketrans("авекмнорстух", "abekmhopctyx")
MAX_LENGTH = 80
SHORTEST_PART = 3


class Token(NamedTuple):
    """`form` is folded; `start` and `end` (exclusive) are places in the text read."""

    form: str
    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.form.isalpha()

    @property
    def is_capital(self) -> bool:
        """Written as names are; not of a word all in capitals, which tells nothing."""
        return self.text[:1].isupper() and not self.text.isupper()

    @property
    def letters(self) -> str:
        """Small letters as written, Kazakh ones kept."""
        return self.text.casefold().translate(_NO_APOSTROPHES)[:MAX_LENGTH]


def tokens(text: str, *, parts: bool = False) -> Iterator[Token]:
    """Words one by one, numbers and references whole.

    `parts` adds the words inside a reference (`Аманат` of `Аманат-3`): wanted in documents, not in queries.
    """
    for match in JOINED.finditer(text):
        joined = match.group()
        if joined.isalpha():
            yield Token(fold(joined)[:MAX_LENGTH], joined, match.start(), match.end())
        elif not any(letter.isdigit() for letter in joined):
            yield from _words(joined, match.start())
        elif joined.isdigit() or _MEASURE.match(joined) or _YEARS.match(joined):
            yield from _pieces(joined, match.start())
        else:
            form = "_".join(re.findall(r"[^\W_]+", fold(joined))).translate(_LOOK_ALIKE)
            yield Token(form[:MAX_LENGTH], joined, match.start(), match.end())
            if parts:
                yield from (
                    piece
                    for piece in _pieces(joined, match.start())
                    if piece.is_word and len(piece.form) >= SHORTEST_PART
                )


def _words(joined: str, offset: int) -> Iterator[Token]:
    """`орман-тоғай` is two words; `НПО-ның` is one with its ending."""
    found = list(_pieces(joined, offset))
    for place, token in enumerate(found):
        if place == 0 or token.form not in HYPHENATED:
            yield token


def _pieces(text: str, offset: int) -> Iterator[Token]:
    for run in _RUNS.finditer(text):
        start, end = offset + run.start(), offset + run.end()
        form = fold(run.group().translate(_NO_APOSTROPHES))
        yield Token(form[:MAX_LENGTH], run.group(), start, end)
