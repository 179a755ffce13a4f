"""What a person typed, as clauses all of which must hold."""

import re
from dataclasses import dataclass
from typing import Self

from search.language import terms
from search.language.tokens import tokens

MAX_CHARACTERS = 300
MAX_CLAUSES = 20
_PARTS = re.compile(r"[\"«“„]([^\"»”“„]+)[\"»”“]|([^\s\"«»“”„]+)")


@dataclass(frozen=True, slots=True)
class Clause:
    """`alternatives`: any of these sequences of terms; `prefix`: the one term is a beginning."""

    shown: str
    alternatives: tuple[tuple[str, ...], ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    clauses: tuple[Clause, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Words in any form, `"exact phrase"`, `begin*`. A query of punctuation only has no clauses."""
        text = " ".join(text.replace("\0", " ")[:MAX_CHARACTERS].split())
        clauses: list[Clause] = []
        for match in _PARTS.finditer(text):
            phrase, word = match.groups()
            clauses += _phrase(phrase) if phrase else _word(word)
        return cls(text, tuple(clauses[:MAX_CLAUSES]))

    def __bool__(self) -> bool:
        return bool(self.clauses)


def _phrase(text: str) -> list[Clause]:
    forms = tuple(terms.exact(token.form) for token in tokens(text))
    return [Clause(f"“{text.strip()}”", (forms,))] if forms else []


def _word(text: str) -> list[Clause]:
    found = list(tokens(text))
    beginning = text.endswith("*") and len(found) == 1 and len(found[0].form) > 1
    if beginning:
        return [Clause(f"{found[0].text}*", ((terms.exact(found[0].form),),), prefix=True)]
    return [Clause(token.text, tuple((term,) for term in sorted(terms.of_query(token)))) for token in found]
