"""A record of the index as one result of a list."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from monitoring.enums import Stage
from monitoring.models import District, ExecutiveBody, Region
from monitoring.presenters.dates import partial_table_date
from monitoring.presenters.links import case_path
from search.attachments import Attached
from search.language import Query
from search.language.highlighting import highlight, snippet
from search.models import CaseRecord
from search.names import Name, Names, Vocabulary


def names_wanted(records: Iterable[CaseRecord]) -> dict[Vocabulary, set[str]]:
    return {
        Region: {record.region for record in records},
        District: {record.district for record in records},
        ExecutiveBody: {record.body for record in records},
    }


def hit(record: CaseRecord, query: Query, names: Names, attached: Attached | None = None) -> dict[str, Any]:
    """Context of `components/hit.html`; `attached` are the files of all cases of the list, where it shows passages."""
    page = (get_language() or "")[:2]
    return {
        "ref": record.reference,
        "url": case_path(record.reference),
        "title": highlight(record.title, record.language, query),
        "lang": record.language if record.language != page else "",
        "meta": _meta(record, names),
        "snippet": _snippet(record, query, attached),
        "chips": _chips(record),
    }


def _snippet(record: CaseRecord, query: Query, attached: Attached | None) -> SafeString | str:
    """The passage with the words; where the text has none, the title in the other language or a page of a file."""
    passage, language = snippet(record.text, record.text_language, query), record.text_language
    if query and not passage.hits and record.other_title:
        other = snippet(record.other_title, record.other_language, query)
        if other.hits:
            passage, language = other, record.other_language
    if query and attached and not passage.hits and record.has_attachments:
        title = snippet(record.title, record.language, query)
        if not title.hits and (page := attached.passage(record.pk, query)):
            return page
    return _in_language(passage.html, language if language != record.language else "")


def _meta(record: CaseRecord, names: Names) -> SafeString:
    place = [names.get(Region, record.region), names.get(District, record.district)]
    parts = [
        format_html_join(", ", "{}", ((_named(name),) for name in place if name)),
        _period(record),
        _named(names.get(ExecutiveBody, record.body)),
    ]
    return format_html_join(" · ", "{}", ((part,) for part in parts if part))


def _named(name: Name | None) -> SafeString | str:
    return _in_language(name.text, name.language) if name else ""


def _in_language(text: SafeString | str, language: str) -> SafeString | str:
    return format_html('<span lang="{}">{}</span>', language, text) if text and language else text


def _period(record: CaseRecord) -> str:
    """From the first to the last date, each no more exact than it is known."""
    if not (record.begins and record.ends):
        return ""
    return " – ".join(dict.fromkeys(partial_table_date(date) for date in (record.begins, record.ends)))


def _chips(record: CaseRecord) -> list[dict[str, str]]:
    chips = []
    if record.stage != Stage.UNKNOWN:
        chips.append({"state": "plain", "label": str(Stage(record.stage).label)})
    if count := record.finding_count:
        label = ngettext("%(count)s sign of a breach", "%(count)s signs of a breach", count) % {"count": count}
        chips.append({"state": "breach", "label": label})
    return chips
