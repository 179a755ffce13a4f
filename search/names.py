"""Names of vocabularies in the reader's language, for any number of keys of any of them in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import F, Model, QuerySet, Value
from django.db.models.fields import CharField
from django.utils.translation import get_language

from monitoring.models.reference import ReferenceModel

LANGUAGES = ("ru", "kk", "en")
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
        parts = []
        for model, keys in wanted.items():
            missing = sorted({key for key in keys if key} - self._asked_of(model))
            self._asked.update((model.__name__, key) for key in missing)
            if missing:
                parts.append(_rows(model, missing))
        if parts:
            for of, key, kept, above, *texts in parts[0].union(*parts[1:], all=True):
                self._known[of, key] = _name(kept or key, above or "", dict(zip(LANGUAGES, texts, strict=True)))

    def get(self, model: Vocabulary, key: str) -> Name | None:
        return self._known.get((model.__name__, key))

    def _asked_of(self, model: Vocabulary) -> set[str]:
        return {key for of, key in self._asked if of == model.__name__}


def _rows(model: type[Model], keys: list[str]) -> "QuerySet[Model, tuple[str, ...]]":
    rows = model._default_manager.filter(key__in=keys).order_by()
    return rows.annotate(
        of=Value(model.__name__, output_field=CharField()),
        kept=_key_of(model, "merged_into"),
        above=_key_of(model, "parent"),
    ).values_list("of", "key", "kept", "above", *(f"name_{language}" for language in LANGUAGES))


def _key_of(model: type[Model], relation: str) -> F | Value:
    """The key of the related record; nothing where the vocabulary has no such relation."""
    known = any(field.name == relation for field in model._meta.get_fields())
    return F(f"{relation}__key") if known else Value("", output_field=CharField())


def _name(key: str, above: str, texts: dict[str, str | None]) -> Name:
    page = (get_language() or LANGUAGES[0])[:2]
    for language in (page, *LANGUAGES):
        if text := texts.get(language):
            return Name(key, text, "" if language == page else language, above)
    return Name(key, key, above=above)
