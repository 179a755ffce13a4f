import datetime as dt

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import Consultation, Region
from monitoring.models.consultations import ConsultationQuerySet
from monitoring.presenters import calendar as ics
from monitoring.presenters.hearings import PAST, UNDATED, UPCOMING, hearing_card, period_tabs, region_facets
from monitoring.presenters.numbers import grouped
from monitoring.views.http import public_page

HEARINGS_ON_A_PAGE = 24
WHOLE_COUNTRY = "all"
CALENDAR_KEEPS = dt.timedelta(days=180)


@public_page
def hearings(request: HttpRequest) -> HttpResponse:
    """Hearings and discussions: `?when=past|undated`, `?region=PAV`; anything else means upcoming, everywhere."""
    today = timezone.localdate()
    period = request.GET.get("when", UPCOMING)
    period = period if period in {PAST, UNDATED} else UPCOMING
    of_period = in_period(Consultation.objects.public(), period, today)
    counts = dict(of_period.order_by().values_list("case__region").annotate(Count("pk")))
    regions = list(Region.objects.all())
    region = next((item for item in regions if item.letters == request.GET.get("region", "").upper()), None)
    letters = region.letters if region else ""
    shown = of_period.filter(case__region=region) if region else of_period
    page = Paginator(shown.with_case(), HEARINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    tabs = period_tabs(period, letters)
    context = {
        "page_title": _("Hearings: %(region)s") % {"region": region} if region else _("Hearings"),
        "page_description": _("Public hearings and discussions: when, where and how to take part."),
        "crumbs": [(_("Hearings"), reverse("monitoring:hearings"))] if region else [],
        "region": region,
        "period": period,
        "page_obj": page,
        "cards": [hearing_card(consultation, today) for consultation in page],
        "count_text": ngettext("%(count)s hearing or discussion", "%(count)s hearings and discussions", count)
        % {"count": grouped(count)},
        "tabs": tabs,
        "empty_actions": tabs[1:2] if period == UPCOMING else [],
        "facets": region_facets(regions, counts, letters, period),
        "active_count": 1 if region else 0,
        "calendar_url": reverse("monitoring:hearings_ics", args=[letters or WHOLE_COUNTRY]),
    }
    return render(request, "monitoring/hearings.html", context)


def in_period(found: ConsultationQuerySet, period: str, today: dt.date) -> ConsultationQuerySet:
    if period == PAST:
        return found.past(today).latest_first()
    return found.undated().order_by("-pk") if period == UNDATED else found.upcoming(today).soonest_first()


@public_page
def calendar(request: HttpRequest, letters: str) -> HttpResponse:
    """The feed of a region, or of the country under `all`: what is ahead and the last half-year."""
    found = Consultation.objects.public().upcoming(timezone.localdate() - CALENDAR_KEEPS).with_case()
    name = _("Public hearings")
    if letters != WHOLE_COUNTRY:
        region = get_object_or_404(Region, key=letters.upper())
        found = found.filter(case__region=region)
        name = f"{name}: {region}"
    feed = ics.calendar(found.soonest_first(), name)
    filename = f"hearings-{letters}.ics"
    return HttpResponse(
        feed,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{filename}"'},
    )
