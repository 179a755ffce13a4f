from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.models import Case
from monitoring.presenters.case import case_context, withdrawn_context
from monitoring.presenters.links import case_list
from monitoring.views.http import moved, public_page


@public_page
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """The record under its permanent number; a withdrawn one says when and why."""
    number = reference.upper()
    found: Case | None = Case.objects.public().filter(reference=number).record()
    withdrawn: Case | None = None if found else Case.objects.withdrawn().filter(reference=number).first()
    if (found or withdrawn) and number != reference:
        return moved(request, reverse("monitoring:case", args=[number]))
    if found:
        return render(request, "monitoring/case.html", case_context(found))
    if withdrawn:
        return render(request, "monitoring/case_withdrawn.html", withdrawn_context(withdrawn), status=410)
    return missing(request, number)


def missing(request: HttpRequest, number: str) -> HttpResponse:
    context = {
        "page_title": _("No such case"),
        "robots": "noindex",
        "number": number,
        "crumbs": [(_("Cases"), case_list())],
    }
    return render(request, "monitoring/case_missing.html", context, status=404)
