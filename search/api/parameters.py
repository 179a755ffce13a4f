"""What a program may ask for. An unknown parameter is an error, never left out in silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from rest_framework.exceptions import ValidationError

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DEFAULT_LIMIT, LARGEST_LIMIT = 50, 200
COMMON = {
    "lang": "Language of labels and names: " + ", ".join(LANGUAGES),
    "fields": "Only these fields of each record, with commas between",
    "limit": f"Records in one answer, at most {LARGEST_LIMIT}",
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
    """Raises ValidationError naming each parameter that is not known, or says nothing."""
    known = sorted(known)
    if wrong := sorted(set(query) - set(known)):
        raise ValidationError({name: f"Unknown parameter. Known here: {', '.join(known)}" for name in wrong})
    if empty := sorted(name for name, values in query.lists() if not all(value.strip() for value in values)):
        raise ValidationError(dict.fromkeys(empty, "Empty: leave the parameter out, or give it a value"))


def language(query: QueryDict) -> str:
    value: str = query.get("lang", settings.LANGUAGE_CODE)
    if value not in LANGUAGES:
        raise ValidationError({"lang": f"{value!r} is none of: {', '.join(LANGUAGES)}"})
    return value


def check_limit(query: QueryDict) -> None:
    """Raises ValidationError for what is no number of records."""
    value = query.get("limit", str(DEFAULT_LIMIT))
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and 1 <= int(value) <= LARGEST_LIMIT):
        raise ValidationError({"limit": f"A whole number from 1 to {LARGEST_LIMIT}"})


def fields(query: QueryDict, known: Iterable[str]) -> frozenset[str]:
    """Those asked for. Raises ValidationError for one that is not known."""
    wanted = frozenset(query.get("fields", "").split(","))
    known = sorted(known)
    if wrong := sorted(wanted - set(known)):
        raise ValidationError({"fields": f"{', '.join(wrong)}: unknown. Known here: {', '.join(known)}"})
    return wanted


def exact_conditions(query: QueryDict, filters: Mapping[str, Exact]) -> dict[str, Any]:
    conditions: dict[str, Any] = {}
    for name, each in filters.items():
        if values := query.getlist(name):
            for value in values:
                if "\0" in value:
                    raise ValidationError({name: "Not text"})
                each.check(name, value)
            conditions[f"{each.lookup}__in"] = values
    return conditions
