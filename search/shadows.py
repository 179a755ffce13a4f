"""An empty index beside the live one: temporary tables of the same names, which this connection alone sees first."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from monitoring.models import Case
from search.engine import CASE_TEXTS
from search.finding import CaseIndex, FacetSet, FacetTerm
from search.models import CaseRecord
from search.tallies import FacetTally
from search.vocabulary import SpellingKey, Word

_MODELS = (Case, CaseRecord, CaseIndex, FacetTerm, FacetSet, FacetTally, Word, SpellingKey)
SHADOWED = tuple(model._meta.db_table for model in _MODELS)
_REFERENCE = re.compile(r' REFERENCES "\w+" \("\w+"\)(?: DEFERRABLE INITIALLY DEFERRED)?')


@contextmanager
def empty_index(database: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Inside, cases and their index are empty and may be written to; afterwards nothing of it is left."""
    connection = connections[database]
    with transaction.atomic(using=database):
        with connection.cursor() as cursor:
            for statement in list(_statements(connection, cursor)):
                cursor.execute(statement)
        try:
            yield
        finally:
            transaction.set_rollback(True, using=database)


def _statements(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> Iterator[str]:
    if connection.vendor == "postgresql":
        for table in SHADOWED:
            yield f'CREATE TEMPORARY TABLE "{table}" (LIKE "{table}" INCLUDING ALL)'
        return
    for table in (*SHADOWED, CASE_TEXTS):
        cursor.execute("SELECT sql FROM main.sqlite_master WHERE name = %s", [table])
        (made,) = cursor.fetchone()
        own = _REFERENCE.sub("", made)
        yield re.sub(r'^CREATE (VIRTUAL )?TABLE "?\w+"?', rf'CREATE \1TABLE temp."{table}"', own.strip())
