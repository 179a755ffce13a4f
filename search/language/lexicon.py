"""Groups of words that mean the same, as editors keep them: each stands for all the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from search.language.folding import fold
from search.language.tokens import tokens


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`groups`: the folded entry → the other entries of its groups, as written."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> "Lexicon":
        return _lexicon(tuple(tuple(group) for group in groups))

    @property
    def longest(self) -> int:
        """Words of the longest entry."""
        return max((entry.count(" ") + 1 for entry in self.groups), default=0)

    def others(self, form: str) -> tuple[str, ...]:
        """What else is meant by a folded word or by several, with a space between."""
        return self.groups.get(form, ())


@lru_cache(maxsize=4)
def _lexicon(groups: tuple[tuple[str, ...], ...]) -> Lexicon:
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        for entry in group:
            others = found.setdefault(key(entry), {})
            others.update((other, None) for other in group if fold(other) != fold(entry))
    return Lexicon({entry: tuple(others) for entry, others in found.items()})


def key(entry: str) -> str:
    return " ".join(token.form for token in tokens(entry))
