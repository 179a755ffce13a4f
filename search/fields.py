"""A small set of numbers beside a row: an array where the database has them, JSON where it has not."""

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class NumberSet(models.Field):
    """Whole numbers of 32 bits in order, each once; read as a list."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer[]" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        numbers = sorted(set(value or ()))
        return numbers if connection.vendor == "postgresql" else json.dumps(numbers, separators=(",", ":"))

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> list[int]:
        return list(value or ()) if connection.vendor == "postgresql" else json.loads(value or "[]")
