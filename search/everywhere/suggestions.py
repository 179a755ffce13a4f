"""What to offer while one types: only by names, few of each, in three queries and one for each kind shown."""

import re

from monitoring.presenters.links import case_path
from search.everywhere.finding import loaded, visible
from search.everywhere.sources import SOURCES
from search.filters.ordering import Ordered
from search.filters.sorting import NEWEST_FIRST
from search.finding import CaseIndex
from search.language import Query, Weight
from search.models import CaseRecord

CASES = 4
OTHERS = 6
SHORTEST = 2
# As KZ-PAV-2026-0042 is typed letter by letter.
REFERENCE_BEGUN = re.compile(r"kz(-[a-z]{0,3}|-[a-z]{3}-\d{0,4}|-[a-z]{3}-\d{4}-\d*)?", re.ASCII | re.IGNORECASE)


def offered(query: Query) -> list[dict[str, str]]:
    """{title, note, url, lang} of records whose name holds the words, the last of which may be unfinished."""
    if len(query.text) < SHORTEST or not query.clauses:
        return []
    return [*_cases(query), *_others(query)]


def _cases(query: Query) -> list[dict[str, str]]:
    return [
        {
            "title": record.title,
            "lang": record.language,
            "note": record.reference,
            "url": case_path(record.reference),
        }
        for record in _named(query)
    ]


def _named(query: Query) -> list[CaseRecord]:
    """Where a reference was begun, those numbered last: half of all cases can share the beginning."""
    if REFERENCE_BEGUN.fullmatch(query.text):
        text = query.text.upper()
        # The range is for the index of references in whatever order the database keeps letters and digits.
        begun = CaseRecord.objects.public().filter(reference__startswith=text, reference__range=(text, f"{text}ZZZZ"))
        return list(begun.order_by("-reference")[:CASES])
    headed = CaseIndex.objects.asked(query.wanted(), weights=[Weight.HEADING])
    return Ordered([headed], NEWEST_FIRST, whole=False)[:CASES]


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
