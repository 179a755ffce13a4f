"""tsvector and GIN. Our own terms go in as they are: the server's parsers and dictionaries are not used.

GIN knows no weights and would read every row that holds a word again to see where it stands; so a word of the heading
or setting goes in once more under a letter of its own, and a word of files under another and no other way.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Value

from search.engine.base import Change, Marks
from search.language import Clause, Document, IndexedWord, Query, Sequence, Weight

BETWEEN_FIELDS = 10
LOOKING_UP = "search_is_looking_up"
LETTERS = {Weight.HEADING: "h", Weight.SETTING: "s", Weight.ATTACHED: "a"}
STANDS_UNDER = {
    Weight.HEADING: ("", LETTERS[Weight.HEADING]),
    Weight.SETTING: ("", LETTERS[Weight.SETTING]),
    Weight.TEXT: ("",),
    Weight.ATTACHED: (LETTERS[Weight.ATTACHED],),
}
# What holds the record's own words of any weight, and what holds all words.
OWN = ("",)
ALL = ("", LETTERS[Weight.ATTACHED])


class PostgresEngine:
    """Terms stand in the column `terms` of the model's own table; `table` is for engines that keep them elsewhere."""

    form = 1
    each_number = "unnest({numbers}) AS each(value)"

    def __init__(self, table: str) -> None:
        pass

    @staticmethod
    def grouped(rows: str, columns: Collection[str]) -> str:
        """In one pass: of each row of a grouping set all columns but one are empty."""
        sets = ", ".join(f"({column})" for column in columns)
        return (
            f"SELECT COALESCE({', '.join(columns)}) AS held, COUNT(*) AS rows_found FROM ({rows}) AS found "  # noqa: S608
            f"GROUP BY GROUPING SETS ({sets})"
        )

    def vector(self, document: Document) -> str:
        """Terms in any order, places in any order: the server sorts them and keeps the first 255 of each term.

        Only the very forms have places: nothing else is ever looked up in a row.
        """
        words, places = _by_letter(document)
        lexemes = [f"'{mark}'" for mark in document.marks]
        for letter, forms in places.items():
            others = set().union(*(word.terms for word in words[letter])) - forms.keys()
            lexemes += [f"'{letter}{form}':{','.join(found)}" for form, found in forms.items()]
            between = f"' '{letter}"
            lexemes.append(f"'{letter}{between.join(others)}'" if others else "")
        return " ".join(lexemes)

    def store(self, connection: BaseDatabaseWrapper, documents: Iterable[tuple[int, Document]]) -> None:
        """Nothing to keep beside the record: its column holds all."""

    def remark(self, connection: BaseDatabaseWrapper, table: str, changes: Iterable[Change]) -> None:
        update = f'UPDATE "{table}" SET terms = ts_delete(terms, %s::text[]) || %s::tsvector WHERE record_id = %s'  # noqa: S608
        rows = [(sorted(each.gone), " ".join(f"'{mark}'" for mark in each.come), each.key) for each in changes]
        with connection.cursor() as cursor:
            cursor.executemany(update, rows)

    @contextmanager
    def looking_up(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """The planner does not know what it costs to fetch the words of a row that stand outside it: where it expects
        many matches it would fetch those of all rows, fifty times slower. Inside another one it does nothing.
        """
        if getattr(connection, LOOKING_UP, False):
            yield
            return
        goes_on = connection.in_atomic_block
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            setattr(connection, LOOKING_UP, True)
            try:
                yield
            finally:
                setattr(connection, LOOKING_UP, False)
            if goes_on:  # otherwise it ends with the transaction
                cursor.execute("SET LOCAL enable_seqscan = on")

    def condition(
        self, query: Query, weights: Collection[Weight] = (), *, marks: Marks = (), without: Collection[Weight] = ()
    ) -> Expression:
        parts = [_clause(clause, weights) for clause in query.clauses]
        parts += [f"!{_clause(clause, ())}" for clause in query.excluded]
        if without:
            parts.append(f"!({' & '.join(_clause(clause, without) for clause in query.clauses)})")
        parts += [f"({' | '.join(group)})" for group in marks]
        return Func(
            F("terms"),
            Func(Value(" & ".join(parts)), template="%(expressions)s::tsquery"),
            template="%(expressions)s",
            arg_joiner=" @@ ",
            output_field=BooleanField(),
        )


def _by_letter(document: Document) -> tuple[dict[str, set[IndexedWord]], dict[str, dict[str, list[str]]]]:
    """The words under each letter, and the places of their very forms; the server bounds what is too far."""
    held: dict[str, set[IndexedWord]] = defaultdict(set)
    found: dict[str, dict[str, list[str]]] = defaultdict(partial(defaultdict, list))
    start = 1
    for weight, words in document.fields:
        for letter in STANDS_UNDER[weight]:
            held[letter].update(words)
            forms = found[letter]
            for place, word in enumerate(words, start):
                forms[word.exact].append(str(place))
        start += len(words) + BETWEEN_FIELDS
    return held, found


def _clause(clause: Clause, weights: Collection[Weight]) -> str:
    return f"({' | '.join(text for sequence in clause.alternatives for text in _sequences(sequence, weights))})"


def _sequences(sequence: Sequence, weights: Collection[Weight]) -> Iterator[str]:
    suffix = ":*" if sequence.prefix else ""
    for letter in _letters(weights):
        terms = (f"'{letter}{term}'{suffix}" for term in sequence.terms)
        yield f"({' <-> '.join(terms)})"


def _letters(weights: Collection[Weight]) -> Collection[str]:
    if not weights:
        return ALL
    return OWN if Weight.TEXT in weights else [LETTERS[weight] for weight in weights]
