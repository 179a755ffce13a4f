"""Columns of the tables: a path into the shape of a row, and a title from the field it was made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from monitoring.open_data.shapes import Data

Cell = str | int | float | bool | None
CODE, KEY = "code", "key"


@dataclass(frozen=True, slots=True)
class Column:
    """`path` never changes (`kind.code`). `choices` are the codes it may hold with their words, lazy."""

    path: str
    title: Any
    meaning: Any = ""
    choices: tuple[tuple[Any, Any], ...] = ()

    def read(self, row: Data) -> Cell:
        """Items of a list stand in one cell, a reference by its key."""
        value: Any = row
        for name in self.path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, list):
            return "; ".join(str(item[KEY] if isinstance(item, dict) else item) for item in value)
        return value


def title_of(model: type[models.Model], name: str) -> Any:
    field: Any = model._meta.get_field(name)
    return format_lazy("{}", _Capital(field.verbose_name))


class _Capital:
    """A lazy text with a capital first letter in whatever language it is read."""

    def __init__(self, text: Any) -> None:
        self.text = text

    def __str__(self) -> str:
        return str(capfirst(str(self.text)))


def plain(model: type[models.Model], *names: str, path: str = "", meaning: Any = "") -> list[Column]:
    """Values as they are; one column for each field."""
    return [Column(path or name, title_of(model, name), meaning) for name in names]


def coded(model: type[models.Model], name: str, path: str = "") -> list[Column]:
    """A code that never changes and its word."""
    title, choices = title_of(model, name), model._meta.get_field(name).choices  # type: ignore[union-attr]
    codes: Iterable[Any] = [choice for choice in choices or [] if choice[0] != ""]
    at = path or name
    return [
        Column(f"{at}.{CODE}", format_lazy(_("{what}, code"), what=title), "", tuple(codes)),
        Column(f"{at}.label", title),
    ]


def named(model: type[models.Model], name: str, path: str = "") -> list[Column]:
    """A row of the reference data: the key that never changes and the name."""
    title, at = title_of(model, name), path or name
    meaning = format_lazy(_("{what}: key that never changes"), what=title)
    return [
        Column(f"{at}.{KEY}", format_lazy(_("{what}, key"), what=title), meaning),
        Column(f"{at}.name", title),
    ]


def of_case() -> Column:
    return Column("case", _("Number of the case"), _("As in the table of cases"))


def uid() -> Column:
    return Column("uid", _("Identifier"), _("Never changes"))
