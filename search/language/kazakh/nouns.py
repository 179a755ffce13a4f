"""Kazakh endings in folded letters: plural, possessive, case. A light stemmer; derivation is left alone."""

from functools import lru_cache

_PLACE = ("дагы", "деги", "тагы", "теги")
_CASES = (
    *("нын", "нин", "дын", "дин", "тын", "тин"),
    *("дан", "ден", "тан", "тен", "нан", "нен"),
    *("нда", "нде", "мен", "бен", "пен"),
    *("га", "ге", "ка", "ке", "на", "не"),
    *("ны", "ни", "ды", "ди", "ты", "ти"),
    *("да", "де", "та", "те"),
)
_POSSESSIVES = (
    *("ымыз", "имиз", "ыныз", "иниз", "мыз", "миз", "ныз", "низ"),
    *("сын", "син", "ым", "им", "ын", "ин", "сы", "си", "ы", "и"),
)
_PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")
# Endings as they follow a hyphen after an abbreviation: ҚОӘБ-тың, НПО-лар.
HYPHENATED = frozenset((*_PLACE, *_CASES, *_PLURALS, "сы", "си", "нын", "лары", "лери", "дары", "дери"))
_VOWELS = frozenset("аеиоуыюяэ")
_VOICELESS = {"б": "п", "г": "к"}
_SHORTEST = 2


@lru_cache(maxsize=50_000)
def stems(form: str) -> frozenset[str]:
    """The word and what remains of it after each class of endings, so that `қалдығының` meets `қалдық`."""
    found = {_settle(form)}
    rest = form
    for endings in ((*_PLACE, *_CASES), _POSSESSIVES, _PLURALS):
        rest = _without(rest, endings)
        found.add(_settle(rest))
    return frozenset(found)


def _without(form: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        rest = form.removesuffix(ending)
        if rest != form and len(rest) >= _SHORTEST and not _VOWELS.isdisjoint(rest):
            return rest
    return form


def _settle(stem: str) -> str:
    """Before a vowel п, к, қ sound as б, г, ғ: `жауап`, `жауабы`."""
    return stem[:-1] + _VOICELESS.get(stem[-1:], stem[-1:]) if len(stem) > _SHORTEST else stem
