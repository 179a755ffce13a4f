"""FTS5. A column a weight for words in any form, one for the very forms in a row, which phrases are looked up in."""

from collections.abc import Collection, Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Value

from search.language import Clause, Document, Query, Sequence, Weight

COLUMNS = {weight: weight.name.lower() for weight in Weight}
EXACT = {weight: f"{column}_exact" for weight, column in COLUMNS.items()}
TEXT_TABLE = "search_casetext"
DELETE = f"DELETE FROM {TEXT_TABLE} WHERE rowid = %s"  # noqa: S608
INSERT = (
    "INSERT INTO search_casetext (rowid, heading, setting, text, heading_exact, setting_exact, text_exact) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
AMONG = " IN (SELECT rowid FROM search_casetext WHERE search_casetext MATCH "
NOT_AMONG = AMONG.replace(" IN ", " NOT IN ")
# A term no reading yields: stands between fields, so that no phrase crosses them.
BORDER = "border"


class SqliteEngine:
    def vector(self, document: Document) -> None:
        return None

    def store(self, connection: BaseDatabaseWrapper, documents: Iterable[tuple[int, Document]]) -> None:
        rows: list[tuple[int | str, ...]] = [(key, *_columns(document)) for key, document in documents]
        with connection.cursor() as cursor:
            cursor.executemany(DELETE, [(row[0],) for row in rows])
            cursor.executemany(INSERT, rows)

    def condition(self, query: Query, weights: Collection[Weight] = ()) -> Expression:
        chosen = weights or list(Weight)
        wanted = " AND ".join(_clause(clause, chosen) for clause in query.clauses)
        unwanted = " OR ".join(_clause(clause, chosen) for clause in query.excluded)
        text = f"({wanted}) NOT ({unwanted})" if wanted and unwanted else wanted or unwanted
        return Func(
            F("pk"),
            Value(text),
            template="%(expressions)s)",
            arg_joiner=AMONG if wanted else NOT_AMONG,
            output_field=BooleanField(),
        )


def _columns(document: Document) -> list[str]:
    forms: dict[Weight, list[str]] = {weight: [] for weight in Weight}
    exact: dict[Weight, list[str]] = {weight: [] for weight in Weight}
    for weight, words in document.fields:
        forms[weight] += [" ".join(sorted(word.terms)) for word in words]
        exact[weight] += [BORDER, *(word.exact for word in words)]
    return [" ".join(column[weight]) for column in (forms, exact) for weight in Weight]


def _clause(clause: Clause, weights: Collection[Weight]) -> str:
    any_form = [sequence for sequence in clause.alternatives if len(sequence.terms) == 1 and not sequence.prefix]
    very_form = [sequence for sequence in clause.alternatives if sequence not in any_form]
    parts = [_in(COLUMNS, any_form, weights), _in(EXACT, very_form, weights)]
    return f"({' OR '.join(filter(None, parts))})"


def _in(columns: dict[Weight, str], sequences: list[Sequence], weights: Collection[Weight]) -> str:
    if not sequences:
        return ""
    names = " ".join(columns[weight] for weight in weights)
    found = (f'"{" ".join(sequence.terms)}"{"*" if sequence.prefix else ""}' for sequence in sequences)
    return f"({{{names}}} : ({' OR '.join(found)}))"
