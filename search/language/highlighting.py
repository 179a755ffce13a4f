"""Marks in a text the words that answered a query, by the same reading that indexed it."""

from dataclasses import dataclass
from itertools import chain, filterfalse

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.language.queries import Query, Sequence, Sought
from search.language.reading import possible, read


@dataclass(frozen=True, slots=True)
class Passage:
    """`html` is escaped with `<mark>` around hits; `hits` counts them."""

    html: SafeString
    hits: int


def highlight(text: str, language: str, query: Query) -> SafeString:
    return _marked(text, 0, len(text), _spans(text, language, query))


def snippet(text: str, language: str, query: Query, *, length: int = 260) -> Passage:
    """About `length` characters around the first hit, cut between words, never out of two paragraphs.

    Without a hit, the beginning of the first paragraph.
    """
    paragraphs = text.split("\n")
    for paragraph in paragraphs:
        if spans := _spans(paragraph, language, query):
            return _passage(paragraph, spans, length)
    return _passage(paragraphs[0], [], length)


def _passage(text: str, spans: list[tuple[int, int]], length: int) -> Passage:
    first = spans[0][0] if spans else 0
    start = 0 if first < length * 2 // 3 else text.rfind(" ", 0, first - length // 3) + 1
    end = len(text) if start + length >= len(text) else text.rfind(" ", start + 1, start + length)
    end = end if end > start else min(start + length, len(text))
    inside = [span for span in spans if span[0] >= start and span[1] <= end]
    html = _marked(text, start, end, inside)
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    return Passage(mark_safe(f"{before}{html}{after}"), len(inside))


def _marked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> SafeString:
    pieces, place = [], start
    for first, last in spans:
        pieces += [escape(text[place:first]), "<mark>", escape(text[first:last]), "</mark>"]
        place = last
    return mark_safe("".join([*pieces, escape(text[place:end])]))


def _spans(text: str, language: str, query: Query) -> list[tuple[int, int]]:
    """Most of a text answers nothing: only sentences that may hold a hit are read; all, if a phrase may cross them."""
    if not query:
        return []
    near = _near(text, language, query.sought)
    held = frozenset(chain.from_iterable(near.values()))
    sequences = [sequence for sequence in query.sought.sequences if _may_stand(sequence, held)]
    runs = [sequence for sequence in sequences if len(sequence.terms) > 1]
    words = list(read(text, language, near=None if runs else near)) if sequences else []
    single = {sequence.terms[0] for sequence in sequences if _is_single(sequence)}
    found = {(start, end) for start, end, word in words if not single.isdisjoint(word.terms)}
    for sequence in filterfalse(_is_single, sequences):
        for place in range(len(words) - len(sequence.terms) + 1):
            run = words[place : place + len(sequence.terms)]
            pairs = zip(run, sequence.terms, strict=True)
            if all(_answers(word.terms, want, sequence.prefix) for (_start, _end, word), want in pairs):
                found.update((start, end) for start, end, _word in run)
    return _merged(sorted(found))


def _near(text: str, language: str, sought: Sought) -> dict[str, frozenset[str]]:
    """The pieces of the text that can have one of the terms, with all they can have."""
    terms_of, wanted, begin = possible(text, language), sought.terms, sought.beginnings
    near = {piece: terms for piece in text.split() if not wanted.isdisjoint(terms := terms_of[piece])}
    if begin:
        near |= {piece: terms_of[piece] for piece in text.split() if _begins(terms_of[piece], begin)}
    return near


def _may_stand(sequence: Sequence, held: frozenset[str]) -> bool:
    return all(_answers(held, want, sequence.prefix) for want in sequence.terms)


def _is_single(sequence: Sequence) -> bool:
    """One whole term: looked up at once with all others, since nearly every alternative is one."""
    return len(sequence.terms) == 1 and not sequence.prefix


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _answers(have: frozenset[str], want: str, prefix: bool) -> bool:
    return _begins(have, want) if prefix else want in have


def _begins(have: frozenset[str], wanted: str | tuple[str, ...]) -> bool:
    return any(term.startswith(wanted) for term in have)
