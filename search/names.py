"""Names of vocabularies in the reader's language, for any number of keys of any of them in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Model, QuerySet, Value
from django.db.models.fields import CharField
from django.utils.translation import get_language

from monitoring.models.reference import ReferenceModel

LANGUAGES = ("ru", "kk", "en")
Vocabulary = type[ReferenceModel]


@dataclass(frozen=True, slots=True)
class Name:
    """`language` is that of the text, empty when it is the page's; `key` is of the record kept after a merge."""

    key: str
    text: str
    language: str = ""


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
            for of, key, kept, *texts in parts[0].union(*parts[1:], all=True):
                self._known[of, key] = _name(kept or key, dict(zip(LANGUAGES, texts, strict=True)))

    def get(self, model: Vocabulary, key: str) -> Name | None:
        return self._known.get((model.__name__, key))

    def _asked_of(self, model: Vocabulary) -> set[str]:
        return {key for of, key in self._asked if of == model.__name__}


def _rows(model: type[Model], keys: list[str]) -> "QuerySet[Model, tuple[str, ...]]":
    mergeable = any(field.name == "merged_into" for field in model._meta.get_fields())
    kept = F("merged_into__key") if mergeable else Value("", output_field=CharField())
    rows = model._default_manager.filter(key__in=keys).order_by()
    return rows.annotate(of=Value(model.__name__, output_field=CharField()), kept=kept).values_list(
        "of", "key", "kept", *(f"name_{language}" for language in LANGUAGES)
    )


def _name(key: str, texts: dict[str, str | None]) -> Name:
    page = (get_language() or LANGUAGES[0])[:2]
    for language in (page, *LANGUAGES):
        if text := texts.get(language):
            return Name(key, text, "" if language == page else language)
    return Name(key, key)
