"""Which values a filter knows, what they are called, and in which order they stand."""

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import TextChoices

from monitoring.models.reference import ReferenceModel
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


@dataclass(frozen=True, slots=True)
class Reference:
    """Keys of a reference model, known once `names` has loaded them. `capital` keys are read in any letter case."""

    model: type[ReferenceModel]
    capital: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def find(self, raw: str, names: Names) -> Name | None:
        key = self.key(raw)
        return Name(key, str(self.extra[key])) if key in self.extra else names.get(self.model, key)

    def key(self, raw: str) -> str:
        return raw.upper() if self.capital else raw

    def order(self, value: str) -> int:
        return MOST_FREQUENT_FIRST


@dataclass(frozen=True, slots=True)
class Choices:
    """A closed vocabulary, in its own order."""

    choices: type[TextChoices]
    model: None = None

    def find(self, raw: str, names: Names) -> Name | None:
        return Name(raw, str(self.choices(raw).label)) if raw in self.choices.values else None

    def key(self, raw: str) -> str:
        return raw

    def order(self, value: str) -> int:
        return self.choices.values.index(value)


@dataclass(frozen=True, slots=True)
class Years:
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
