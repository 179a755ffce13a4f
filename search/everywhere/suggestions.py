"""What to offer while one types: only by names, few of each, in three queries and one for each kind shown."""

from django.urls import reverse

from search.everywhere.finding import loaded, visible
from search.everywhere.sources import SOURCES
from search.filters.ordering import Ordered
from search.filters.sorting import NEWEST_FIRST
from search.finding import CaseIndex
from search.language import Query, Weight

CASES = 4
OTHERS = 6
SHORTEST = 2


def offered(query: Query) -> list[dict[str, str]]:
    """{title, note, url, lang} of records whose name holds the words, the last of which may be unfinished."""
    if len(query.text) < SHORTEST or not query.clauses:
        return []
    return [*_cases(query), *_others(query)]


def _cases(query: Query) -> list[dict[str, str]]:
    named = CaseIndex.objects.asked(query.wanted(), weights=[Weight.HEADING])
    return [
        {
            "title": record.title,
            "lang": record.language,
            "note": record.reference,
            "url": reverse("monitoring:case", args=[record.reference]),
        }
        for record in Ordered([named], NEWEST_FIRST, whole=False)[:CASES]
    ]


def _others(query: Query) -> list[dict[str, str]]:
    kinds = [source.kind for source in SOURCES.values() if source.is_suggested]
    records = visible().filter(kind__in=kinds).heading(query).order_by("kind", "title_key", "pk")[:OTHERS]
    return [
        {
            "title": found.source.title(found.item),
            "lang": found.record.language,
            "note": found.source.note(found.item) or str(found.source.kind.label),
            "url": found.source.address(found.item),
        }
        for found in loaded(records)
    ]
