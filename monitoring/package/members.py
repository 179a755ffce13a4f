"""The files of the package, each written as it is read: every table as CSV and JSON, and what it all means."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from monitoring.package.changes import change_log
from monitoring.package.tables import LANGUAGES, TABLES, Table
from monitoring.presenters.linked_data import LICENSE
from monitoring.spreadsheets import csv_lines, in_blocks
from monitoring.zipping import Member

CHECKSUMS = "checksums.sha256"


@dataclass
class Written:
    """What is known once it is written: `{name: [bytes, SHA-256]}`, and the number of rows of each table."""

    files: dict[str, list[Any]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def members(made_at: dt.datetime, since: dt.datetime | None, written: Written) -> Iterator[Member]:
    tables = (*TABLES, change_log(since, made_at))
    for table in tables:
        yield member(f"{table.name}.csv", as_csv(table), written)
        yield member(f"{table.name}.json", as_json(table, written), written)
    for language in LANGUAGES:
        with override(language):
            head, rows = dictionary(tables)
        yield member(f"dictionary.{language}.csv", csv_lines(head, rows), written)
    yield member("codes.csv", csv_lines(["table", "column", "code", *LANGUAGES], codes(tables)), written)
    yield member("about.json", [about(made_at, since)], written)
    yield Member(CHECKSUMS, checksums(written))


def member(name: str, pieces: Iterable[str], written: Written) -> Member:
    def content() -> Iterator[bytes]:
        digest, size = sha256(), 0
        for block in in_blocks(pieces):
            digest.update(block)
            size += len(block)
            yield block
        written.files[name] = [size, digest.hexdigest()]

    return Member(name, content(), large=True)


def as_csv(table: Table) -> Iterator[str]:
    rows = ([column.read(row) for column in table.columns] for row in table.rows())
    return csv_lines([column.path for column in table.columns], rows)


def as_json(table: Table, written: Written) -> Iterator[str]:
    """A list of whole records, one a line, with the lists inside them that a table has no room for."""
    written.rows[table.name] = 0
    yield "["
    for row in table.rows():
        comma = "," if written.rows[table.name] else ""
        yield f"{comma}\n{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}"
        written.rows[table.name] += 1
    yield "\n]\n"


def dictionary(tables: Sequence[Table]) -> tuple[list[str], list[list[str]]]:
    """What every column means, in the active language."""
    head = [_("Table"), _("Title of the table"), _("Column"), _("Title of the column"), _("Meaning")]
    return head, [
        [table.name, str(table.title), column.path, str(column.title), str(column.meaning)]
        for table in tables
        for column in table.columns
    ]


def codes(tables: Sequence[Table]) -> list[list[str]]:
    """Every code that a column may hold, with its words in three languages."""
    return [
        [table.name, column.path, str(code), *words_of(label)]
        for table in tables
        for column in table.columns
        for code, label in column.choices
    ]


def words_of(label: Any) -> list[str]:
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(str(label))
    return found


def about(made_at: dt.datetime, since: dt.datetime | None) -> str:
    said = {
        "title": "Aarhus Watch: open data",
        "state_of": made_at.isoformat(timespec="seconds"),
        "changes_since": since.isoformat(timespec="seconds") if since else None,
        "labels": "ru",
        "license": LICENSE,
        "source": settings.SITE_URL,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def checksums(written: Written) -> Iterator[bytes]:
    """As `sha256sum --check` reads them."""
    for name, (_size, digest) in written.files.items():
        yield f"{digest}  {name}\n".encode()
