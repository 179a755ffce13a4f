from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monitoring.presenters.embeds import embed
from monitoring.presenters.numbers import cases_text
from monitoring.views.http import public_page
from search.embeds.providers import list_frame
from search.exports.columns import chosen
from search.filters import Selection
from search.filters.facets import count, facets
from search.filters.selection import TABLE, vocabulary_keys
from search.models import CaseRecord
from search.names import Names
from search.presenters import api_page, facet_groups, list_page, nothing_found, ways
from search.presenters.hits import names_wanted
from search.questions.gallery import gallery

PER_PAGE = {TABLE: 50}
LISTED = 20


@public_page
def cases(request: HttpRequest) -> HttpResponse:
    """The list of cases. Its address holds the whole question; the answer is the same for everyone."""
    names, path = Names(), reverse("search:cases")
    selection = Selection.read(request.GET, names)
    with selection.looking_up():
        counts = count(selection)
        ordered: Any = selection.ordered(counts.total)  # counted and sliced, as a paginator does
        found: Paginator[CaseRecord] = Paginator(ordered, PER_PAGE.get(selection.view, LISTED))
        page = found.get_page(request.GET.get("page"))
        records = list(page)
    columns, unknown_columns = chosen(selection.columns)
    wanted = names_wanted(records)
    for of, keys in ways.table_names(records, columns).items():
        wanted[of] = wanted.get(of, set()) | keys
    for of, keys in vocabulary_keys(counts.of).items():
        wanted[of] = wanted.get(of, set()) | keys
    names.load(wanted)
    number = page.paginator.count
    context = {
        "selection": selection,
        "page_obj": page,
        "count_text": cases_text(number),
        "tabs": ways.tabs(selection, path),
        "exports": ways.exports(selection) if number else [],
        **ways.shown(selection, records, counts.of, columns, names, path),
        "facet_groups": list(
            facet_groups.groups(facets(selection, counts.of, names), selection, path, whole=request.GET.get("all", ""))
        ),
        "chips": list(list_page.chips(selection, path)),
        "sorts": list_page.sorts(selection, path) if number > 1 and selection.view in ("", TABLE) else [],
        "hidden": list_page.hidden_fields(selection),
        "unknown": [*list_page.unknown_texts(selection), *ways.unknown_columns(unknown_columns)],
        "empty": nothing_found.empty_context(selection, path) if not number else None,
        "questions": gallery() if not selection.is_asked and not selection.view and page.number == 1 else {},
        "path": path,
        "embed": embed(list_frame(selection)),
        "follow": ways.to_follow(selection),
        "chosen_count": sum(map(len, selection.chosen.values())),
        **list_page.meta(selection, page),
    }
    return render(request, "search/cases.html", context)


@public_page
def api(request: HttpRequest) -> HttpResponse:
    """How to use the API, with commands to copy."""
    return render(request, "search/api.html", api_page.context())
