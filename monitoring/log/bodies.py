"""Finding a body while its name is being typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from django.utils.translation import get_language

from monitoring.models import ExecutiveBody

LIMIT = 8
NAMES = ("name_ru", "name_kk", "name_en")


@dataclass(frozen=True)
class Suggestion:
    key: str
    name: str
    note: str


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The same for any case and for Cyrillic, Kazakh and Latin letters of one sound, on every database."""
    return anyascii(text).casefold()


def body_of(key: str) -> ExecutiveBody | None:
    """The body with this key, or the one it was merged into."""
    body = ExecutiveBody.objects.select_related("merged_into").filter(key=key).first() if key else None
    return body.kept() if body else None


def find_bodies(query: str, *, region: str = "", limit: int = LIMIT) -> list[Suggestion]:
    """Bodies with every word of `query` in one of their names; those of `region` (its letters) come first.

    All names are read: there are hundreds of bodies, and no database folds Kazakh letters as people type them.
    """
    words = fold(query[:200]).split()
    if not words:
        return []
    found = []
    language = get_language() or "ru"
    rows = ExecutiveBody.objects.current().values(
        "key", "aliases", "short_name", "region__key", f"region__name_{language}", *NAMES
    )
    for row in rows:
        names = [fold(name) for name in _names(row) if name]
        if all(any(word in name for name in names) for word in words):
            here = bool(region) and row["region__key"] == region
            first = any(name.startswith(words[0]) for name in names)
            shown = row[f"name_{language}"] or row["name_ru"] or row["name_kk"] or row["key"]
            found.append((not here, not first, len(shown), shown, row))
    found.sort(key=lambda entry: entry[:4])
    return [
        Suggestion(row["key"], shown, row[f"region__name_{language}"] or "") for *_order, shown, row in found[:limit]
    ]


def _names(row: dict) -> Iterable[str]:
    aliases = row["aliases"] if isinstance(row["aliases"], list) else []
    return [*(row[field] or "" for field in NAMES), row["short_name"] or "", *map(str, aliases)]
