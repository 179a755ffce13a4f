"""Which values a filter knows, what they are called, and in which order they stand."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import ngettext

from monitoring.models.reference import ReferenceModel
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import partial_table_date
from search.names import Name, Names

MOST_FREQUENT_FIRST = 0


class Vocabulary(Protocol):
    @property
    def model(self) -> type[ReferenceModel] | None:
        """Where the names of its values are kept, when not in the code."""

    def find(self, raw: str, names: Names) -> Name | None:
        """The value meant and its name, or None when there is no such value."""

    def key(self, raw: str) -> str:
        """The value as it is kept."""

    def order(self, value: str) -> int:
        """Place before the others; where equal, the more frequent comes first."""

    @property
    def closed(self) -> tuple[str, ...]:
        """All values there can be, where the code knows them."""


class Open:
    """Values that data bring."""

    @property
    def closed(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Reference(Open):
    """Keys of a reference model, known once `names` has loaded them. `capital` keys are read in any letter case.

    `coded`: people know the key and read it before the name (P02).
    """

    model: type[ReferenceModel]
    capital: bool = False
    coded: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def find(self, raw: str, names: Names) -> Name | None:
        key = self.key(raw)
        if key in self.extra:
            return Name(key, str(self.extra[key]))
        name = names.get(self.model, key)
        return replace(name, text=f"{name.key}. {name.text}") if name and self.coded else name

    def key(self, raw: str) -> str:
        return raw.upper() if self.capital else raw

    def order(self, value: str) -> int:
        return MOST_FREQUENT_FIRST


@dataclass(frozen=True, slots=True)
class Choices:
    """A closed vocabulary, in its own order."""

    choices: type[TextChoices] | type[IntegerChoices]
    model: None = None

    def find(self, raw: str, names: Names) -> Name | None:
        label = {str(value): label for value, label in self.choices.choices}.get(raw)
        return None if label is None else Name(raw, str(label))

    def key(self, raw: str) -> str:
        return raw

    def order(self, value: str) -> int:
        return self.closed.index(value)

    @property
    def closed(self) -> tuple[str, ...]:
        return tuple(str(value) for value in self.choices.values)


@dataclass(frozen=True, slots=True)
class Years(Open):
    """Latest first."""

    model: None = None

    def find(self, raw: str, names: Names) -> Name | None:
        return Name(raw, raw) if re.fullmatch(r"[12]\d{3}", raw, re.ASCII) else None

    def key(self, raw: str) -> str:
        return raw

    def order(self, value: str) -> int:
        return -int(value)


@dataclass(frozen=True, slots=True)
class Yes:
    """One value, `1`, with the words that say what it means."""

    label: Any
    model: None = None

    def find(self, raw: str, names: Names) -> Name | None:
        return Name(raw, str(self.label)) if raw == "1" else None

    def key(self, raw: str) -> str:
        return raw

    def order(self, value: str) -> int:
        return MOST_FREQUENT_FIRST

    @property
    def closed(self) -> tuple[str, ...]:
        return ("1",)


@dataclass(frozen=True, slots=True)
class Days(Open):
    """A number of days, fewest first."""

    model: None = None

    def find(self, raw: str, names: Names) -> Name | None:
        if not re.fullmatch(r"[1-9]\d{0,3}", raw, re.ASCII):
            return None
        text = ngettext("by at least %(count)s day", "by at least %(count)s days", int(raw)) % {"count": raw}
        return Name(raw, text)

    def key(self, raw: str) -> str:
        return raw

    def order(self, value: str) -> int:
        return int(value)


@dataclass(frozen=True, slots=True)
class Dates(Open):
    """A day, a month or a year, as people here write it or in ISO 8601."""

    model: None = None

    def find(self, raw: str, names: Names) -> Name | None:
        try:
            date = PartialDate.parse(raw)
        except ValidationError:
            return None
        return Name(date.iso, partial_table_date(date))

    def key(self, raw: str) -> str:
        return raw

    def order(self, value: str) -> int:
        return MOST_FREQUENT_FIRST
