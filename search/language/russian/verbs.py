"""Roots of verb forms: `установить`, `установил`, `установят`, `установлен`, `установив` are one.

A root is what stands before the theme vowel; where the last consonant of the present or of the passive participle
can come from several, all of them are given. Nouns that only look like verbs get roots too: they meet verbs alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from search.language.russian.irregular import (
    BARE_PAST,
    NEVER_PASSIVE,
    NOUNS_IN_ET,
    PASSIVE_IN_N,
    PASSIVE_IN_T,
    PREFIX,
    ROOTS_IN_TI,
)

_SHORTEST = 3
_ADJECTIVE = r"(?:ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ой|ей|ую|юю|ых|их|ыми|ими)"
_GO = re.compile(rf"^({PREFIX})(?:йти|ити|йд.{{1,3}}|ид.{{1,3}}|шел|шл[аои]|шедш.+)$|^(при)д(?:у|ешь|ет|ем|ете|ут)$")
_PAST = rf"ть|л|ла|ло|ли|вши|вш{_ADJECTIVE}"
_PRESENT = rf"(?:у|ю|ешь|ет|ем|ете|ут|ют|ит|ишь|им|ите|ят|[ую]щ{_ADJECTIVE})"
_PASSIVE = {"": "", "н": rf"|в|н|на|но|ны|нн{_ADJECTIVE}", "т": rf"|в|т|та|то|ты|т{_ADJECTIVE}"}
# Forms of their own: даст, съест, бежит, учёл, умер, стёр.
_OWN_FORMS = {
    "да": "|да(?:м|шь|ст|дим|дите)",
    "съес": "|съе(?:м|шь|ст|л|ла|ло|ли)",
    "бежа": "|беж(?:ишь|ит|им|ите)",
    "чес": rf"|чел|чл[аои]|чтен[аоы]?|чтенн{_ADJECTIVE}",
    "мере": rf"|мер|мер(?:л[аои]|ш{_ADJECTIVE})",
    "тере": rf"|тер|тер(?:л[аои]|т[аоы]?|т{_ADJECTIVE})",
    "пере": rf"|пер|пер(?:л[аои]|т[аоы]?|т{_ADJECTIVE})",
}


def _short(verbs: str, passive: str) -> Iterator[str]:
    for verb in verbs.split():
        name, past, present = verb.split(":")
        yield rf"(?P<{name}>{past}(?:{_PAST}{_PASSIVE[passive]})|{present}{_PRESENT}{_OWN_FORMS.get(name, '')})"


_SHORT_VERBS = (*_short(NEVER_PASSIVE, ""), *_short(PASSIVE_IN_N, "н"), *_short(PASSIVE_IN_T, "т"))
_SHORT_VERB = re.compile(rf"^({PREFIX})ъ?(?:{'|'.join(_SHORT_VERBS)})$")
# разольют, разлить; отошлют, отослать.
_PREFIX_JOINED = {"разо": "раз", "изо": "из", "обо": "об", "ото": "от", "подо": "под", "взо": "вз", "со": "с"}
_PATTERNS = {
    "passive": re.compile(rf"(?:ен|ена|ено|ены|енн{_ADJECTIVE})$"),
    "theme": re.compile(
        rf"(?<=[аяеиуы])(?:ть|л|ла|ло|ли|в|вши|вш{_ADJECTIVE}|н|на|но|ны|нн{_ADJECTIVE}|т|та|то|ты|т{_ADJECTIVE})$"
    ),
    "consonant": re.compile(rf"(?<=[сзбпкгхрд])(?:ти|ла|ло|ли|ш{_ADJECTIVE})$"),
    "present": re.compile(rf"(?:ет|ешь|ем|ете|ют|ющ{_ADJECTIVE}|ем{_ADJECTIVE})$"),
    "hard": re.compile(rf"(?<=[^аеиоуыэюя])(?:ут|ущ{_ADJECTIVE})$"),
    "second": re.compile(rf"(?:ит|ишь|ите|ят|ат|ащ{_ADJECTIVE}|ящ{_ADJECTIVE})$"),
}
_VOWELS = frozenset("аеиоуыэюя")
_BEFORE_SOFTENING = {"ж": "ждзг", "ш": "шсх", "ч": "чтк", "щ": ("щ", "ст", "ск", "т")}
_LABIAL = re.compile(r"(?<=[бпвмф])л$")
_BARE = re.compile(rf"^{PREFIX}(?:{'|'.join(BARE_PAST)})$")
_TI = re.compile(rf"^({PREFIX})({'|'.join(ROOTS_IN_TI)})$")
_OF_PAST = frozenset(("л", "ла", "ло", "ли"))
_TI_BARE = re.compile(r"рос$")
# The vowel between two consonants of the root in the present: соберут, собрать; позовут, позвать.
_INSERTED = re.compile(r"(?:(?<=б)е(?=р$)|(?<=д)е(?=р$)|(?<=з)о(?=в$))")
_JOINING = re.compile(r"(?<=[зсдтб])о(?=(?:бр|др|зв|гн|жг)$)")
# приму, принять; сниму, снять; займу, занять.
_TAKE = tuple(
    (re.compile(pattern), taken)
    for pattern, taken in (
        (r"(?<=при)м$", "н"),
        (r"ним$", "н"),
        (r"йм$", "н"),
        (r"зым$", "з"),
        (r"^(?:возьм|вз)$", "взя"),
        (r"(?<=[ао])чн$", "ч"),
        # сожгут, сжечь.
        (r"жег$", "жг"),
        # исчезнуть, исчез.
        (r"(?<=..[бгдзкпсх])н$", ""),
    )
)
# What Snowball, too, would take for the ending of a verb.
_FINITE = re.compile(
    r"(?:(?<=[аяеиуы])(?:ть|л|ла|ло|ли|в|н|на|но|ны|т|та|то|ты)|(?<=[сзбпкгхрд])(?:ти|ла|ло|ли)"
    r"|ет|ешь|ем|ете|ют|(?<=[^аеиоуыэюя])ут|ит|ишь|ите|ят|ат|ся|сь)$"
)


def is_finite(form: str) -> bool:
    """Whether it looks like a verb without the endings of an adjective: many nouns do (`правило`, `охрана`)."""
    return _FINITE.search(form) is not None


@lru_cache(maxsize=50_000)
def roots(form: str) -> frozenset[str]:
    """Of a folded word; empty for one that cannot be a form of a verb."""
    plain = form[:-2] if form.endswith(("ся", "сь")) else form
    if go := _GO.match(plain):
        return frozenset({f"{go.group(1) or go.group(2)}йд"})
    if NOUNS_IN_ET.search(form):
        return frozenset()
    if short := _SHORT_VERB.match(plain):
        prefix = short.group(1)
        return frozenset({f"{_PREFIX_JOINED.get(prefix, prefix)}{short.lastgroup}ъ"})
    found = {_whole(root) for root in _roots(plain)}
    return frozenset(root for root in found if len(root) >= _SHORTEST)


def _roots(form: str) -> Iterator[str]:
    if _BARE.match(form):
        yield _TI_BARE.sub("раст", form)
    if form.endswith("чь"):
        yield from (form[:-2] + consonant for consonant in "кг")
    for name, pattern in _PATTERNS.items():
        if match := pattern.search(form):
            yield from _of(name, form[: match.start()], match.group())


def _of(name: str, rest: str, ending: str) -> Iterator[str]:
    if (name == "consonant" or ending in _OF_PAST) and (ti := _TI.match(rest)):
        yield ti.group(1) + ROOTS_IN_TI[ti.group(2)]
    elif name == "theme":
        yield _without_theme(rest)
    elif name in ("second", "consonant"):
        yield rest
    elif rest[-1:] in _VOWELS:
        yield rest if name == "passive" else _without_theme(rest)
    else:
        yield from _hardened(rest)


def _without_theme(stem: str) -> str:
    """требова(ть), требу(ет) → треб; показа(ть) → показ; затрону(ть) → затрон."""
    for theme in ("ова", "ева"):
        if stem.endswith(theme) and len(stem) - len(theme) >= _SHORTEST:
            return stem.removesuffix(theme)
    return stem[:-1]


def _hardened(stem: str) -> Iterator[str]:
    stem = stem[:-2] + "д" if stem.endswith("жд") else stem
    yield stem
    yield from (stem[:-1] + consonant for consonant in _BEFORE_SOFTENING.get(stem[-1:], ()))
    if _LABIAL.search(stem):
        yield stem[:-1]


def _whole(root: str) -> str:
    for pattern, taken in _TAKE:
        root = pattern.sub(taken, root)
    return _JOINING.sub("", _INSERTED.sub("", root))
