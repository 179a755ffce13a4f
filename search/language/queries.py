"""What a person typed, as clauses all of which must hold and clauses none of which may."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from search.language import terms
from search.language.lexicon import Lexicon
from search.language.lexicon import key as lexicon_key
from search.language.tokens import Token, tokens

MAX_CHARACTERS = 300
MAX_CLAUSES = 20
MAX_ALTERNATIVES = 200
OR = frozenset(("OR", "ИЛИ", "НЕМЕСЕ", "|"))
_PARTS = re.compile(r"([-−](?=[^\s\-−]))?(?:[\"«“„]([^\"»”“„]+)[\"»”“]|([^\s\"«»“”„]+))")


@dataclass(frozen=True, slots=True, order=True)
class Sequence:
    """Terms that stand in a row; `prefix`: the one term is a beginning."""

    terms: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Holds where any of the `alternatives` stands. `synonyms` are those of them that were not typed, to be shown."""

    shown: str
    alternatives: tuple[Sequence, ...]
    synonyms: tuple[str, ...] = ()
    is_exact: bool = False

    def __or__(self, other: "Clause") -> "Clause":
        alternatives = tuple(dict.fromkeys((*self.alternatives, *other.alternatives)))[:MAX_ALTERNATIVES]
        synonyms = tuple(dict.fromkeys((*self.synonyms, *other.synonyms)))
        return Clause(f"{self.shown} OR {other.shown}", alternatives, synonyms, self.is_exact and other.is_exact)


@dataclass(frozen=True, slots=True)
class Sought:
    """All that answers some part of a query, and its terms: whole ones and beginnings."""

    sequences: tuple[Sequence, ...]
    terms: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, clauses: Iterable[Clause]) -> Self:
        sequences = tuple({sequence: None for clause in clauses for sequence in clause.alternatives})
        terms = frozenset(term for each in sequences if not each.prefix for term in each.terms)
        return cls(sequences, terms, tuple(term for each in sequences if each.prefix for term in each.terms))


@dataclass(frozen=True)
class Query:
    """`text` is what was typed, tidied; `clauses` must all hold, `excluded` must not."""

    text: str
    clauses: tuple[Clause, ...]
    excluded: tuple[Clause, ...] = ()
    words: tuple[Token, ...] = field(default=(), compare=False)

    @classmethod
    def parse(cls, text: str, lexicon: Lexicon | None = None, *, typing: bool = False) -> Self:
        """Words in any form, `"exact phrase"`, `begin*`, `-without`, `this OR that`.

        With `typing`, the last word may be unfinished. A query of punctuation only has no clauses.
        """
        unfinished = typing and text[-1:].isalnum()
        text = " ".join(text.replace("\0", " ")[:MAX_CHARACTERS].split())
        parser = _Parser(lexicon or Lexicon())
        parts = list(_PARTS.finditer(text))
        for match in parts:
            parser.add(match, unfinished=unfinished and match is parts[-1])
        parser.join_names()
        return cls(text, tuple(parser.clauses), tuple(parser.excluded), tuple(parser.words))

    def __bool__(self) -> bool:
        return bool(self.clauses or self.excluded)

    @cached_property
    def sought(self) -> Sought:
        """What marks a hit in a text."""
        return Sought.of(self.clauses)

    def wanted(self) -> Self:
        """Without what is excluded."""
        return replace(self, excluded=())


class _Parser:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.clauses: list[Clause] = []
        self.excluded: list[Clause] = []
        self.words: list[Token] = []
        # The clauses that the part before made, while an OR can still widen them.
        self.last: list[Clause] = []
        self.widen = False

    def add(self, match: re.Match[str], *, unfinished: bool) -> None:
        minus, phrase, word = match.groups()
        if word in OR and not minus:
            self.widen = bool(self.last)
            return
        made = self._phrase(phrase) if phrase else self._word(word, unfinished=unfinished)
        if minus:
            self.excluded += _joined(made)[: MAX_CLAUSES - len(self.excluded)]
        elif made:
            self._keep(made)

    def join_names(self) -> None:
        """`Алма Ата` typed as two words means what the two mean together."""
        forms = [lexicon_key(clause.shown) for clause in self.clauses]
        for start in range(len(forms)):
            for end in range(start + 2, min(start + self.lexicon.longest, len(forms)) + 1):
                if others := self.lexicon.others(" ".join(forms[start:end])):
                    for place in range(start, end):
                        self.clauses[place] = _widened(self.clauses[place], others)

    def _keep(self, made: list[Clause]) -> None:
        if self.widen:
            del self.clauses[len(self.clauses) - len(self.last) :]
            made = [one | other for one in self.last for other in made]
        self.last, self.widen = made[: MAX_CLAUSES - len(self.clauses)], False
        self.clauses += self.last

    def _phrase(self, text: str) -> list[Clause]:
        found = list(tokens(text))
        self.words += [token for token in found if token.is_word]
        forms = tuple(terms.exact(token.form) for token in found)
        return [Clause(f"“{text.strip()}”", (Sequence(forms),), is_exact=True)] if forms else []

    def _word(self, text: str, *, unfinished: bool) -> list[Clause]:
        found = list(tokens(text))
        if text.endswith("*") and len(found) == 1 and len(found[0].form) > 1:
            return [Clause(f"{found[0].text}*", (Sequence((terms.exact(found[0].form),), prefix=True),))]
        self.words += [token for token in found if token.is_word]
        made = [self._any_form(token) for token in found]
        if unfinished and made:
            beginning = Sequence((terms.exact(found[-1].form),), prefix=True)
            made[-1] = replace(made[-1], alternatives=(*made[-1].alternatives, beginning))
        return made

    def _any_form(self, token: Token) -> Clause:
        own = tuple(Sequence((term,)) for term in sorted(terms.of_query(token)))
        return _widened(Clause(token.text, own), self.lexicon.others(token.form))


def _widened(clause: Clause, synonyms: tuple[str, ...]) -> Clause:
    meant = [sequence for synonym in synonyms for sequence in _meaning(synonym)]
    alternatives = tuple(dict.fromkeys((*clause.alternatives, *meant)))[:MAX_ALTERNATIVES]
    return replace(clause, alternatives=alternatives, synonyms=tuple(dict.fromkeys((*clause.synonyms, *synonyms))))


def _meaning(synonym: str) -> Iterable[Sequence]:
    """One word in any form, several as they stand."""
    found = list(tokens(synonym))
    if len(found) == 1:
        return [Sequence((term,)) for term in sorted(terms.of_query(found[0]))]
    return [Sequence(tuple(terms.exact(token.form) for token in found))] if found else []


def _joined(clauses: list[Clause]) -> list[Clause]:
    """What is excluded is excluded whole: `-Аманат-3` is one name, of which each part alone may stay."""
    return clauses[:1] if len(clauses) < 2 else [_in_a_row(clauses)]


def _in_a_row(clauses: list[Clause]) -> Clause:
    shown = " ".join(clause.shown for clause in clauses)
    forms = tuple(terms.exact(token.form) for clause in clauses for token in tokens(clause.shown))
    return Clause(f"“{shown}”", (Sequence(forms),), is_exact=True)
