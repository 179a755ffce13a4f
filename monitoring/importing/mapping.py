"""A mapping says which column of a file becomes which field of a case, and how; see mappings/*.yaml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Self

import yaml
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from monitoring.importing.converters import CONVERTERS
from monitoring.importing.labels import label_of

FOLDER = Path(__file__).parent / "mappings"
IDENTIFIER = "id"
TITLES = {
    "hearings": _("Public hearings collected by the project (JSON Lines)"),
    "table": _("A table: choose what each column is"),
}


@dataclass(frozen=True)
class Column:
    """`target` is a field of the case, or `consultation.x` of its consultation, or a set of children.

    With `fallback` the value is taken only where no earlier column gave one.
    """

    source: str
    target: str
    convert: str = "text"
    fallback: bool = False
    headings: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FileMapping:
    """`chosen` mappings have no sources of their own: a person says which column is which."""

    key: str
    columns: tuple[Column, ...]
    constants: Mapping[str, Any]
    source_note: str = ""
    chosen: bool = False

    @property
    def title(self) -> str:
        return str(TITLES[self.key])

    def with_sources(self, chosen: Mapping[str, str]) -> Self:
        """`chosen` tells the target of each column of the file that is used."""
        sources = {target: source for source, target in chosen.items() if target}
        return replace(
            self,
            columns=tuple(replace(c, source=sources[c.target]) for c in self.columns if c.target in sources),
        )

    def source_of(self, target: str) -> str:
        """The column of the file to name in an error about `target`."""
        for column in self.columns:
            if column.target == target:
                return column.source
        group = target.partition(".")[0]
        return next((c.source for c in self.columns if c.target.partition(".")[0] == group), target)

    def recognise(self, headings: Iterable[str]) -> dict[str, str]:
        """The likely target of each heading, in any of the three languages; each target once."""
        known = {plain_heading(name): c.target for c in self.columns for name in own_names(c)}
        known |= {plain_heading(name): c.target for c in self.columns for name in c.headings}
        found: dict[str, str] = {}
        for heading in headings:
            target = known.get(plain_heading(heading), "")
            found[heading] = "" if target in found.values() else target
        return found


def own_names(column: Column) -> list[str]:
    """The field itself and its label in three languages; `headings` of the mapping go before them."""
    names = [column.target, column.target.rpartition(".")[2]]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names.append(label_of(column.target))
    return names


def plain_heading(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))


def mapping_keys() -> list[str]:
    return list(TITLES)


@cache
def get_mapping(key: str) -> FileMapping:
    """Raise KeyError for an unknown one."""
    if key not in TITLES:
        raise KeyError(key)
    data = yaml.safe_load((FOLDER / f"{key}.yaml").read_text(encoding="utf-8"))
    return FileMapping(
        key=key,
        columns=tuple(_column(item) for item in data["columns"]),
        constants=data.get("constants", {}),
        source_note=data.get("source_note", ""),
        chosen=data.get("chosen", False),
    )


def _column(item: dict[str, Any]) -> Column:
    known = {"source", "target", "convert", "fallback", "headings"}
    column = Column(
        source=item.get("source", ""),
        target=item["target"],
        convert=item.get("convert", "text"),
        fallback=item.get("fallback", False),
        headings=tuple(item.get("headings", ())),
        options={name: value for name, value in item.items() if name not in known},
    )
    if column.convert not in CONVERTERS:
        raise ValueError(f"{column.target}: there is no converter {column.convert!r}")
    return column
