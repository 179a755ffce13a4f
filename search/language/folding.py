"""Letters that people leave out when they type: Kazakh ones on a Russian keyboard, ё, marks on Latin letters."""

import unicodedata
from functools import lru_cache

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_LATIN_MARKS = {
    code: plain
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (plain := unicodedata.normalize("NFD", chr(code))[0]).isascii() and plain.isalpha()
}
_FOLDED = str.maketrans("әғқңөұүһіёı", "агкноуухиеi") | _LATIN_MARKS


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """`Қарағанды` and `караганды` become one; the result holds neither capital letters nor loose marks."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).translate(_FOLDED)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


@lru_cache(maxsize=100_000)
def has_kazakh_letters(text: str) -> bool:
    return not KAZAKH_LETTERS.isdisjoint(text.casefold())
