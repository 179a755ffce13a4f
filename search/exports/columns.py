"""What a row of a list can tell: one definition for the table on the screen, every file and the description of both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Article, Language, Stage
from monitoring.models import DecisionKind, District, ExecutiveBody, Initiator, Region, Sector
from monitoring.presenters.links import absolute, case_path
from search.names import Names, Vocabulary

Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is public and never changes. `field` is read from the index; `of` names its vocabulary, if it has one.

    `kind` is that of the values, in the words of JSON Schema; dates are text in ISO 8601, no more exact than known.
    """

    name: str
    title: Any
    meaning: Any
    field: str
    write: Callable[[Any, Names], Cell]
    of: Vocabulary | None = None
    kind: str = "string"


def plain(value: Any, names: Names) -> Cell:
    return "" if value is None else str(value)


def number(value: Any, names: Names) -> Cell:
    return value


def moment(value: Any, names: Names) -> Cell:
    return timezone.localtime(value).date().isoformat() if value else ""


def address(value: Any, names: Names) -> Cell:
    return absolute(case_path(value))


def named(model: Vocabulary) -> Callable[[Any, Names], Cell]:
    def write(value: Any, names: Names) -> Cell:
        name = names.get(model, value) if value else None
        return name.text if name else ""

    return write


def labelled(choices: Any) -> Callable[[Any, Names], Cell]:
    @cache
    def label(value: Any, language: str | None) -> str:
        return str(choices(value).label)

    def write(value: Any, names: Names) -> Cell:
        return label(value, get_language()) if value else ""

    return write


def reference(name: str, title: Any, model: Vocabulary) -> tuple[Column, Column]:
    """The name in the reader's language, and the key that never changes."""
    meaning = format_lazy(_("{what}: name in the language of the page"), what=title)
    key_meaning = format_lazy(_("{what}: key that never changes"), what=title)
    key_title = format_lazy(_("{what}, key"), what=title)
    return (
        Column(name, title, meaning, name, named(model), model),
        Column(f"{name}_key", key_title, key_meaning, name, plain),
    )


REFERENCE = pgettext_lazy("of a record", "Number")
COLUMNS: tuple[Column, ...] = (
    Column("reference", REFERENCE, _("Public number of the record; it never changes"), "reference", plain),
    Column("title", _("Title"), _("As the record is called in its own language"), "title", plain),
    Column("other_title", _("Title in the other language"), _("Kazakh or Russian"), "other_title", plain),
    *reference("region", _("Region"), Region),
    *reference("district", _("District"), District),
    *reference("body", _("Executive body"), ExecutiveBody),
    *reference("initiator", _("Initiator"), Initiator),
    *reference("kind", _("Kind of decision"), DecisionKind),
    *reference("sector", _("Sector"), Sector),
    Column("stage", _("Stage"), _("Where the process stands"), "stage", labelled(Stage)),
    Column("article", _("Article of the Convention"), _("The article it falls under"), "article", labelled(Article)),
    Column("begins", _("First date"), _("Earliest dated event, as exactly as it is known"), "begins", plain),
    Column("ends", _("Last date"), _("Latest dated event, as exactly as it is known"), "ends", plain),
    Column(
        "findings",
        _("Signs of a breach"),
        _("How many published signs of a breach; 0 does not mean that there were none"),
        "finding_count",
        number,
        kind="integer",
    ),
    Column(
        "severity",
        _("Highest severity"),
        _("Of the published signs of a breach, from 1 to 5"),
        "severity_max",
        number,
        kind="integer",
    ),
    Column("attachments", _("Files"), _("Whether the record shows files"), "has_attachments", number, kind="boolean"),
    Column("language", _("Language of the record"), _("Language of the title"), "language", labelled(Language)),
    Column("version", _("Version"), _("Number of the public version"), "version", number, kind="integer"),
    Column("published", _("Published"), _("Day of the first publication"), "published_at", moment),
    Column("updated", _("Updated"), _("Day of this version"), "updated_at", moment),
    Column("address", _("Address"), _("Where the record stands for good"), "reference", address),
)
BY_NAME = {column.name: column for column in COLUMNS}
USUAL = (
    "reference",
    "title",
    "region",
    "body",
    "kind",
    "stage",
    "begins",
    "ends",
    "findings",
    "severity",
    "version",
    "updated",
    "address",
)


def chosen(names: Iterable[str]) -> tuple[list[Column], list[str]]:
    """The columns of these names in that order, or the usual ones; and the names that are no columns."""
    asked = list(names)
    found = [BY_NAME[name] for name in asked if name in BY_NAME]
    return found or [BY_NAME[name] for name in USUAL], [name for name in asked if name not in BY_NAME]
