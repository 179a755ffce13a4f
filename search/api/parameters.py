"""What a program may ask for. An unknown parameter is an error, never left out in silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from rest_framework.exceptions import ValidationError

LANGUAGES = [code for code, _name in settings.LANGUAGES]
COMMON = {
    "lang": "Language of labels and names: " + ", ".join(LANGUAGES),
    "fields": "Only these fields of each record, with commas between",
    "limit": "Records in one answer, at most 200",
    "cursor": "Where to go on: taken from `next` of an answer, never made up",
}
OF_ONE = ("lang", "fields")


@dataclass(frozen=True, slots=True)
class Exact:
    """A filter by one column; values of `choices` only, where they are given."""

    lookup: str
    description: str
    choices: tuple[str, ...] = ()

    def check(self, name: str, value: str) -> None:
        if self.choices and value not in self.choices:
            raise ValidationError({name: f"{value!r} is none of: {', '.join(self.choices)}"})


def check_names(query: QueryDict, known: Iterable[str]) -> None:
    """Raises ValidationError naming each parameter that is not known."""
    known = sorted(known)
    if wrong := sorted(set(query) - set(known)):
        raise ValidationError({name: f"Unknown parameter. Known here: {', '.join(known)}" for name in wrong})


def language(query: QueryDict) -> str:
    value: str = query.get("lang", settings.LANGUAGE_CODE)
    if value not in LANGUAGES:
        raise ValidationError({"lang": f"{value!r} is none of: {', '.join(LANGUAGES)}"})
    return value


def fields(query: QueryDict, known: Iterable[str]) -> frozenset[str]:
    """Empty when all of them are asked for."""
    wanted = frozenset(name for name in query.get("fields", "").split(",") if name)
    known = sorted(known)
    if wrong := sorted(wanted - set(known)):
        raise ValidationError({"fields": f"{', '.join(wrong)}: unknown. Known here: {', '.join(known)}"})
    return wanted


def exact_conditions(query: QueryDict, filters: Mapping[str, Exact]) -> dict[str, Any]:
    conditions: dict[str, Any] = {}
    for name, each in filters.items():
        if values := [value for value in query.getlist(name) if value]:
            for value in values:
                if "\0" in value:
                    raise ValidationError({name: "Not text"})
                each.check(name, value)
            conditions[f"{each.lookup}__in"] = values
    return conditions
