"""Names across scripts: one key for a name in Cyrillic and for its many romanisations.

BGN/PCGN, the Kazakh Latin alphabets of 2018 and 2021 and the usual English spellings lead to the same key: `Qarağandy`,
`Karagandy`, `Қарағанды`; `Toqaev`, `Tokayev`, `Токаев`. It is coarse, so it only ever joins the two scripts.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhie", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)
_SPECIAL = str.maketrans(
    {
        "ş": "sh",
        "š": "sh",
        "ŝ": "sh",
        "ç": "ch",
        "č": "ch",
        "ž": "zh",
        "ý": "u",
        "ı": "i",
        "ŋ": "n",
        "ə": "a",
        "ß": "ss",
    }
)
_SPELLINGS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("shch|sch", "sh"),
        ("dzh|dj|zh", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("ck|q", "k"),
        ("x", "ks"),
        ("w", "u"),
        ("y", "i"),
        ("tz", "ts"),
        ("c(?!h)", "k"),
        ("ng+", "n"),
        ("io", "e"),
        ("i+(?=[aeu])", ""),
        (r"(.)\1+", r"\1"),
    )
]
SHORTEST = 3
_SHORTEST_CUT = 5
_FINAL = re.compile(r"[aeio]$")
# Semey, in Семее.
_FINAL_GLIDE = re.compile(r"(?<=[aeo])i$")


def is_latin(form: str) -> bool:
    return form.isascii()


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """A word in Latin letters without their marks, small."""
    decomposed = unicodedata.normalize("NFD", text.casefold().translate(_SPECIAL))
    return "".join(letter for letter in decomposed if letter.isascii() and letter.isalnum())


def keys(words: Iterable[str]) -> frozenset[str]:
    """Of words in either script, Cyrillic ones folded; the last vowel is left out too: `Караганда`, `Қарағанды`."""
    return frozenset(key for word in words for key in _keys(word))


@lru_cache(maxsize=100_000)
def _keys(word: str) -> frozenset[str]:
    key = plain(word.translate(_CYRILLIC))
    for pattern, spelling in _SPELLINGS:
        key = pattern.sub(spelling, key)
    if len(key) < SHORTEST:
        return frozenset()
    cut = _FINAL if len(key) > _SHORTEST_CUT else _FINAL_GLIDE
    return frozenset({key, cut.sub("", key)})
