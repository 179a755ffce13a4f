"""How far a typed word is from a known one, and what else its keys could have meant."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from search.language.folding import fold

SHORTEST, LONGEST = 4, 30
_TWO_SLIPS_FROM = 7
_ENDINGS = ("", "а", "у", "е", "и", "ы", "ом", "ой")
_SHORTEST_STEM = 5
_KEYBOARD = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
)
_CYRILLIC = (
    *(("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш")),
    *(("ya", "я"), ("yu", "ю"), ("yo", "е"), ("ye", "е"), ("ay", "ай"), ("ey", "ей"), ("oy", "ой")),
    *zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввхыз", strict=True),
)


@lru_cache(maxsize=200_000)
def fingerprint(text: str) -> int:
    """63 bits, the same in every process."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1


def keys(form: str) -> frozenset[int]:
    """Fingerprints of the form and of all that one lost letter leaves: forms one slip apart share at least one."""
    return frozenset(map(fingerprint, {form, *_shorter(form)}))


def _shorter(form: str) -> Iterator[str]:
    return (form[:place] + form[place + 1 :] for place in range(len(form)))


def allowed(form: str) -> int:
    """How many slips a word of this length can hold and still be told."""
    return 2 if len(form) >= _TWO_SLIPS_FROM else 1


def in_other_cases(form: str) -> frozenset[str]:
    """Forms a noun would have with the same slip in it: of `руднек` also `руднека`, which is near `рудника`."""
    stem = form.rstrip("аеиоуыя") if form[-2:-1] not in "аеиоуыя" else form
    return frozenset(stem + ending for ending in _ENDINGS) - {form} if len(stem) >= _SHORTEST_STEM else frozenset()


def distance(one: str, other: str) -> int:
    """Letters lost, added, mistaken, or two neighbours swapped (Damerau–Levenshtein, each place touched once)."""
    before, above = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


def from_keyboard(text: str) -> str:
    """`rfhmth` typed with the English layout on is `карьер`; empty when the text holds other letters."""
    return text.translate(_KEYBOARD) if text.isascii() and any(map(str.isalpha, text)) else ""


def from_latin(form: str) -> str:
    """A rough folded Cyrillic spelling of a name typed in Latin letters, near enough to be mended."""
    for latin, cyrillic in _CYRILLIC:
        form = form.replace(latin, cyrillic)
    return fold(form)
