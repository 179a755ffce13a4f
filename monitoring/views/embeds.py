"""Cards of cases for pages of other sites."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from monitoring.models import Case
from monitoring.presenters.hits import hit
from monitoring.presenters.links import absolute
from monitoring.views.http import framed, public_page


@framed
@public_page
def case(request: HttpRequest, reference: str) -> HttpResponse:
    found = Case.objects.public().for_lists().filter(reference=reference.upper()).first()
    if found is None:
        withdrawn: Case = get_object_or_404(Case.objects.withdrawn(), reference=reference.upper())
        return render(request, "embed/withdrawn.html", context(withdrawn), status=410)
    card = hit(found)
    return render(request, "embed/case.html", {**context(found), "hit": {**card, "url": absolute(card["url"])}})


def context(case: Case) -> dict[str, str | None]:
    """A withdrawn case keeps its number alone."""
    title = f"{case.reference} · {case.title}" if case.live else case.reference
    return {"page_title": title, "reference": case.reference, "canonical_url": case.get_absolute_url()}
