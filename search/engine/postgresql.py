"""tsvector and GIN. Our own terms go in as they are: the server's parsers and dictionaries are not used."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Value

from search.language import Clause, Document, Query, Sequence, Weight

# Positions beyond it are all stored as this one; each word holds at most 256.
LAST_POSITION = 16_383
POSITIONS_OF_A_WORD = 256
BETWEEN_FIELDS = 10


class PostgresEngine:
    def vector(self, document: Document) -> str:
        places: defaultdict[str, dict[int, Weight]] = defaultdict(dict)
        position = 0
        for weight, words in document.fields:
            for word in words:
                position = min(position + 1, LAST_POSITION)
                for term in word.terms:
                    if len(places[term]) < POSITIONS_OF_A_WORD:
                        places[term].setdefault(position, weight)
            position = min(position + BETWEEN_FIELDS, LAST_POSITION)
        return " ".join(f"'{term}':{_places(found)}" for term, found in sorted(places.items()))

    def store(self, connection: BaseDatabaseWrapper, documents: Iterable[tuple[int, Document]]) -> None:
        """Nothing to keep beside the record: its column holds all."""

    def condition(self, query: Query, weights: Collection[Weight] = ()) -> Expression:
        flags = "".join(weights)
        wanted = [_clause(clause, flags) for clause in query.clauses]
        text = " & ".join([*wanted, *(f"!{_clause(clause, flags)}" for clause in query.excluded)])
        return Func(
            F("terms"),
            Func(Value(text), template="%(expressions)s::tsquery"),
            template="%(expressions)s",
            arg_joiner=" @@ ",
            output_field=BooleanField(),
        )


def _places(found: dict[int, Weight]) -> str:
    return ",".join(f"{position}{weight}" for position, weight in found.items())


def _clause(clause: Clause, weights: str) -> str:
    return f"({' | '.join(_sequence(sequence, weights) for sequence in clause.alternatives)})"


def _sequence(sequence: Sequence, weights: str) -> str:
    flags = ("*" if sequence.prefix else "") + weights
    suffix = f":{flags}" if flags else ""
    terms = (f"'{term}'{suffix}" for term in sequence.terms)
    return f"({' <-> '.join(terms)})"
