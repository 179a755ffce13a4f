"""Reading the address of a question, and counting what each finds."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import CharField, Count, Value
from django.http import QueryDict
from django.utils.translation import gettext as _

from search import engine, synonyms
from search.filters import CASE_FILTERS, Selection
from search.filters.selection import vocabulary_keys
from search.finding import CaseIndex
from search.language import Lexicon
from search.names import Names
from search.questions.models import ReadyQuestion

KNOWN = frozenset({"q", "sort", "view", "columns", "page", *(each.name for each in CASE_FILTERS)})


def canonical(text: str) -> str:
    """A whole address, or what stands after its question mark, in the one form that the list itself writes.

    Raises ValidationError, which names what is not known.
    """
    selection = read(text, Names())
    if not selection.is_narrowed:
        raise ValidationError({"query": _("This address asks for all cases: narrow them by words or filters.")})
    return urlencode(list(selection.parameters()))


def read(text: str, names: Names, lexicon: Lexicon | None = None) -> Selection:
    """Raises ValidationError where the list would leave something out."""
    asked = parameters(text)
    if strange := sorted(set(asked) - KNOWN):
        raise ValidationError({"query": _("The list of cases knows no “%(name)s”.") % {"name": ", ".join(strange)}})
    selection = Selection.read(asked, names, lexicon)
    if selection.unknown:
        values = ", ".join(unknown.value for unknown in selection.unknown)
        raise ValidationError({"query": _("“%(value)s” is not known here.") % {"value": values}})
    if selection.is_reversed:
        raise ValidationError({"query": _("The period ends before it begins, so that nothing falls into it.")})
    return selection


def parameters(text: str) -> QueryDict:
    """What stands after the question mark, if there is one, or the whole text."""
    text = text.strip()
    return QueryDict(urlsplit(text).query if "?" in text else text)


def counts(questions: Sequence[ReadyQuestion]) -> dict[str, int]:
    """How many cases each finds, by key, in three queries; one that can be read no more is left out."""
    names, lexicon = named(questions), synonyms.current()
    parts = []
    for question in questions:
        try:
            entries = read(question.query, names, lexicon).entries()
        except ValidationError:
            continue
        # Grouped, so that one without cases gives no row rather than a row of nothing.
        of = entries.annotate(of=Value(question.key, output_field=CharField())).values("of")
        parts.append((question.key, of.annotate(number=Count("pk")).values_list("of", "number")))
    found = dict.fromkeys((key for key, _part in parts), 0)
    if parts:
        first, *rest = (part for _key, part in parts)
        with engine.looking_up(CaseIndex.objects.db):
            found.update(dict(first.union(*rest, all=True)))
    return found


def named(questions: Iterable[ReadyQuestion]) -> Names:
    """The names of all that the questions choose, in one query."""
    values: dict[str, set[str]] = {each.name: set() for each in CASE_FILTERS}
    for question in questions:
        asked = parameters(question.query)
        for each in CASE_FILTERS:
            values[each.name].update(map(each.vocabulary.key, asked.getlist(each.name)))
    names = Names()
    names.load(vocabulary_keys(values))
    return names
