"""Words as index terms. A prefix keeps apart what must not meet: x the very form, r a Russian stem, k a Kazakh."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from search.language import kazakh, russian
from search.language.folding import has_kazakh_letters
from search.language.tokens import Token

# A stop ends a sentence only before a space: 14.03.2026 and KZ.PAV stay whole.
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?;]+(?=\s|$)|(?=\n)|$)")
# In Kazakh prose about two words of three hold a letter of its own; in Russian only names do.
_KAZAKH_SHARE = 0.3
_UNSURE_BELOW = 4
_SHORTEST_CROSSING = 4


def exact(form: str) -> str:
    return f"x{form}"


def sentences(text: str, language: str) -> list[tuple[int, str, str]]:
    """(place in the text, sentence, its language); short ones are in the `language` of the text."""
    found = []
    for match in _SENTENCE.finditer(text):
        words = re.findall(r"[^\W\d_]+", match.group())
        kazakh_words = sum(map(has_kazakh_letters, words))
        if len(words) < _UNSURE_BELOW:
            spoken = language
        else:
            spoken = "kk" if kazakh_words / len(words) >= _KAZAKH_SHARE else "ru"
        found.append((match.start(), match.group(), spoken))
    return found


def of_document(token: Token, language: str) -> frozenset[str]:
    """Terms under which a word of a text in `language` is found."""
    if not token.is_word:
        return frozenset({exact(token.form)})
    return _of_word(token.form, language == "kk" or has_kazakh_letters(token.text))


@lru_cache(maxsize=100_000)
def _of_word(form: str, is_kazakh: bool) -> frozenset[str]:
    if is_kazakh:
        return frozenset({exact(form), *(f"k{stem}" for stem in kazakh.stems(form))})
    return frozenset({exact(form), *(f"r{stem}" for stem in russian.stems(form))})


def of_query(token: Token) -> frozenset[str]:
    """Terms any of which answers a typed word. Its language is not known, unless its letters tell."""
    if not token.is_word:
        return frozenset({exact(token.form)})
    found = {exact(token.form), *(f"k{stem}" for stem in kazakh.stems(token.form))}
    if not has_kazakh_letters(token.text):
        found |= {f"r{stem}" for stem in russian.stems(token.form)}
    if len(token.form) > _SHORTEST_CROSSING:
        # A name declined in one language is looked for in the other: Сейтқалиевтің, Сейткалиеву.
        found |= {f"r{stem}" for stem in _crossed(kazakh.stems(token.form), russian.stems)}
        found |= {f"k{stem}" for stem in _crossed(russian.stems(token.form), kazakh.stems)}
    return frozenset(found)


def _crossed(bases: Iterable[str], stems: Callable[[str], frozenset[str]]) -> Iterator[str]:
    return (stem for base in bases for stem in stems(base) if len(stem) >= _SHORTEST_CROSSING)
