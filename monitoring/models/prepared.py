"""Questions that PostgreSQL plans once a connection: to plan a union of many joins takes longer than to answer it."""

from hashlib import md5
from typing import Any
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

# By connection of the driver, with which it goes: the names prepared there.
_PREPARED: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def can_prepare(connection: BaseDatabaseWrapper) -> bool:
    """Behind a pool that hands out connections by transaction nothing may be left on one."""
    return connection.vendor == "postgresql" and not connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]


class Question:
    """`wanted` among the parameters is asked as `given`, another number; the rest is the same each time."""

    def __init__(self, sql: str, params: list[Any]) -> None:
        self.sql, self.params = sql, params
        self.name = f"asked_{md5(repr((sql, params)).encode(), usedforsecurity=False).hexdigest()}"

    def execute(self, cursor: CursorWrapper, wanted: Any = None, given: Any = None) -> None:
        if not can_prepare(cursor.db):
            params = [given if wanted is not None and value == wanted else value for value in self.params]
            cursor.execute(self.sql, params)
            return
        known = _PREPARED.setdefault(cursor.db.connection, set())
        if self.name not in known:
            self._prepare(cursor, wanted)
            known.add(self.name)
        if wanted is None:
            cursor.execute(f"EXECUTE {self.name}")
        else:
            cursor.execute(f"EXECUTE {self.name}(%s)", [given])

    def _prepare(self, cursor: CursorWrapper, wanted: Any) -> None:
        """Past Django's cursor: it is part of the connection, not a question of the page."""
        from psycopg2.extensions import AsIs  # type: ignore[import-untyped]  # and only where there is PostgreSQL

        values = [AsIs("$1") if wanted is not None and value == wanted else value for value in self.params]
        types = "" if wanted is None else "(bigint)"
        with cursor.db.wrap_database_errors:
            text = cursor.cursor.mogrify(self.sql, values).decode()
            cursor.cursor.execute(f"PREPARE {self.name}{types} AS {text}")
