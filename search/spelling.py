"""What was meant, when nothing was found: one design on both databases, three queries whatever was typed.

Every word of the public cases is kept with the fingerprints of itself and of itself less one letter. A word one slip
away shares a fingerprint, so that candidates are found by an index. What is offered was found to have results.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from django.db.models import Count, IntegerField, Value

from search.filters import Selection
from search.language.latin import is_latin
from search.language.slips import LONGEST, SHORTEST, allowed, distance, from_keyboard, from_latin, in_other_cases, keys
from search.language.tokens import Token
from search.vocabulary import SpellingKey

WORDS_MENDED = 4
PER_WORD = 4
TRIED = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is the whole query with its slips mended; `count`, how many cases it finds."""

    selection: Selection
    text: str
    count: int


def suggest(selection: Selection) -> Suggestion | None:
    """The nearest query that finds something under the same filters, or without them."""
    tries = list(islice(_corrections(selection), TRIED))
    if not tries:
        return None
    asked = [selection.with_words(text) for text in tries]
    asked += [each.without_filters() for each in asked] if selection.chosen else []
    parts = [_count(place, each) for place, each in enumerate(asked)]
    with selection.looking_up():
        counts = dict(parts[0].union(*parts[1:], all=True))
        places = (place for place in range(len(asked)) if counts.get(place))
        # A row left over from a case no longer public counts for nothing.
        best = next((place for place in places if asked[place].records().exists()), None)
    return None if best is None else Suggestion(asked[best], asked[best].query.text, counts[best])


def _count(place: int, selection: Selection):  # type: ignore[no-untyped-def]  # a union of rows that no model names
    rows = selection.entries().annotate(place=Value(place, output_field=IntegerField()))
    return rows.values("place").annotate(number=Count("pk")).values_list("place", "number")


def _corrections(selection: Selection) -> Iterator[str]:
    """Whole queries, the nearest first."""
    query = selection.query
    if typed := from_keyboard(query.text):
        yield typed
    words = [word for word in query.words if SHORTEST <= len(word.form) <= LONGEST][:WORDS_MENDED]
    readings = {word: _readings(word) for word in words}
    nearest = _candidates(form for forms in readings.values() for form in forms)
    choices = [[(0, word.text)] if word.form in nearest.known else _near(readings[word], nearest) for word in words]
    mended = sorted(
        product(*(choice[:PER_WORD] for choice in choices)), key=lambda each: sum(slips for slips, _ in each)
    )
    for choice in mended:
        text = query.text
        for word, (_slips, better) in zip(words, choice, strict=True):
            text = re.sub(rf"(?<!\w){re.escape(word.text)}(?!\w)", better, text, count=1)
        if text != query.text:
            yield text


def _readings(word: Token) -> dict[str, int]:
    """What may have been meant, with the slips that alone makes: a record may know the word in another case only."""
    if is_latin(word.form):
        return {from_latin(word.form): 0, word.form: 0}
    return dict.fromkeys(in_other_cases(word.form), 1) | {word.form: 0}


@dataclass(frozen=True, slots=True)
class _Candidates:
    by_key: dict[int, list[tuple[str, str]]]
    known: frozenset[str]


def _candidates(forms: Iterable[str]) -> _Candidates:
    """One query for all words."""
    wanted = {form: keys(form) for form in forms}
    rows = SpellingKey.objects.filter(key__in=sorted(set().union(*wanted.values()))).values_list(
        "key", "word__form", "word__text"
    )
    by_key: dict[int, list[tuple[str, str]]] = {}
    for key, form, text in rows if wanted else ():
        by_key.setdefault(key, []).append((form, text))
    found = {form for entries in by_key.values() for form, _text in entries}
    return _Candidates(by_key, frozenset(found & wanted.keys()))


def _near(readings: Mapping[str, int], candidates: _Candidates) -> list[tuple[int, str]]:
    """(slips, word as it is written), the nearest first; a slip in the first letter is the least likely."""
    found: dict[str, tuple[int, bool, str]] = {}
    for reading, already in readings.items():
        for form, text in {entry for key in keys(reading) for entry in candidates.by_key.get(key, ())}:
            slips = distance(reading, form)
            if slips <= (1 if already else allowed(reading)):
                this = (slips + already, form[0] != reading[0], text)
                found[form] = min(found.get(form, this), this)
    return [(slips, text) for slips, _first, text in sorted(found.values())]
