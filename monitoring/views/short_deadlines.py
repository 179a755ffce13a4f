from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.calendars import current_calendar
from monitoring.case_deadlines import case_deadlines
from monitoring.enums import MISSED
from monitoring.models import Case, CaseDeadline, Region
from monitoring.models.deadlines import CaseDeadlineQuerySet
from monitoring.presenters.numbers import grouped
from monitoring.presenters.short_deadlines import FILTERS, facets, is_same, missed_item
from monitoring.rules import RuleBook, rule_book
from monitoring.views.http import public_page

ON_A_PAGE = 20
COLUMNS = {"state": "state", "region": "case__region", "rule": "code"}


@public_page
def short_deadlines(request: HttpRequest) -> HttpResponse:
    """Missed terms of published records: `?region=PAV`, `?rule=D28`, `?state=short|late|overdue`; unknown values are
    left out."""
    book = rule_book()
    regions = {region.letters: region for region in Region.objects.all()}
    chosen = {
        "state": known(request.GET.get("state", "").lower(), MISSED),
        "region": known(request.GET.get("region", "").upper(), regions),
        "rule": known(request.GET.get("rule", "").upper(), {rule.code for rule in book.rules}),
    }
    missed = CaseDeadline.objects.public().missed()
    values = {"state": chosen["state"], "region": regions.get(chosen["region"]), "rule": chosen["rule"]}
    found = narrowed(missed, values).select_related("rule__provision__act").order_by("-due_on", "-pk")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    numbers = {name: counts(missed, values, name) for name in FILTERS}
    context = {
        "page_title": _("Terms that come out short or late"),
        "page_description": _("Published records whose dates do not keep a term of the law, each with its counting."),
        "crumbs": [(_("Deadline calculator"), reverse("monitoring:deadlines"))],
        "page_obj": page,
        "items": items(list(page), book),
        "count_text": ngettext("%(count)s term", "%(count)s terms", page.paginator.count)
        % {"count": grouped(page.paginator.count)},
        "facets": facets(
            chosen,
            numbers["state"],
            [(region, numbers["region"].get(region.pk, 0)) for region in regions.values()],
            [(book.wordings(code)[0], count) for code, count in sorted(numbers["rule"].items())],
        ),
        "active_count": sum(map(bool, chosen.values())),
    }
    return render(request, "monitoring/short_deadlines.html", context)


def known(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""


def narrowed(missed: CaseDeadlineQuerySet, values: dict[str, Any], without: str = "") -> CaseDeadlineQuerySet:
    return missed.filter(**{COLUMNS[name]: value for name, value in values.items() if value and name != without})


def counts(missed: CaseDeadlineQuerySet, values: dict[str, Any], name: str) -> dict[Any, int]:
    rows = narrowed(missed, values, without=name).order_by().values_list(COLUMNS[name]).annotate(Count("pk"))
    return dict(rows)


def items(rows: Sequence[CaseDeadline], book: RuleBook) -> list[dict[str, Any]]:
    """Counted anew from the records, so that the working shown is the one that led to the verdict."""
    calendar, today = current_calendar(), timezone.localdate()
    read = Case.objects.public().select_related("kind", "region", "body")
    cases = {
        case.pk: case
        for case in read.prefetch_related("milestones", "consultations__notices").filter(
            pk__in={row.case_id for row in rows}
        )
    }
    terms = {pk: case_deadlines(case, book, calendar, today) for pk, case in cases.items()}
    return [
        missed_item(row, cases[row.case_id], next((item for item in terms[row.case_id] if is_same(row, item)), None))
        for row in rows
        if row.case_id in cases
    ]
