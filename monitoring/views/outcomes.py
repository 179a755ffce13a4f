from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.ledger import LedgerFilter, by_outcome, with_records
from monitoring.presenters.ledger import csv_head, csv_rows, groups, ledger_address, ledger_facets, line
from monitoring.presenters.numbers import grouped
from monitoring.spreadsheets import csv_response
from monitoring.views.http import public_page

LINES_ON_A_PAGE = 30
ROWS_AT_ONCE = 1000


@public_page
def outcomes(request: HttpRequest) -> HttpResponse:
    """What monitoring achieved: `?outcome=O-FIX`, `?year=2026`, `?region=PAV`; every number leads to its records."""
    chosen = LedgerFilter.parse(request.GET)
    counts = by_outcome(chosen)
    page = Paginator(with_records(chosen.apply()), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    context = {
        "page_title": _("What monitoring achieved"),
        "page_description": _("Outcomes of referrals: what was put right, annulled or ordered, and what was not."),
        "groups": groups(chosen, counts),
        "facets": ledger_facets(chosen),
        "active_count": chosen.count,
        "page_obj": page,
        "lines": [line(outcome) for outcome in page],
        "count_text": ngettext("%(count)s outcome", "%(count)s outcomes", total) % {"count": grouped(total)},
        "exports": [{"label": "CSV", "url": ledger_address(chosen, "monitoring:outcomes_csv")}] if total else [],
        "all_url": ledger_address(LedgerFilter()) if chosen.count else "",
        "robots": "noindex" if chosen.count > 1 else "",
    }
    return render(request, "monitoring/outcomes.html", context)


@public_page
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """The same records, all of them."""
    found = with_records(LedgerFilter.parse(request.GET).apply())
    return csv_response("aarhus-watch-outcomes", csv_head(), csv_rows(found.iterator(chunk_size=ROWS_AT_ONCE)))
