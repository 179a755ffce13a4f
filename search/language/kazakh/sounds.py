"""Which ending a stem takes: vowel harmony and the assimilation of consonants.

A word typed on a Russian keyboard has о for ө, у for ұ and ү, и for і: there those vowels are neither back nor front.
"""

import re
from dataclasses import dataclass

from search.language.folding import KAZAKH_LETTERS, fold

FRONT, BACK, EITHER = "front", "back", "either"

_ALWAYS = {**dict.fromkeys("өүіеэ", FRONT), **dict.fromkeys("ұыя", BACK), **dict.fromkeys("әиуюё", EITHER), "а": BACK}
# дам, сан, typed for дәм, сән.
_MAY_BE_FRONT = re.compile(r"^[бвгджзйклмнпрстфхцчшщ]?а[бвгджзйклмнпрстфхцчшщ]{1,2}$")
_VOWELS = frozenset(_ALWAYS) | {"о"}
# In folded letters: what the ending of the next class begins with depends on these.
VOWEL = frozenset("аеоыэяёи")
GLIDE = frozenset("йую")
# Loans keep their soft к and г before front endings: банкі, паркі, актісі.
_SOFT = frozenset("кг")

# Their speakers differ: Тоқаевтың, Сейтқалиевтің.
_UNRULY = ("ь", "ев", "ева", "ов", "ова", "ин", "ина")


@dataclass(frozen=True, slots=True)
class Word:
    """`form` is folded; `letters` are as written when they match it one to one, else the same as `form`."""

    form: str
    letters: str

    @classmethod
    def of(cls, text: str) -> "Word":
        letters = text.casefold()
        form = fold(letters)
        return cls(form, letters if len(letters) == len(form) else form)

    def without(self, length: int) -> "Word":
        return Word(self.form[:-length], self.letters[:-length])

    @property
    def has_vowel(self) -> bool:
        return not _VOWELS.isdisjoint(self.letters)

    def agrees(self, ending: str) -> bool:
        """Whether the vowels of a folded ending may follow this stem."""
        wanted = {_ALWAYS[letter] for letter in ending.replace("и", "і") if letter in "аеыі"}
        if len(ending) > 1 and _MAY_BE_FRONT.match(self.letters):
            return True
        return not wanted or self._harmony() in (EITHER, *wanted)

    def _harmony(self) -> str:
        if self.letters.endswith(_UNRULY) or not _SOFT.isdisjoint(self.letters[-2:]):
            return EITHER
        for letter in reversed(self.letters):
            if letter == "о":
                return EITHER if KAZAKH_LETTERS.isdisjoint(self.letters) else BACK
            if letter in _VOWELS:
                return _ALWAYS[letter]
        return EITHER


def last_sound(form: str) -> str:
    return form.rstrip("ьъ")[-1:]
