from dataclasses import dataclass
from typing import Any

from django.db.models import F, OrderBy
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

NEWEST = "newest"
RELEVANCE = "relevance"
BY_DATE = "date"
Order = tuple[str | OrderBy, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """Every order ends with the key, so that pages neither repeat nor lose a record.

    `of_entries` is that of entries of the index, `of_records` the same of records. `of_few` is the order of entries in
    words that no index of the order answers to: what was found is fetched and sorted. A database that followed the
    order instead would open the words of every record on its way until it has met enough matches.
    """

    name: str
    label: Any
    of_entries: Order
    of_records: Order
    of_few: Order
    needs_words: bool = False


_NEWEST: tuple[Order, Order, Order] = (
    ("-published_at", "-record_id"),
    ("-published_at", "-case_id"),
    (Coalesce("published_at", "published_at").desc(), "-record_id"),
)
_LAST_DATE = F("last_date").desc(nulls_last=True)
_BY_DATE: Order = (_LAST_DATE, "-record_id")
_BY_TITLE: Order = ("record__title_key", "record_id")


NEWEST_FIRST = Sort(NEWEST, pgettext_lazy("order of a list", "Newest first"), *_NEWEST)
SORTS = (
    Sort(
        RELEVANCE,
        pgettext_lazy("order of a list", "Best match first"),
        *_NEWEST,
        needs_words=True,
    ),
    NEWEST_FIRST,
    Sort(
        BY_DATE,
        pgettext_lazy("order of a list", "By date of the process"),
        _BY_DATE,
        (_LAST_DATE, "-case_id"),
        _BY_DATE,
    ),
    Sort(
        "title",
        pgettext_lazy("order of a list", "By title"),
        _BY_TITLE,
        ("title_key", "case_id"),
        _BY_TITLE,
    ),
)
