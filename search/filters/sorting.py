from dataclasses import dataclass
from typing import Any

from django.db.models import F, OrderBy
from django.utils.translation import pgettext_lazy

NEWEST = "newest"
RELEVANCE = "relevance"
BY_DATE = "date"


@dataclass(frozen=True, slots=True)
class Sort:
    """Every order ends with the key, so that pages neither repeat nor lose a record."""

    name: str
    label: Any
    order: tuple[str | OrderBy, ...]
    needs_words: bool = False


SORTS = (
    Sort(
        RELEVANCE,
        pgettext_lazy("order of a list", "Best match first"),
        ("rank", "-published_at", "-case"),
        needs_words=True,
    ),
    Sort(NEWEST, pgettext_lazy("order of a list", "Newest first"), ("-published_at", "-case")),
    Sort(
        BY_DATE,
        pgettext_lazy("order of a list", "By date of the process"),
        (F("last_date").desc(nulls_last=True), "-case"),
    ),
    Sort("title", pgettext_lazy("order of a list", "By title"), ("title_key", "case")),
)
