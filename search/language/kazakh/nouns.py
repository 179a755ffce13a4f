"""Plural, possessive, case, place and person, each stripped only where the stem can take it.

`қалдығының` is қалдық + ы + ның; `кент` is not кен + т, nor `қарсы` қар + сы. Derivation is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from search.language.kazakh.irregular import is_whole
from search.language.kazakh.sounds import GLIDE, VOWEL, Word, last_sound

_NASAL, _VOICED = frozenset("мн"), frozenset("рлзж") | GLIDE
_VOICELESS = frozenset("птксшщчцфхбвгд")
_LIQUID = frozenset("рлй") | GLIDE
# The vowel и stands for і and for the Russian letter, which takes the endings of a glide.
_GLIDING = GLIDE | {"и"}


class Level(IntEnum):
    """From the end of the word inwards; after one class only those nearer to the stem can follow."""

    PERSON = 1
    CASE = 2
    POSSESSIVE = 3
    PLURAL = 4


@dataclass(frozen=True, slots=True)
class Ending:
    text: str
    level: Level
    after: frozenset[str]
    shortest: int = 2
    base: re.Pattern[str] | None = None


def _endings(
    level: Level, after: frozenset[str], *texts: str, shortest: int = 2, base: re.Pattern[str] | None = None
) -> list[Ending]:
    """Endings that follow these last sounds, `base` where more than the sound decides."""
    return [Ending(text, level, after, shortest, base) for text in texts]


# кітабыма, but not балама: after a vowel the possessive cannot be told from the stem.
_POSSESSED = re.compile(r"[ыи][мн]$")
# No Kazakh word ends in д; loans that do are longer than суд, which would be found in судың, "of the water".
_FOREIGN = re.compile(r"^..?д$")


_THIRD, _OWN = frozenset("ыи"), frozenset("мн")
_CONSONANT = _VOICELESS | _VOICED | _NASAL
_SOUNDING = VOWEL | _NASAL | _VOICED
_PLACE_ENDINGS = [
    *_endings(Level.CASE, _SOUNDING, "дагы", "деги"),
    *_endings(Level.CASE, _VOICELESS, "тагы", "теги"),
    *_endings(Level.CASE, _THIRD, "ндагы", "ндеги"),
]
_OTHER_ENDINGS = [
    *_endings(Level.PERSON, VOWEL | _LIQUID, "мын", "мин", "мыз", "миз", shortest=4),
    *_endings(Level.PERSON, _NASAL | frozenset("зж"), "мын", "мин", "быз", "биз", "бын", "бин", shortest=4),
    *_endings(Level.PERSON, _VOICELESS, "пын", "пин", "пыз", "пиз", shortest=4),
    *_endings(Level.PERSON, VOWEL | _CONSONANT, "сын", "син", "сындар", "синдер", "сыздар", "сиздер", shortest=4),
    *_endings(Level.CASE, VOWEL | _NASAL, "нын", "нин", "ники"),
    *_endings(Level.CASE, _VOICED | _GLIDING, "дын", "дин", "дики"),
    *_endings(Level.CASE, _VOICELESS, "тын", "тин", "тики"),
    *_endings(Level.CASE, _SOUNDING, "га", "ге", "да", "де"),
    *_endings(Level.CASE, _VOICELESS, "ка", "ке", "та", "те"),
    *_endings(Level.CASE, VOWEL, "ны", "ни"),
    *_endings(Level.CASE, _VOICED | _NASAL | _GLIDING, "ды", "ди"),
    *_endings(Level.CASE, _VOICELESS, "ты", "ти"),
    *_endings(Level.CASE, VOWEL | _VOICED, "дан", "ден"),
    *_endings(Level.CASE, _NASAL | _THIRD, "нан", "нен"),
    *_endings(Level.CASE, _VOICELESS, "тан", "тен"),
    *_endings(Level.CASE, VOWEL | _LIQUID | _NASAL, "мен", "менен"),
    *_endings(Level.CASE, frozenset("зж"), "бен", "бенен"),
    *_endings(Level.CASE, _VOICELESS, "пен", "пенен"),
    *_endings(Level.CASE, _THIRD, "нда", "нде", "на", "не", "н"),
    *_endings(Level.CASE, _OWN, "а", "е", shortest=4, base=_POSSESSED),
    *_endings(Level.POSSESSIVE, VOWEL, "сы", "си"),
    *_endings(Level.POSSESSIVE, VOWEL, "м", "н", "мыз", "миз", "ныз", "низ", shortest=3),
    *_endings(Level.POSSESSIVE, _CONSONANT, "ы", "и"),
    *_endings(Level.POSSESSIVE, _CONSONANT, "ым", "им", "ын", "ин", shortest=3),
    *_endings(Level.POSSESSIVE, _CONSONANT, "ымыз", "имиз", "ыныз", "иниз"),
    *_endings(Level.PLURAL, VOWEL | frozenset("р") | GLIDE, "лар", "лер"),
    *_endings(Level.PLURAL, _NASAL | frozenset("лзж"), "дар", "дер"),
    *_endings(Level.PLURAL, _VOICELESS, "тар", "тер"),
]
_ENDINGS = [*_PLACE_ENDINGS, *_OTHER_ENDINGS]
_INSTRUMENTAL = frozenset(("мен", "бен", "пен", "менен", "бенен", "пенен", "ники", "дики", "тики"))
_WHERE = ("да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен")
# Before a possessive қ after a vowel is ғ: жағын is of жақ, жақын is not.
_UNVOICED = re.compile(r"[аәеоөуұүыіи]қ$")
_PLACES = frozenset(ending.text for ending in _PLACE_ENDINGS)
# Endings as they follow a hyphen after an abbreviation: ҚОӘБ-тың, НПО-ларға.
_PLURAL_OR_NONE = ("", "лар", "лер", "дар", "дер", "тар", "тер")
HYPHENATED = frozenset(
    plural + ending
    for plural in _PLURAL_OR_NONE
    for ending in ("", "сы", "си", "ы", "и", *(each.text for each in _ENDINGS if each.level == Level.CASE))
    if len(plural + ending) > 1
) | {"сынын", "синин", "сына", "сине", "сында", "синде", "сынан", "синен", "сын", "син"}
# орын, орны; халық, халқы: the close vowel falls out before a possessive.
_FLEETING = re.compile(r"(?<=[рлнйу])[ыи](?=[нкпзсл]$)")
_HARD = {"б": "п", "г": "к"}


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The word and all that remains as its endings go, folded, in the form in which the stem's variants meet."""
    return frozenset(map(settle, bare(text)))


@lru_cache(maxsize=50_000)
def bare(text: str) -> frozenset[str]:
    """The same with the very letters of the form."""
    word = Word.of(text)
    return frozenset(each.form for each in (word, *_stripped(word, 0)))


def _stripped(word: Word, done: int) -> Iterator[Word]:
    if is_whole(word.letters):
        return
    for ending in _ENDINGS:
        # `-дағы` makes a new noun of a place: it can take all endings anew, and stand after any.
        if ending.level <= done and ending.text not in _PLACES:
            continue
        if word.form.endswith(ending.text) and (rest := _rest(word, ending)):
            yield rest
            yield from _stripped(rest, _next(ending, rest))


def _next(ending: Ending, rest: Word) -> int:
    """`-дағы` can stand after any ending; a person after a place (`үйдеміз`), after no other case."""
    if ending.text in _PLACES:
        return min(ending.level, Level.CASE)
    return Level.CASE if ending.level == Level.PERSON and not rest.form.endswith(_WHERE) else ending.level


def _rest(word: Word, ending: Ending) -> Word | None:
    rest = word.without(len(ending.text))
    if len(rest.form) < ending.shortest or not rest.has_vowel or _FOREIGN.match(rest.form):
        return None
    if last_sound(rest.form) not in ending.after or (ending.base and not ending.base.search(rest.form)):
        return None
    if ending.level == Level.POSSESSIVE and _UNVOICED.search(rest.letters):
        return None
    return rest if ending.text in _INSTRUMENTAL or rest.agrees(ending.text) else None


def settle(stem: str) -> str:
    """Before a vowel п, к, қ sound as б, г, ғ: `жауап`, `жауабы`; a close vowel may fall out: `халық`, `халқы`."""
    stem = stem.removesuffix("ь")
    if len(stem) <= 2:
        return stem
    hard = stem[:-1] + _HARD.get(stem[-1], stem[-1])
    return _FLEETING.sub("", hard) if len(hard) > 3 else hard
