from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monitoring.views.http import public_page
from search.exports.columns import chosen
from search.filters import CASE_FILTERS, Selection
from search.filters.facets import count, facets
from search.filters.selection import TABLE
from search.names import Names
from search.presenters import api_page, list_page, nothing_found, ways
from search.presenters.hits import names_wanted

PER_PAGE = {TABLE: 50}
LISTED = 20


@public_page
def cases(request: HttpRequest) -> HttpResponse:
    """The list of cases. Its address holds the whole question; the answer is the same for everyone."""
    names, path = Names(), reverse("search:cases")
    selection = Selection.read(request.GET, names)
    page = Paginator(selection.ordered(), PER_PAGE.get(selection.view, LISTED)).get_page(request.GET.get("page"))
    records, counts = list(page), count(selection)
    columns, unknown_columns = chosen(selection.columns)
    wanted = names_wanted(records)
    for of, keys in ways.table_names(records, columns).items():
        wanted[of] = wanted.get(of, set()) | keys
    for each in CASE_FILTERS:
        if model := each.vocabulary.model:
            wanted[model] = wanted.get(model, set()) | set(counts[each.name])
    names.load(wanted)
    number = page.paginator.count
    context = {
        "selection": selection,
        "page_obj": page,
        "count_text": list_page.count_text(number),
        "tabs": ways.tabs(selection, path),
        "exports": ways.exports(selection) if number else [],
        **ways.shown(selection, records, counts, columns, names, path),
        "facets": [list_page.facet_context(facet, selection, path) for facet in facets(selection, counts, names)],
        "chips": list(list_page.chips(selection, path)),
        "sorts": list_page.sorts(selection, path) if number > 1 and selection.view in ("", TABLE) else [],
        "hidden": list_page.hidden_fields(selection),
        "unknown": [*list_page.unknown_texts(selection), *ways.unknown_columns(unknown_columns)],
        "empty": nothing_found.empty_context(selection, path) if not number else None,
        "path": path,
        "chosen_count": sum(map(len, selection.chosen.values())),
        **list_page.meta(selection, page),
    }
    return render(request, "search/cases.html", context)


@public_page
def api(request: HttpRequest) -> HttpResponse:
    """How to use the API, with commands to copy."""
    return render(request, "search/api.html", api_page.context())
