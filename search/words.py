"""The words that public cases hold, kept with the index for the mending of slips."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from search.language import Document
from search.language.slips import LONGEST, SHORTEST, fingerprint, keys
from search.vocabulary import SpellingKey, Word

BATCH = 1000
LONGEST_TEXT = 40


def remember(documents: Iterable[Document]) -> set[int]:
    """Keep the words of these documents that are not known yet, in the caller's transaction; returns all their keys."""
    words = dict(_words(documents))
    known = set(Word.objects.filter(pk__in=words).values_list("pk", flat=True))
    new = [Word(pk=key, form=form, text=text) for key, (form, text) in sorted(words.items()) if key not in known]
    Word.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
    found = (SpellingKey(word=word, key=key) for word in new for key in sorted(keys(word.form)))
    SpellingKey.objects.bulk_create(found, ignore_conflicts=True, batch_size=BATCH)
    return set(words)


def known() -> set[int]:
    return set(Word.objects.values_list("pk", flat=True))


def forget(keys_of_words: Iterable[int]) -> None:
    stale = sorted(keys_of_words)
    for start in range(0, len(stale), BATCH):
        Word.objects.filter(pk__in=stale[start : start + BATCH]).delete()


def _words(documents: Iterable[Document]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Of two spellings of a form the last, which has the more Kazakh letters."""
    words = set(chain.from_iterable(words for document in documents for _weight, words in document.fields))
    for word in sorted(words, key=attrgetter("text")):
        form = word.exact[1:]
        if SHORTEST <= len(form) <= LONGEST and form.isalpha():
            yield fingerprint(form), (form, word.text.casefold()[:LONGEST_TEXT])
