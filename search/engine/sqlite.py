"""FTS5. A column a weight for words in any form, one for the very forms in a row, which phrases are looked up in."""

from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager, nullcontext

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Func, Value

from search.engine.base import Change, Marks
from search.language import Clause, Document, Query, Sequence, Weight

COLUMNS = {weight: weight.name.lower() for weight in Weight}
EXACT = {weight: f"{column}_exact" for weight, column in COLUMNS.items()}
FIELDS = ["rowid", *COLUMNS.values(), *EXACT.values(), "marks"]
DELETE = "DELETE FROM {table} WHERE rowid = %s"
INSERT = f"INSERT INTO {{table}} ({', '.join(FIELDS)}) VALUES ({', '.join(['%s'] * len(FIELDS))})"  # noqa: S608
SELECT_MARKS = "SELECT marks FROM {table} WHERE rowid = %s"
UPDATE_MARKS = "UPDATE {table} SET marks = %s WHERE rowid = %s"
AMONG = " IN (SELECT rowid FROM {table} WHERE {table} MATCH "
NOT_AMONG = AMONG.replace(" IN ", " NOT IN ")
# A term no reading yields: stands between fields, so that no phrase crosses them.
BORDER = "border"


class SqliteEngine:
    """`table` is the full-text table whose rows stand beside those of the model, under the same keys."""

    form = 1
    each_number = "json_each({numbers}) AS each"

    def __init__(self, table: str) -> None:
        self.table = table

    @staticmethod
    def grouped(rows: str, columns: Collection[str]) -> str:
        """A pass over what was found for each column; the rows are found once."""
        passes = (f"SELECT {column} AS held, COUNT(*) AS rows_found FROM found GROUP BY {column}" for column in columns)  # noqa: S608
        return f"WITH found AS ({rows}) {' UNION ALL '.join(passes)}"

    def vector(self, document: Document) -> None:
        return None

    def store(self, connection: BaseDatabaseWrapper, documents: Iterable[tuple[int, Document]]) -> None:
        rows: list[tuple[int | str, ...]] = [(key, *_columns(document)) for key, document in documents]
        with connection.cursor() as cursor:
            cursor.executemany(DELETE.format(table=self.table), [(row[0],) for row in rows])
            cursor.executemany(INSERT.format(table=self.table), rows)

    def remark(self, connection: BaseDatabaseWrapper, table: str, changes: Iterable[Change]) -> None:
        with connection.cursor() as cursor:
            for each in changes:
                cursor.execute(SELECT_MARKS.format(table=self.table), [each.key])
                (held,) = cursor.fetchone()
                marks = " ".join(sorted((set(held.split()) - each.gone) | each.come))
                cursor.execute(UPDATE_MARKS.format(table=self.table), [marks, each.key])

    def looking_up(self, connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
        """There is no other way here."""
        return nullcontext()

    def condition(
        self, query: Query, weights: Collection[Weight] = (), *, marks: Marks = (), without: Collection[Weight] = ()
    ) -> Expression:
        chosen = weights or list(Weight)
        wanted = [_clause(clause, chosen) for clause in query.clauses]
        wanted += [f"{{marks}} : ({' OR '.join(group)})" for group in marks]
        unwanted = [_clause(clause, list(Weight)) for clause in query.excluded]
        if without:
            unwanted.append(f"({' AND '.join(_clause(clause, without) for clause in query.clauses)})")
        among, but = " AND ".join(f"({part})" for part in wanted), " OR ".join(unwanted)
        text = f"({among}) NOT ({but})" if among and but else among or but
        return Func(
            F("pk"),
            Value(text),
            template="%(expressions)s)",
            arg_joiner=(AMONG if among else NOT_AMONG).format(table=self.table),
            output_field=BooleanField(),
        )


def _columns(document: Document) -> list[str]:
    forms: dict[Weight, list[str]] = {weight: [] for weight in Weight}
    exact: dict[Weight, list[str]] = {weight: [] for weight in Weight}
    for weight, words in document.fields:
        forms[weight] += [word.joined for word in words]
        exact[weight] += [BORDER, *(word.exact for word in words)]
    texts = [" ".join(column[weight]) for column in (forms, exact) for weight in Weight]
    return [*texts, " ".join(sorted(document.marks))]


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
