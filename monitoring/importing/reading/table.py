from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from monitoring.importing.errors import FileRefused

MAX_BYTES = 20 << 20
MAX_ROWS = 10_000
MAX_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is what the person sees: the row of the sheet (the heading is 1) or the line of the file."""

    number: int
    values: Mapping[str, Any]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    format: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""


def heading_of(cells: Sequence[Any]) -> tuple[str, ...]:
    """Names of the columns; those without one at the end are left out."""
    names = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise FileRefused(_("The first row must name the columns."))
    if len(names) > MAX_COLUMNS:
        raise FileRefused(_("The file has more than %(limit)s columns.") % {"limit": MAX_COLUMNS})
    named = [name or _("column %(number)s") % {"number": n} for n, name in enumerate(names, 1)]
    twice = [name for name, count in Counter(named).items() if count > 1]
    if twice:
        raise FileRefused(_("Two columns are named “%(name)s”.") % {"name": twice[0]})
    return tuple(named)


def rows_under(heading: tuple[str, ...], records: Iterable[Sequence[Any]]) -> tuple[Row, ...]:
    """Rows numbered as in the sheet; empty ones are left out."""
    rows = []
    for number, cells in enumerate(records, 2):
        if all(cell is None or cell == "" for cell in cells):
            continue
        surplus = any(cell not in (None, "") for cell in cells[len(heading) :])
        padded = [*cells, *[None] * (len(heading) - len(cells))]
        problem = _("The row has more cells than the heading has columns.") if surplus else ""
        rows.append(Row(number, dict(zip(heading, padded, strict=False)), problem))
        check_count(len(rows))
    return tuple(rows)


def check_count(count: int) -> None:
    if count > MAX_ROWS:
        raise FileRefused(_("The file has more than %(limit)s rows. Divide it.") % {"limit": MAX_ROWS})
