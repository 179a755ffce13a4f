"""FTS5. A column a weight for words in any form, one for the very forms in a row, which phrases are looked up in."""

from collections.abc import Collection, Iterable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Value

from search.language import Clause, Document, Query, Weight

COLUMNS = {weight: weight.name.lower() for weight in Weight}
EXACT = {weight: f"{column}_exact" for weight, column in COLUMNS.items()}
TEXT_TABLE = "search_casetext"
DELETE = f"DELETE FROM {TEXT_TABLE} WHERE rowid = %s"  # noqa: S608
INSERT = (
    "INSERT INTO search_casetext (rowid, heading, setting, text, heading_exact, setting_exact, text_exact) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
AMONG = " IN (SELECT rowid FROM search_casetext WHERE search_casetext MATCH "
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
        text = " AND ".join(_clause(clause, weights or list(Weight)) for clause in query.clauses)
        return Func(
            F("pk"),
            Value(text),
            template="%(expressions)s)",
            arg_joiner=AMONG,
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
    is_exact = clause.prefix or any(len(terms) > 1 for terms in clause.alternatives)
    columns = " ".join((EXACT if is_exact else COLUMNS)[weight] for weight in weights)
    star = "*" if clause.prefix else ""
    found = (f'"{" ".join(terms)}"{star}' for terms in clause.alternatives)
    return f"({{{columns}}} : ({' OR '.join(found)}))"
