from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.presenters.numbers import grouped
from monitoring.views.http import public_page
from search import synonyms
from search.attachments import Attached
from search.everywhere import finding, suggestions
from search.everywhere.models import SiteKind, SiteRecord
from search.everywhere.presenters import hits, promotion
from search.filters import Selection
from search.filters.ordering import Ordered
from search.language import Query
from search.names import Names
from search.presenters.hits import hit as case_hit
from search.presenters.hits import names_wanted
from search.presenters.nothing_found import understanding

PER_PAGE = 20
OF_EACH = 3
CASES_SHOWN = 5


@public_page
def everything(request: HttpRequest) -> HttpResponse:
    """Words anywhere on the site; `in` is one kind, all of them without it. Cases have their own page, one tab away."""
    query, kind = _asked(request), request.GET.get("in", "")
    cases = Selection(query)
    counts, case_count = finding.counts(query), cases.count() if query else 0
    context = {
        "search_query": query.text,
        "tabs": _tabs(query, kind, counts, case_count),
        "number": case_count + counts.total(),
        "understood": list(understanding(query)),
        "robots": "noindex",
    }
    if kind in SiteKind:
        context |= _of_one_kind(request, query, kind)
    elif query:
        context |= _of_all(query, cases.ordered(case_count), counts, case_count)
    return render(request, "search/everything.html", context)


@public_page
def suggest(request: HttpRequest) -> JsonResponse:
    """What may be meant by unfinished words: names and addresses."""
    query = Query.parse(request.GET.get("q", ""), synonyms.current(), typing=True)
    return JsonResponse({"suggestions": suggestions.offered(query)}, json_dumps_params={"ensure_ascii": False})


def _asked(request: HttpRequest) -> Query:
    text = request.GET.get("q", "")
    return Query.parse(text, synonyms.current()) if text.strip() else Query.parse("")


def _address(query: Query, kind: str = "") -> str:
    return f"{reverse('search:everything')}?{urlencode({'q': query.text, **({'in': kind} if kind else {})})}"


def _cases_address(query: Query) -> str:
    return f"{reverse('search:cases')}?{urlencode({'q': query.text})}"


def _tabs(query: Query, kind: str, counts: dict[str, int], case_count: int) -> list[dict[str, Any]]:
    if not query:
        return []
    total = case_count + sum(counts.values())
    tabs: list[dict[str, Any]] = [
        {"label": _labelled(_("Everything"), total), "url": _address(query), "current": kind not in SiteKind},
        {"label": _labelled(_("Cases"), case_count), "url": _cases_address(query)},
    ]
    tabs += [
        {"label": _labelled(each.label, counts[each]), "url": _address(query, each), "current": each == kind}
        for each in SiteKind
        if counts[each] or each == kind
    ]
    return tabs


def _labelled(name: Any, number: int) -> str:
    return f"{name} {grouped(number)}"


def _of_one_kind(request: HttpRequest, query: Query, kind: str) -> dict[str, Any]:
    records = finding.visible().matching(query).by_rank(query).filter(kind=kind) if query else []
    page: Page[SiteRecord] = Paginator(cast(Any, records), PER_PAGE).get_page(request.GET.get("page"))
    return {"page_obj": page, "hits": hits(list(finding.loaded(page)), query)}


def _of_all(query: Query, cases: Ordered, counts: dict[str, int], case_count: int) -> dict[str, Any]:
    """The best of each kind under its heading, with a link to all of it."""
    records = cases[:CASES_SHOWN]
    names = Names()
    names.load(names_wanted(records))
    attached = Attached([record.pk for record in records])
    groups: list[dict[str, Any]] = []
    if records:
        groups.append(
            {
                "title": _("Cases"),
                "hits": [case_hit(record, query, names, attached) for record in records],
                "all_url": _cases_address(query) if case_count > len(records) else "",
                "count": grouped(case_count),
            }
        )
    found = finding.first_of_each(query, OF_EACH)
    for kind in SiteKind:
        if shown := found.get(kind):
            groups.append(
                {
                    "title": kind.label,
                    "hits": hits(shown, query),
                    "all_url": _address(query, kind) if counts[kind] > len(shown) else "",
                    "count": grouped(counts[kind]),
                }
            )
    return {"promoted": [promotion(each) for each in finding.promoted(query.text)], "groups": groups}
