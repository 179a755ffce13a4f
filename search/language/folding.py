"""Letters that people leave out when they type: Kazakh ones on a Russian keyboard, ё, stress marks."""

import unicodedata

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие", "\u0301\u00ad")


def fold(text: str) -> str:
    """`Қарағанды` and `караганды` become one; the result holds no capital letters."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FOLDED)


def has_kazakh_letters(text: str) -> bool:
    return not KAZAKH_LETTERS.isdisjoint(text.casefold())
