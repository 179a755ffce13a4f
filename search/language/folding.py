"""Letters that people leave out when they type: Kazakh ones on a Russian keyboard, ё, stress marks."""

import unicodedata
from functools import lru_cache

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие")


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """`Қарағанды` and `караганды` become one; the result holds neither capital letters nor loose marks."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).translate(_FOLDED)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def has_kazakh_letters(text: str) -> bool:
    return not KAZAKH_LETTERS.isdisjoint(text.casefold())
