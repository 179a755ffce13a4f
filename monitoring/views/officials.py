from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import Official
from monitoring.presenters.officials import tenure_cards
from monitoring.scorecards.reading import sums_of_tenures
from monitoring.scorecards.subjects import tenures_of
from monitoring.views.http import moved, public_page


@public_page
def official(request: HttpRequest, key: str) -> HttpResponse:
    """A person in public office: the terms and what was monitored in each; nobody without a term has a page."""
    found = cast(Official, get_object_or_404(Official.objects.select_related("merged_into"), key=key))
    if found.merged_into_id:
        return moved(request, reverse("monitoring:official", args=[found.kept().key]))
    tenures = list(tenures_of(found))
    if not tenures:
        raise Http404
    context = {
        "page_title": str(found),
        "page_description": _("Terms of office and monitored decisions of the bodies headed: %(name)s")
        % {"name": found},
        "canonical_url": reverse("monitoring:official", args=[key]),
        "crumbs": [(_("Executive bodies"), reverse("monitoring:bodies"))],
        "tenures": tenure_cards(tenures, sums_of_tenures(tenures, timezone.localdate())),
    }
    return render(request, "monitoring/official.html", context)
