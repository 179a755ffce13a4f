from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import Case, ExecutiveBody
from monitoring.presenters.bodies import body_context, body_groups
from monitoring.presenters.hits import case_hits
from monitoring.presenters.scorecards import summary
from monitoring.scorecards.reading import read_sums
from monitoring.scorecards.subjects import of_body
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


def scorecard_summary(body: ExecutiveBody) -> dict[str, Any]:
    subject = of_body(body)
    sums = read_sums(subject, timezone.localdate())
    return summary(subject, sums, reverse("monitoring:body_scorecard", args=[body.key]))


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
        "scorecard": scorecard_summary(found),
        "crumbs": [(_("Executive bodies"), reverse("monitoring:bodies"))],
        "page_obj": page,
        "hits": case_hits(page),
    }
    return render(request, "monitoring/body.html", context)
