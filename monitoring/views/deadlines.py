from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.calculator import CalculatorForm
from monitoring.calendars import current_calendar
from monitoring.presenters.calculator import answer, as_json, rules_list
from monitoring.rules import rule_book
from monitoring.views.http import public_page

JSON = "json"


@public_page
def calculator(request: HttpRequest) -> HttpResponse:
    """Counts a term: `?rule=D23&from=2026-03-02`, or `?from=…&n=20&unit=working&counting=exclusive&direction=forwards`;
    with `to=` it is compared with the term, or its period counted. `&format=json` gives the same to programs.
    """
    book, calendar = rule_book(), current_calendar()
    wants_json = request.GET.get("format") == JSON
    asked = wants_json or any(name in request.GET for name in CalculatorForm.field_order)
    form = CalculatorForm(request.GET if asked else None, book=book, calendar=calendar, today=timezone.localdate())
    found = form.cleaned_data["calculation"] if asked and form.is_valid() else None
    if wants_json:
        return json_answer(as_json(found)) if found else json_answer({"errors": form.errors}, status=400)
    context = {
        "page_title": _("Deadline calculator"),
        "page_description": _("Counts terms of the law by the working calendar of Kazakhstan and shows every day."),
        "robots": "noindex, follow" if asked else "",
        "form": form,
        "answer": answer(found) if found else None,
        "json_query": json_query(request) if found else "",
        "rules": rules_list(book),
        "calendar_version": calendar.version,
    }
    return render(request, "monitoring/deadlines.html", context)


def json_answer(data: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


def json_query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query["format"] = JSON
    return query.urlencode()
