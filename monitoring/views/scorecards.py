"""Pages of scorecards; each is a subject, its figures, and what it is compared with."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import ExecutiveBody, Region, ScorecardComment, Tenure
from monitoring.presenters import scorecard_trend as trend
from monitoring.presenters.scorecard_page import embed_context, page_context
from monitoring.presenters.scorecards import comparison
from monitoring.scorecards import records, subjects
from monitoring.scorecards.reading import Scorecard, enough, grouped, read_scorecard
from monitoring.scorecards.subjects import Subject
from monitoring.spreadsheets import csv_response
from monitoring.views.http import moved, public_page

COMMENTS_SHOWN = 5
EMBED = "embed"


@public_page
def country(request: HttpRequest, form: str = "") -> HttpResponseBase:
    subject = subjects.country()
    crumbs = [(_("Regions"), reverse("monitoring:regions"))]
    return answer(request, subject, _("Kazakhstan"), crumbs, form, compared=regions_compared)


@public_page
def region(request: HttpRequest, letters: str, form: str = "") -> HttpResponseBase:
    found = get_object_or_404(Region, key=letters.upper())
    if found.letters != letters:
        return moved(request, request.path.replace(f"/{letters}/", f"/{found.letters}/"))
    crumbs = [(_("Regions"), reverse("monitoring:regions")), (str(found), found.get_absolute_url())]
    return answer(request, subjects.of_region(found), str(found), crumbs, form, compared=bodies_compared)


@public_page
def body(request: HttpRequest, key: str, form: str = "") -> HttpResponseBase:
    found: ExecutiveBody = get_object_or_404(ExecutiveBody.objects.select_related("merged_into", "region"), key=key)
    if found.merged_into_id:
        return moved(request, request.path.replace(f"/{key}/", f"/{found.kept().key}/"))
    subject = subjects.of_body(found, below=request.GET.get("below") == "1")
    crumbs = [(_("Executive bodies"), reverse("monitoring:bodies")), (str(found), found.get_absolute_url())]
    return answer(request, subject, str(found), crumbs, form)


@public_page
def tenure(request: HttpRequest, key: str, pk: int, form: str = "") -> HttpResponseBase:
    found: Tenure = get_object_or_404(subjects.public_tenures(), pk=pk, official__key=key)
    subject = subjects.of_tenure(found)
    address = reverse("monitoring:official", args=[key])
    return answer(request, subject, f"{found.official}, {found.position}", [(str(found.official), address)], form)


def answer(
    request: HttpRequest,
    subject: Subject,
    title: str,
    crumbs: list[tuple[str, str]],
    form: str,
    *,
    compared: Any = None,
) -> HttpResponseBase:
    """The page, or with a `form` its trend: as a file, which one of too few cases does not have, or for a frame."""
    today = timezone.localdate()
    card = read_scorecard(subject, today)
    if form == EMBED:
        return render(request, "embed/chart.html", embed_context(card, title, request.get_full_path(), today))
    if form:
        return trend_file(card, title, form)
    context = {
        **page_context(card, title, request.get_full_path(), comments_of(subject), today),
        "crumbs": crumbs,
        "compared": compared(subject, today) if compared else None,
    }
    return render(request, "monitoring/scorecard.html", context)


def trend_file(card: Scorecard, title: str, form: str) -> HttpResponseBase:
    if form not in {"csv", "svg"} or not enough(card.total):
        raise Http404
    if form == "csv":
        return csv_response(trend.NAME, trend.csv_head(), trend.csv_rows(card))
    response = HttpResponse(trend.svg(card, title, timezone.localdate()), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{trend.NAME}.svg"'
    return response


def comments_of(subject: Subject) -> list[ScorecardComment]:
    """A body speaks of its own scorecard, not of those of its heads."""
    if subject.body is None or subject.tenure is not None:
        return []
    return list(ScorecardComment.objects.public().filter(body=subject.body)[:COMMENTS_SHOWN])


def bodies_compared(subject: Subject, today: Any) -> dict[str, Any] | None:
    found = grouped(records.cases(subject, today), "body")
    bodies = ExecutiveBody.objects.current().filter(pk__in=found)

    def address(one: ExecutiveBody) -> str:
        return reverse("monitoring:body_scorecard", args=[one.key])

    return comparison(found, bodies, _("Executive body"), address, subjects.of_body)


def regions_compared(subject: Subject, today: Any) -> dict[str, Any] | None:
    found = grouped(records.cases(subject, today), "region")
    regions = Region.objects.filter(pk__in=found)

    def address(one: Region) -> str:
        return reverse("monitoring:region_scorecard", args=[one.letters])

    return comparison(found, regions, _("Region"), address, subjects.of_region)
