"""Names of vocabularies in the reader's language, for any number of keys of any of them in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connections, router
from django.utils.translation import get_language

from monitoring.models.reference import ReferenceModel

LANGUAGES = ("ru", "kk", "en")
RELATIONS = ("merged_into", "parent")
Vocabulary = type[ReferenceModel]


@dataclass(frozen=True, slots=True)
class Name:
    """`language` is that of the text, empty when it is the page's; `key` is of the record kept after a merge.

    `above` is the key of what it stands under, in a vocabulary that is a tree.
    """

    key: str
    text: str
    language: str = ""
    above: str = field(default="", compare=False)


class Names:
    """What has no name here is not in the vocabulary."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Name] = {}
        self._asked: set[tuple[str, str]] = set()

    def load(self, wanted: Mapping[Vocabulary, Iterable[str]]) -> None:
        parts: list[str] = []
        parameters: list[str] = []
        for model, keys in wanted.items():
            missing = sorted({key for key in keys if key} - self._asked_of(model))
            self._asked.update((model.__name__, key) for key in missing)
            if missing:
                parts.append(f"{_question(model)} IN ({', '.join(['%s'] * len(missing))})")
                parameters += missing
        if parts:
            page = (get_language() or LANGUAGES[0])[:2]
            with connections[router.db_for_read(ReferenceModel)].cursor() as cursor:
                cursor.execute(" UNION ALL ".join(parts), parameters)
                for of, key, kept, above, *texts in cursor.fetchall():
                    self._known[of, key] = _name(
                        kept or key, above or "", dict(zip(LANGUAGES, texts, strict=True)), page
                    )

    def get(self, model: Vocabulary, key: str) -> Name | None:
        return self._known.get((model.__name__, key))

    def _asked_of(self, model: Vocabulary) -> set[str]:
        return {key for of, key in self._asked if of == model.__name__}


@cache
def _question(model: Vocabulary) -> str:
    """Up to the keys asked for. Every list asks it of several vocabularies, and Django takes longer to write it than
    the database to answer. A vocabulary without a relation has nothing in its place.
    """
    fields: dict[str, Any] = {field.name: field for field in model._meta.fields}
    known = [fields[name] for name in RELATIONS if name in fields]
    related = [f"{name}.key" if name in fields else "NULL" for name in RELATIONS]
    names = [f"named.{fields[f'name_{language}'].column}" for language in LANGUAGES]
    joins = [
        f'LEFT JOIN "{field.related_model._meta.db_table}" AS {field.name} ON {field.name}.id = named.{field.column}'
        for field in known
    ]
    columns = ", ".join([f"'{model.__name__}'", "named.key", *related, *names])
    return " ".join([f'SELECT {columns} FROM "{model._meta.db_table}" AS named', *joins, "WHERE named.key"])  # noqa: S608


def _name(key: str, above: str, texts: dict[str, str | None], page: str) -> Name:
    for language in (page, *LANGUAGES):
        if text := texts.get(language):
            return Name(key, text, "" if language == page else language, above)
    return Name(key, key, above=above)
