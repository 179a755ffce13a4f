"""The same data as tables: one long for those who want one file, or one a list for those who count."""

from collections.abc import Iterator
from typing import Any

from monitoring.open_data.shapes import Data

Row = list[Any]
CASE = "case"
LONG_HEAD = ["section", "number", "field", "value"]


def long_table(data: Data) -> tuple[list[str], list[Row]]:
    """One row a value that is known: which section, which item of it (counted from 1), which field."""
    rows: list[Row] = []
    for name, value in data.items():
        if isinstance(value, list):
            for number, item in enumerate(value, start=1):
                rows += [[name, number, field, cell] for field, cell in known(item)]
        else:
            rows += [[CASE, "", field, cell] for field, cell in known({name: value})]
    return LONG_HEAD, rows


def case_tables(data: Data) -> dict[str, tuple[list[str], list[Row]]]:
    """A table by name: the case itself as fields and values, and one for each list that is not empty."""
    alone = {name: value for name, value in data.items() if not isinstance(value, list)}
    tables: dict[str, tuple[list[str], list[Row]]] = {CASE: (["field", "value"], [list(pair) for pair in known(alone)])}
    for name, items in data.items():
        if isinstance(items, list) and items:
            flat = [dict(flattened(item)) for item in items]
            head = list(dict.fromkeys(field for row in flat for field in row))
            tables[name] = (head, [[row.get(field) for field in head] for row in flat])
    return tables


def known(item: Data) -> Iterator[tuple[str, Any]]:
    return ((field, value) for field, value in flattened(item) if value not in (None, ""))


def flattened(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """`{"kind": {"code": 1}}` → `kind.code`; items of lists are numbered from 1: `notices.1.date`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flattened(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from flattened(inner, f"{name}.{number}")
    else:
        yield name, value
