"""Roots of finite verbs, participles and infinitives: `тексерді`, `тексерген`, `тексермейді`, `тексеру` are one.

What was done is found by who did it: `жарияланды` has the root of `жариялау` besides its own.
"""

import re
from functools import lru_cache

from search.language.kazakh.irregular import ACTIVE
from search.language.kazakh.nouns import bare, settle, stems
from search.language.kazakh.sounds import VOWEL, Word, last_sound

_PERSON = r"(?:мын|мин|бын|бин|пын|пин|сын|син|сыз|сиз|мыз|миз|быз|биз|пыз|пиз|сындар|синдер|сыздар|сиздер)?"
_VOICED = re.compile(
    rf"(?:(?:ды|ди)(?:м|н|к|ныз|низ|ндар|ндер|ныздар|низдер)?|(?:ган|ген){_PERSON}"
    rf"|(?:са|се)(?:м|н|к|ныз|низ)?|(?:сын|син)|(?:мак|мек|бак|бек)(?:шы|ши)?{_PERSON})$"
)
_VOICELESS = re.compile(
    rf"(?:(?:ты|ти)(?:м|н|к|ныз|низ|ндар|ндер|ныздар|низдер)?|(?:кан|кен){_PERSON}"
    rf"|(?:са|се)(?:м|н|к|ныз|низ)?|(?:сын|син)|(?:пак|пек)(?:шы|ши)?{_PERSON})$"
)
_PRESENT = re.compile(rf"(?:(?:а|е)(?:ды|ди|тын|тин|мын|мин|мыз|миз|сын|син|сыз|сиз)|(?:ып|ип)(?:ты|ти|{_PERSON}))$")
_AFTER_VOWEL = re.compile(rf"(?:й(?:ды|ди|тын|тин|мын|мин|мыз|миз|сын|син|сыз|сиз)|п(?:ты|ти|{_PERSON}))$")
# Participles, which take the endings of nouns: тексергендердің.
_PARTICIPLE = re.compile(r"(?:[гк][ае]н|[аей]т[ыи]н)$")
_NEGATION = re.compile(r"(?:ма|ме|ба|бе|па|пе)$")
_HARD_ENDS = frozenset("птксшщчцфх")
# Жариялан-, қарал-, айтыл-; the few roots in -л that take -ын are named, or қалың would be of қал-.
_PASSIVE = re.compile(
    r"(?<=..[лдт][ае])н$|(?<=...[ае])л$|(?<=..[^аеоуыиэюяё])[ыи]л$|(?<=^ал)ын$|(?<=^сал)ын$|(?<=^бил)ин$"
)
_SHORTEST = 2
# оқу, қуу; but тау is a mountain.
_INFINITIVE = re.compile(r"(?:^[аеоуыи][^аеоуыи]|^[^аеоуыи]у|...)у$")
# Before -у the close vowel of the root falls out: тасыды, тасу; оқыған, оқу.
_CLOSE_VOWEL = re.compile(r"(?<=..)[ыи]$")


@lru_cache(maxsize=50_000)
def roots(text: str) -> frozenset[str]:
    """Folded; empty for a word that cannot be a form of a verb."""
    found = {stem[:-1] for stem in stems(text) if _INFINITIVE.search(stem)}
    whole = Word.of(text)
    shorter = (whole.without(len(whole.form) - len(form)) for form in bare(text) - {whole.form})
    for word in (whole, *(each for each in shorter if _PARTICIPLE.search(each.form))):
        for pattern in (_VOICED, _VOICELESS, _PRESENT, _AFTER_VOWEL):
            if (match := pattern.search(word.form)) and _fits(word, match.group(), pattern):
                found.add(word.form[: match.start()])
    found |= {positive for root in found if len(positive := _NEGATION.sub("", root)) >= _SHORTEST}
    found |= {_PASSIVE.sub("", root) for root in found - ACTIVE}
    return frozenset(settle(_CLOSE_VOWEL.sub("", root)) for root in found)


def _fits(word: Word, ending: str, pattern: re.Pattern[str]) -> bool:
    rest = word.without(len(ending))
    if len(rest.form) < _SHORTEST or not rest.has_vowel or not rest.agrees(ending):
        return False
    last = last_sound(rest.form)
    if pattern in (_VOICED, _VOICELESS):
        return (last in _HARD_ENDS) == (pattern is _VOICELESS)
    return (last in VOWEL) == (pattern is _AFTER_VOWEL)
