"""Stems of nouns and adjectives: Snowball's, kept from taking nouns for verbs, its loose ends tied together."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import Stemmer

from search.language.russian.irregular import (
    ALWAYS_SOFT,
    COLLECTIVE,
    DWELLER,
    HARD_AND_SOFT,
    IN_AI,
    PARADIGMS,
    SOFT_BEFORE_E,
    WHOLE,
    YOUNG,
)
from search.language.russian.verbs import is_finite

_stemmer = Stemmer.Stemmer("russian")
_SURNAME = re.compile(r"(?:ов|ев|ин|ын)$")
_VOWELS = "аеиоуыэюя"
_ENDINGS = re.compile(
    rf"(?<=[^ьъ])(?<=..)(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|[{_VOWELS}йь])$"
)
# владелец, владельца; письмо, писем: the soft sign says nothing that the other form keeps.
_SOFT = re.compile(r"ь(?=[кцнмбгдзлст]$)")
# боец, бойца; застройка, застроек.
_AFTER_VOWEL = re.compile(rf"(?<=[{_VOWELS}])е(?=[кцн]$)")
# посёлок, посёлка; сосна, сосен: a vowel that comes and goes before the last consonant.
_FLEETING = re.compile(rf"(?<=[{_VOWELS}][^{_VOWELS}ьъ])[ое](?=[кцнлрбмв]$)|(?<=[^{_VOWELS}ьъ]{{2}})[ое](?=[кцнлр]$)")
# судья, статья, побережье: what stands before the soft sign alone is another word (суд).
_SOFT_SIGN = re.compile(r"ь(?:я|и|е|ем|ю|ей|ею|ям|ями|ях|ев)$")
_BOTH = ("ью", "ьям", "ьями", "ьях", "ьев")
_SOFT_ENDING = re.compile(
    r"(?:ь|ью|(?<=[^аеоуия])(?:я|ю|ем|ей|ям|ями|ях)|(?<=[^аиыя][^аеоуия])и|(?<=[аиыя][^аеоуиям])и)$"
)
# аллея, аллее; систему, чешую, солому, where an adjective would end; побережий, санаториев.
_AFTER_E = re.compile(r"(?<=[лдрншжтм]е)(?:я|и|е|ю|ею|й|ям|ями|ях)$")
_LIKE_ADJECTIVE = re.compile(r"(?<=[^аеиоуыэюя][ео]м)у$|(?<=[^аеиоуыэюя]у)ю$")
_OF_PLACES = re.compile(r"(?<=[бвгджзлпртфч])ий$")
_IN_II = re.compile(r"(?<=...)иев$")
# осеннем, кипящем: adjectives, though verbs end so too.
_ADJECTIVE = re.compile(r"(?:нн|щ)ем$")


@lru_cache(maxsize=100_000)
def snowball(form: str) -> str:
    return str(_stemmer.stemWord(form))


@lru_cache(maxsize=50_000)
def stems(form: str) -> frozenset[str]:
    """Of a word that may be a common noun, an adjective or a name, in the shape in which its forms meet."""
    if lemma := PARADIGMS.get(form):
        return frozenset(lemma.split())
    return frozenset(chain.from_iterable(_softened(form, level(stem)) for stem in bare(form)))


def _softened(form: str, stem: str) -> Iterable[str]:
    """`угля` and `угла`, where two words share a stem: one has the soft sign; before -е it cannot be told."""
    if stem not in HARD_AND_SOFT:
        return (stem,)
    if form.endswith("е") and stem in SOFT_BEFORE_E:
        return (stem, f"{stem}ь")
    is_soft = form in ALWAYS_SOFT or _SOFT_ENDING.search(form)
    return (f"{stem}ь",) if is_soft else (stem,)


def name_stems(form: str) -> frozenset[str]:
    """Of what can only be a name: `Лебедев` is no swan."""
    return frozenset({level(form)}) if _SURNAME.search(form) else stems(form)


def name_bare(form: str) -> frozenset[str]:
    return frozenset({form}) if _SURNAME.search(form) else bare(form)


@lru_cache(maxsize=50_000)
def bare(form: str) -> frozenset[str]:
    """The stems with the very letters of the form.

    A form without an ending may end like one: `режим`, `водоём`, `музей`, `Королёв`.
    """
    if form in WHOLE:
        return frozenset({form})
    if in_ai := IN_AI.match(form):
        return frozenset({in_ai.group(1)})
    if young := YOUNG.match(form):
        return frozenset({f"{young.group(1)}енк"})
    form = DWELLER.sub("", form)
    found = _before_soft_sign(form) or {_noun(form) if _is_verb(form) else snowball(form)}
    found |= {
        form[: match.start()] for pattern in (_AFTER_E, _LIKE_ADJECTIVE, _IN_II) if (match := pattern.search(form))
    }
    if _OF_PLACES.search(form):
        found.add(f"{form[:-2]}ь")
    if form.endswith("ей"):
        found.add(f"{form[:-2]}ь")
    if form.endswith(("ей", "ой", "ай", "уй", "ь")):
        found.add(form[:-1])
    elif form[-1:] not in _VOWELS:
        found.add(form)
    return frozenset(stem for stem in found if stem)


def _is_verb(form: str) -> bool:
    return is_finite(form) and not _ADJECTIVE.search(form)


def _noun(form: str) -> str:
    rest = _ENDINGS.sub("", form)
    return rest if any(letter in _VOWELS for letter in rest) else form


def _before_soft_sign(form: str) -> set[str]:
    if not (match := _SOFT_SIGN.search(form)):
        return set()
    base = form[: match.start()]
    if base in COLLECTIVE:
        return {base}
    return {f"{base}ь", snowball(form)} if match.group() in _BOTH else {f"{base}ь"}


def level(stem: str) -> str:
    """One shape for stems that differ in a vowel or soft sign that comes and goes with the ending."""
    plain = _SOFT.sub("", stem)
    moved = _AFTER_VOWEL.sub("й", plain)
    return moved if moved != plain else _FLEETING.sub("", plain)
