"""Words as index terms. A prefix keeps apart what must not meet.

x the very form; r a Russian stem and v the root of a Russian verb; k and w the same of Kazakh; e an English stem;
c the key of a name written in Cyrillic, l of one in Latin letters.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import Stemmer

from search.language import kazakh, latin, russian
from search.language.folding import has_kazakh_letters
from search.language.tokens import Token

_english = Stemmer.Stemmer("english")
_SHORTEST_CROSSING = 4
_SHORTEST_NAME = 3
# Югаю, Цоем of Югай, Цой, which a Kazakh text does not decline so.
_OF_NAME_IN_GLIDE = re.compile(r"(?<=.[аеоуи])(?:я|ю|ем|е)$")
_SHORTEST_KEY = 4


def exact(form: str) -> str:
    return f"x{form}"


def of_document(token: Token, language: str, *, is_name: bool = False) -> frozenset[str]:
    """Terms under which a word of a text in `language` is found. `is_name` is said only of what cannot be a noun."""
    if not token.is_word:
        return frozenset({exact(token.form)})
    if latin.is_latin(token.form):
        return _of_latin(token.form, latin.plain(token.text), token.text)
    is_kazakh = language == "kk" or has_kazakh_letters(token.text)
    return _of_word(token.form, token.letters, is_kazakh, is_name) | _keys_of_name(token)


def _of_latin(form: str, plain: str, text: str) -> frozenset[str]:
    return frozenset({exact(form), f"e{_english.stemWord(plain)}", *(f"l{key}" for key in latin.keys([text]))})


def _keys_of_name(token: Token) -> frozenset[str]:
    if not token.text[:1].isupper():
        return frozenset()
    return frozenset(f"c{key}" for key in latin.keys(_bare(token)))


def _of_word(form: str, letters: str, is_kazakh: bool, is_name: bool) -> frozenset[str]:
    if is_kazakh:
        return frozenset({exact(form), *_marked("k", kazakh.stems(letters)), *_marked("w", kazakh.roots(letters))})
    stems = russian.name_stems(form) if is_name else russian.stems(form)
    return frozenset({exact(form), *_marked("r", stems), *_marked("v", russian.roots(form))})


def of_query(token: Token) -> frozenset[str]:
    """Terms any of which answers a typed word. Its language is not known, unless its letters tell."""
    if not token.is_word:
        return frozenset({exact(token.form)})
    if latin.is_latin(token.form):
        plain, keys = latin.plain(token.text), latin.keys([token.text])
        return frozenset({exact(token.form), f"e{_english.stemWord(plain)}", *_marked("c", keys), *_marked("l", keys)})
    form, letters = token.form, token.letters
    found = {exact(form), *_marked("k", kazakh.stems(letters)), *_marked("w", kazakh.roots(letters))}
    keys = latin.keys(_bare(token))
    found |= _marked("l", keys)
    if token.is_capital:
        # Names that differ by more than letters people leave out: Мангистау, Маңғыстаудың.
        found |= _marked("c", (key for key in keys if len(key) >= _SHORTEST_KEY))
    if not has_kazakh_letters(token.text):
        found |= _marked("r", russian.name_stems(form) if token.is_capital else russian.stems(form))
        found |= _marked("v", russian.roots(form))
        if token.is_capital and (named := _OF_NAME_IN_GLIDE.sub("й", form)) != form:
            found |= _marked("k", kazakh.stems(named))
    if len(form) > _SHORTEST_CROSSING:
        # A name declined in one language is looked for in the other: Сейтқалиевтің, Сейткалиеву.
        found |= _marked("r", _crossed(kazakh.bare(letters), russian.stems))
        found |= _marked("k", _crossed(russian.bare(form), kazakh.stems))
    elif token.is_capital:
        # Short surnames: Пака, Кимом.
        found |= _marked("k", (stem for stem in russian.bare(form) if len(stem) >= _SHORTEST_NAME))
    return frozenset(found)


def _bare(token: Token) -> frozenset[str]:
    stems = russian.name_bare(token.form) if token.is_capital else russian.bare(token.form)
    return frozenset({token.form}) | stems | kazakh.bare(token.letters)


def _marked(mark: str, terms: Iterable[str]) -> frozenset[str]:
    return frozenset(mark + term for term in terms)


def _crossed(bases: Iterable[str], stems: Callable[[str], frozenset[str]]) -> Iterator[str]:
    return (stem for base in bases for stem in stems(base) if len(stem) >= _SHORTEST_CROSSING)
