from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import Case, Consultation, ExecutiveBody, Region
from monitoring.presenters.bodies import branches
from monitoring.presenters.hearings import hearing_card
from monitoring.presenters.hits import case_hits
from monitoring.presenters.links import case_list
from monitoring.presenters.numbers import grouped
from monitoring.presenters.regions import legend, steps_for, table, tiles
from monitoring.views.http import moved, public_page

CASES_ON_A_PAGE = 20
HEARINGS_SHOWN = 6


@public_page
def regions(request: HttpRequest) -> HttpResponse:
    found = list(Region.objects.all())
    published = counted(Case.objects.public(), "region")
    checked = counted(Case.objects.being_checked(), "region")
    upcoming = counted(Consultation.objects.public().upcoming(timezone.localdate()), "case__region")
    steps = steps_for(published.values())
    context = {
        "page_title": _("Regions"),
        "page_description": _("How many decisions are monitored in each region of Kazakhstan."),
        "tiles": tiles(found, published, steps),
        "legend": legend(steps),
        "note": _("Published cases, %(total)s in all. The number follows what was monitored, not what was broken.")
        % {"total": grouped(sum(published.values()))},
        "table": table(found, published, checked, upcoming),
    }
    return render(request, "monitoring/regions.html", context)


def counted(found: QuerySet, field: str) -> dict[int | None, int]:
    return dict(found.order_by().values_list(field).annotate(Count("pk")))


@public_page
def region(request: HttpRequest, letters: str) -> HttpResponse:
    found = get_object_or_404(Region, key=letters.upper())
    if found.letters != letters:
        return moved(request, found.get_absolute_url())
    today = timezone.localdate()
    cases = Paginator(Case.objects.public().filter(region=found).for_lists(), CASES_ON_A_PAGE)
    page = cases.get_page(request.GET.get("page"))
    upcoming = Consultation.objects.public().upcoming(today).filter(case__region=found)
    hearings = list(upcoming.with_case().soonest_first()[: HEARINGS_SHOWN + 1])
    bodies = ExecutiveBody.objects.current().with_case_counts().filter(region=found)
    context = {
        "region": found,
        "page_title": str(found),
        "page_description": _("Monitored decisions, hearings and executive bodies: %(region)s") % {"region": found},
        "crumbs": [(_("Regions"), reverse("monitoring:regions"))],
        "figures": figures(cases.count, Case.objects.being_checked().filter(region=found).count(), found),
        "page_obj": page,
        "hits": case_hits(page),
        "hearings": [hearing_card(item, today) for item in hearings[:HEARINGS_SHOWN]],
        "more_hearings": f"{reverse('monitoring:hearings')}?region={letters}" if len(hearings) > HEARINGS_SHOWN else "",
        "scorecard_url": reverse("monitoring:region_scorecard", args=[letters]),
        "calendar_url": reverse("monitoring:hearings_ics", args=[letters]),
        "bodies": branches(list(bodies)),
        "centres": found.centres.all(),
    }
    return render(request, "monitoring/region.html", context)


def figures(published: int, checked: int, region: Region) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"value": published, "label": _("published"), "url": case_list(region=region.letters) or "#cases"}
    ]
    if checked:
        label = ngettext("record is being checked", "records are being checked", checked)
        rows.append({"value": checked, "label": label, "url": ""})
    return rows
