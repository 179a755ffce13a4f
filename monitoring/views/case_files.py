"""A case to take away: as JSON, as a table, as a pack with its files."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from monitoring.models import Case
from monitoring.open_data import PublicRecord, case_data, long_table, public_record
from monitoring.pack.contents import Pack, build_pack
from monitoring.presenters.case import withdrawn_context
from monitoring.presenters.citation import bibtex, ris
from monitoring.spreadsheets import csv_response
from monitoring.views.cases import missing
from monitoring.views.http import moved, public_page
from monitoring.views.limits import too_many

PACKS_A_MINUTE = 20

RecordView = Callable[[HttpRequest, PublicRecord], HttpResponseBase]


def of_public_case(view: RecordView) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """The view gets the public record; otherwise the answer is that of the page of the case: 301, 404 or 410."""

    @wraps(view)
    def found(request: HttpRequest, reference: str) -> HttpResponseBase:
        number = reference.upper()
        record = public_record(number)
        withdrawn: Case | None = None
        if record is None:
            withdrawn = Case.objects.withdrawn().filter(reference=number).first()
        if (record or withdrawn) and number != reference:
            match = request.resolver_match
            return moved(request, reverse(match.view_name if match else "", args=[number]))
        if record:
            return view(request, record)
        if withdrawn:
            return render(request, "monitoring/case_withdrawn.html", withdrawn_context(withdrawn), status=410)
        return missing(request, number)

    return found


@public_page
@of_public_case
def as_json(request: HttpRequest, record: PublicRecord) -> HttpResponseBase:
    return JsonResponse(case_data(record), json_dumps_params={"ensure_ascii": False, "indent": 1})


@public_page
@of_public_case
def as_csv(request: HttpRequest, record: PublicRecord) -> HttpResponseBase:
    return csv_response(str(record.case.reference), *long_table(case_data(record)))


@public_page
@of_public_case
def as_bibtex(request: HttpRequest, record: PublicRecord) -> HttpResponseBase:
    return HttpResponse(bibtex(record.case), content_type="application/x-bibtex; charset=utf-8")


@public_page
@of_public_case
def as_ris(request: HttpRequest, record: PublicRecord) -> HttpResponseBase:
    return HttpResponse(ris(record.case), content_type="application/x-research-info-systems; charset=utf-8")


@public_page
@of_public_case
def unlimited_pack(request: HttpRequest, record: PublicRecord) -> HttpResponseBase:
    return pack_response(request, build_pack(record))


def pack(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The refusal stands outside of what caches may keep: it is for one reader."""
    if too_many(request, "pack", a_minute=PACKS_A_MINUTE):
        response = render(request, "429.html", status=429)
        response["Retry-After"], response["Cache-Control"] = "60", "no-store"
        return response
    return unlimited_pack(request, reference)


def pack_response(request: HttpRequest, made: Pack) -> HttpResponseBase:
    head = request.method == "HEAD"
    response = HttpResponse() if head else StreamingHttpResponse(made.stream())
    response["Content-Type"] = "application/zip"
    response["Content-Disposition"] = f'attachment; filename="{made.name}.zip"'
    response["ETag"] = made.etag
    response["X-Robots-Tag"] = "noindex"
    return response
