"""Answers of the site's search: how many of each kind, which ones, and what to offer while one types."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from search.everywhere.models import SiteRecord, SiteRecordQuerySet
from search.everywhere.source import Source
from search.everywhere.sources import SOURCES, PageSource
from search.language import Query


@dataclass(frozen=True, slots=True)
class Found:
    record: SiteRecord
    source: Source
    item: Any


def visible() -> SiteRecordQuerySet:
    """Entries in the language of the reader of what is public at this moment."""
    public = Q()
    for source in SOURCES.values():
        public |= Q(Exists(source.public().order_by().filter(pk=OuterRef("item"))), kind=source.kind)
    language = (get_language() or "")[:2]
    found: SiteRecordQuerySet = SiteRecord.objects.filter(public, language__in=["", language]).defer("terms")
    return found


def counts(query: Query) -> Counter[str]:
    if not query:
        return Counter()
    rows = visible().matching(query).order_by().values("kind").annotate(number=Count("pk"))
    return Counter({row["kind"]: row["number"] for row in rows})


def loaded(records: Iterable[SiteRecord]) -> Iterator[Found]:
    """With the things themselves, one query a kind."""
    records = list(records)
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for record in records:
        wanted[record.kind].append(record.item)
    items = {kind: SOURCES[kind].public().in_bulk(keys) for kind, keys in wanted.items()}
    for record in records:
        if (item := items[record.kind].get(record.item)) is not None:
            yield Found(record, SOURCES[record.kind], item)


def first_of_each(query: Query, number: int) -> dict[str, list[Found]]:
    """The best `number` of every kind, in one query for all of them."""
    if not query:
        return {}
    ranked = visible().matching(query).by_rank(query)
    place = Window(RowNumber(), partition_by=F("kind"), order_by=["rank", "title_key", "pk"])
    found: dict[str, list[Found]] = {}
    for each in loaded(ranked.annotate(place=place).filter(place__lte=number).order_by("kind", "place")):
        found.setdefault(each.record.kind, []).append(each)
    return found


def promoted(text: str) -> list[SearchPromotion]:
    """What editors put first for these very words."""
    chosen = SearchPromotion.objects.filter(query__query_string=normalise_query_string(text)).select_related("page")
    pages = set(PageSource().public().filter(pk__in=[each.page_id for each in chosen]).values_list("pk", flat=True))
    return [each for each in chosen if each.external_link_url or each.page_id in pages]
