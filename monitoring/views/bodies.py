from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.models import Case, ExecutiveBody
from monitoring.presenters.bodies import body_context, body_groups
from monitoring.presenters.hits import case_hits
from monitoring.views.http import moved, public_page

CASES_ON_A_PAGE = 20


@public_page
def bodies(request: HttpRequest) -> HttpResponse:
    """The tree of executive bodies by region, each with its number of public cases."""
    groups = body_groups(ExecutiveBody.objects.current().with_case_counts().select_related("region"))
    context = {
        "page_title": _("Executive bodies"),
        "page_description": _("Who takes the decisions that are monitored here, by region."),
        "groups": groups,
    }
    return render(request, "monitoring/bodies.html", context)


@public_page
def body(request: HttpRequest, key: str) -> HttpResponse:
    found: ExecutiveBody = get_object_or_404(
        ExecutiveBody.objects.select_related("region", "successor", "merged_into"), key=key
    )
    if found.merged_into_id:
        return moved(request, found.kept().get_absolute_url())
    cases = Case.objects.public().filter(body=found).for_lists()
    page = Paginator(cases, CASES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **body_context(found),
        "crumbs": [(_("Executive bodies"), reverse("monitoring:bodies"))],
        "page_obj": page,
        "hits": case_hits(page),
    }
    return render(request, "monitoring/body.html", context)
