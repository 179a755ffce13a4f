"""The records behind a figure of a scorecard."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import BodyReply
from monitoring.presenters.numbers import grouped
from monitoring.presenters.scorecard_records import scorecard_url, subject_name, table
from monitoring.scorecards import subjects
from monitoring.scorecards.records import LISTINGS, Kind
from monitoring.views.http import public_page

PER_PAGE = 50
JOINED = {
    Kind.CASES: ("case",),
    Kind.FINDINGS: ("case",),
    Kind.DEADLINES: ("case", "rule"),
    Kind.LETTERS: ("referral__case", "addressee", "authority", "reply"),
    Kind.QUESTIONS: ("step__referral__case", "step__addressee", "step__authority"),
    Kind.REPLIES: ("case", "body"),
    Kind.OUTCOMES: ("step__referral__case", "outcome"),
}


@public_page
def records(request: HttpRequest, what: str) -> HttpResponse:
    """`?body=key[&below=1] | region=letters | tenure=number`, none for the country; `&is=` the value counted."""
    listing = LISTINGS.get(what)
    subject = subjects.read({name: request.GET.get(name, "") for name in ("body", "below", "region", "tenure")})
    if listing is None or subject is None:
        raise Http404
    found = listing.find(subject, timezone.localdate())
    if value := request.GET.get("is", ""):
        condition = listing.narrow(value)
        if condition is None:
            raise Http404
        found = found.filter(condition)
    page = Paginator(joined(found, what).order_by(*listing.order), PER_PAGE).get_page(request.GET.get("page"))
    shown, number = table(what, page), page.paginator.count
    name = subject_name(subject)
    context = {
        "page_title": f"{shown['title']}: {name}",
        "canonical_url": request.get_full_path(),
        "robots": "noindex, follow",
        "crumbs": [(_("Scorecard: %(name)s") % {"name": name}, scorecard_url(subject))],
        "count_text": ngettext("%(count)s record", "%(count)s records", number) % {"count": grouped(number)},
        "page_obj": page,
        "table": shown,
    }
    return render(request, "monitoring/scorecard_records.html", context)


def joined(found: QuerySet[Any], what: str) -> QuerySet[Any]:
    found = found.select_related(*JOINED[Kind(what)])
    if what == Kind.REPLIES:
        replies = BodyReply.objects.public().filter(request=OuterRef("pk"))
        return found.annotate(answered=Exists(replies))
    return found
