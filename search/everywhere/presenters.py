"""What was found as the components of the page want it."""

from collections.abc import Collection
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.contrib.search_promotions.models import SearchPromotion

from search.attachments import Attached
from search.everywhere.finding import Found
from search.everywhere.models import SiteKind
from search.language import Query
from search.language.highlighting import highlight, snippet


def hits(found: Collection[Found], query: Query) -> list[dict[str, Any]]:
    """Contexts of `components/hit.html`; the pages of files in one question for all."""
    attached = Attached({each.item.case_id for each in found if each.record.kind == SiteKind.FILE})
    return [_hit(each, query, attached) for each in found]


def _hit(found: Found, query: Query, attached: Attached) -> dict[str, Any]:
    page = (get_language() or "")[:2]
    language = found.source.words_language(found.item) or page
    return {
        "ref": found.source.reference(found.item),
        "title": highlight(found.source.title(found.item), language, query),
        "lang": language if language != page else "",
        "url": found.source.address(found.item),
        "meta": found.source.note(found.item),
        "snippet": _passage(found, query, language, attached),
    }


def _passage(found: Found, query: Query, language: str, attached: Attached) -> SafeString | str:
    if found.record.kind == SiteKind.FILE:
        return attached.passage(found.item.case_id, query, of=found.item.uid) or ""
    return snippet(found.record.text, language, query).html if found.record.text else ""


def promotion(chosen: SearchPromotion) -> dict[str, str]:
    if chosen.page:
        return {"title": chosen.page.title, "url": chosen.page.url, "snippet": chosen.description}
    return {"title": chosen.external_link_text, "url": chosen.external_link_url, "snippet": chosen.description}
