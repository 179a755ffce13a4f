"""Why an answer or a sign is as it is, kept as data: shown in any language, stored, compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from monitoring.partial_date import PartialDate

Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """`text` is a msgid with named places; values are numbers, plain words, ISO dates or names of enumerations."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in self.values.items()}
        return {"text": self.text, "values": values}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Reason":
        values = stored.get("values", {})
        return cls(stored["text"], {n: tuple(v) if isinstance(v, list) else v for n, v in values.items()})


def because(text: str, **values: Value | PartialDate | None) -> Reason:
    """Dates are kept as the record knows them; what is not known is an empty word."""

    def plain(value: Value | PartialDate | None) -> Value:
        return value.iso if isinstance(value, PartialDate) else "" if value is None else value

    return Reason(text, {name: plain(value) for name, value in values.items()})
