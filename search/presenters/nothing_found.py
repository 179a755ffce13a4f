"""What a list says when nothing was found: what was understood, what may have been meant, how to ask for less."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from monitoring.presenters.numbers import cases_text
from search.filters import CASE_FILTERS, Selection
from search.language import Clause, Query
from search.spelling import Suggestion, suggest

WORDS_TO_DROP = 4
SYNONYMS_TOLD = 4


def empty_context(selection: Selection, path: str) -> dict[str, Any]:
    """Context of `components/empty.html`: what was understood, and how to ask for less."""
    if not selection.is_asked:
        return {
            "title": _("No case is published yet"),
            "text": _("Here will be every decision whose preparation the centres have followed and checked."),
        }
    return {
        "title": _("Nothing was found"),
        "text": _understood(selection),
        "details": list(understanding(selection.query)),
        "meant": _meant(suggest(selection), path) if selection.query else None,
        "actions": [*_widenings(selection, path), {"label": _("All cases"), "url": path}],
    }


def _meant(suggestion: Suggestion | None, path: str) -> dict[str, str] | None:
    if suggestion is None:
        return None
    return {
        "text": suggestion.text,
        "url": suggestion.selection.address(path),
        "count": cases_text(suggestion.count),
        "note": _("without the filters") if not suggestion.selection.chosen else "",
    }


def _understood(selection: Selection) -> str:
    texts = []
    if clauses := selection.query.clauses:
        words = ", ".join(_shown(clause) for clause in clauses)
        texts.append(
            ngettext(
                "We looked, in any form, for the word: %(words)s.",
                "We looked for cases that hold each of these words, in any form: %(words)s.",
                len(clauses),
            )
            % {"words": words}
        )
    for each in CASE_FILTERS:
        if values := selection.chosen.get(each.name, ()):
            between = pgettext("between values", " or ")
            texts.append(f"{each.title}: {between.join(value.text for value in values)}.")
    return " ".join(texts)


def _shown(clause: Clause) -> str:
    word = pgettext("between values", "or")
    return clause.shown.replace(" OR ", f" {word} ")


def understanding(query: Query) -> Iterator[str]:
    """What was made of the words: letters read as one, synonyms added, words that may not occur."""
    read = {word.text: word.form for word in query.words if word.form != word.text.casefold()}
    if read:
        pairs = "; ".join(f"{text} – {form}" for text, form in read.items())
        yield _("Letters that people leave out count as one (қ and к, ё and е), so we read: %(pairs)s.") % {
            "pairs": pairs
        }
    for clause in query.clauses:
        if clause.synonyms:
            told, more = clause.synonyms[:SYNONYMS_TOLD], clause.synonyms[SYNONYMS_TOLD:]
            yield _("For “%(word)s” we also looked for: %(synonyms)s.") % {
                "word": _shown(clause).strip("“”"),
                "synonyms": "; ".join([*told, "…"] if more else told),
            }
    if query.excluded:
        words = ", ".join(clause.shown for clause in query.excluded)
        yield _("Cases with these words were left out: %(words)s.") % {"words": words}


def _widenings(selection: Selection, path: str) -> Iterator[dict[str, str]]:
    if selection.query and selection.chosen:
        yield {"label": _("These words without filters"), "url": selection.without_filters().address(path)}
    clauses, minus = selection.query.clauses, [f"-{clause.shown}" for clause in selection.query.excluded]
    if clauses and minus:
        text = " ".join(clause.shown for clause in clauses)
        yield {"label": _("With the words left out"), "url": selection.with_words(text).address(path)}
    if 1 < len(clauses) <= WORDS_TO_DROP:
        for dropped in clauses:
            text = " ".join([*(clause.shown for clause in clauses if clause is not dropped), *minus])
            yield {
                "label": _("Without “%(word)s”") % {"word": _shown(dropped).strip("“”")},
                "url": selection.with_words(text).address(path),
            }
