from typing import Any

from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.councils.terms import REPLY
from monitoring.models import Council, Recommendation, Region
from monitoring.models.council_sessions import RecommendationQuerySet
from monitoring.presenters import recommendations as shown
from monitoring.presenters.councils import rule_rows
from monitoring.presenters.numbers import grouped
from monitoring.rules import rule_book
from monitoring.spreadsheets import csv_response
from monitoring.views.http import public_page

ON_A_PAGE = 25


@public_page
def unanswered(request: HttpRequest) -> HttpResponse:
    """Recommendations that bodies did not reply to: `?region=PAV`, `?council=<key>`; anything else is left out."""
    today = timezone.localdate()
    waiting = Recommendation.objects.public().unanswered()
    found, region, council = narrowed(request, waiting)
    page = Paginator(found.with_council().longest_overdue_first(), ON_A_PAGE).get_page(request.GET.get("page"))
    count, late = page.paginator.count, found.overdue(today).count()
    chosen = {"region": region.letters if region else "", "council": council.key if council else ""}
    context = {
        "page_title": _("Recommendations without a reply"),
        "page_description": _("What public councils asked of executive bodies and got no reply to."),
        "crumbs": [
            (_("Executive bodies"), reverse("monitoring:bodies")),
            (_("Public councils"), reverse("monitoring:councils")),
        ],
        "page_obj": page,
        "hits": shown.unanswered_hits(page, today),
        "count_text": ngettext(
            "%(count)s recommendation without a reply", "%(count)s recommendations without a reply", count
        )
        % {"count": grouped(count)},
        "late_text": ngettext("the term has passed for %(count)s", "the term has passed for %(count)s", late)
        % {"count": grouped(late)},
        "exports": [
            {"label": "CSV", "url": shown.address("monitoring:councils_unanswered_csv", **chosen)},
        ],
        "rules": rule_rows(filter(None, [rule_book().wording(REPLY, today)])),
        "facets": facets(waiting, region, council),
        "active_count": sum(map(bool, chosen.values())),
    }
    return render(request, "monitoring/councils_unanswered.html", context)


@public_page
def unanswered_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list, all of it."""
    found, _region, _council = narrowed(request, Recommendation.objects.public().unanswered())
    rows = found.with_council().with_shown_case().longest_overdue_first().iterator(chunk_size=1000)
    return csv_response("recommendations-without-reply", shown.CSV_HEAD, shown.csv_rows(rows, timezone.localdate()))


def narrowed(
    request: HttpRequest, found: RecommendationQuerySet
) -> tuple[RecommendationQuerySet, Region | None, Council | None]:
    letters, key = request.GET.get("region", "").upper(), request.GET.get("council", "")
    region = Region.objects.filter(key=letters).first() if letters.isalnum() else None
    council = Council.objects.filter(key=key).first() if slug_re.match(key) else None
    if region:
        found = found.filter(session__council__body__region=region)
    if council:
        found = found.filter(session__council=council)
    return found, region, council


def facets(waiting: RecommendationQuerySet, region: Region | None, council: Council | None) -> list[dict[str, Any]]:
    """Only what something waits in; councils of the region chosen."""
    by_region = counted(waiting, "session__council__body__region")
    here = waiting.filter(session__council__body__region=region) if region else waiting
    by_council = counted(here, "session__council")
    letters = region.letters if region else ""
    keys = {*by_council, council.pk} if council else set(by_council)
    made = [
        shown.region_facet(Region.objects.all(), by_region, letters),
        shown.council_facet(Council.objects.filter(pk__in=keys), by_council, letters, council.key if council else ""),
    ]
    return [facet for facet in made if facet["options"]]


def counted(found: RecommendationQuerySet, field: str) -> dict[Any, int]:
    return dict(found.order_by().values_list(field).annotate(Count("pk")))
