"""Earlier versions of a record under addresses that never change: what was cited can be read as it was cited."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monitoring.enums import VersionKind
from monitoring.models import Case, CaseVersion
from monitoring.models.case_queryset import CaseQuerySet
from monitoring.presenters.case import withdrawn_context
from monitoring.presenters.case_versions import closed_context, list_context, version_context
from monitoring.views.cases import missing
from monitoring.views.http import moved, public_page


@public_page
def versions(request: HttpRequest, reference: str) -> HttpResponse:
    found = public_case(request, reference, Case.objects.public().prefetch_related("versions"))
    if isinstance(found, HttpResponse):
        return found
    readable = set(CaseVersion.objects.public().filter(case=found).values_list("number", flat=True))
    return render(request, "monitoring/case_versions.html", list_context(found, readable))


@public_page
def version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A version as it stood. The one that is public now is the page of the case itself."""
    found = public_case(request, reference, Case.objects.public().with_record())
    if isinstance(found, HttpResponse):
        return found
    if number == found.version:
        return redirect(found)
    readable = CaseVersion.objects.public().filter(case=found).select_related("revision")
    pair = {item.number: item for item in readable.filter(number__in=(number, number + 1))}
    if number in pair:
        context = version_context(found, pair[number], pair.get(number + 1))
        return render(request, "monitoring/case_version.html", context)
    known = [item for item in found.versions.all() if item.number == number and item.kind != VersionKind.WITHDRAWN]
    if known:
        context = closed_context(found, known[0], number, reason_of(found, known[0]))
        return render(request, "monitoring/case_version_closed.html", context, status=410)
    return missing(request, str(found.reference))


def reason_of(case: Case, version: CaseVersion) -> str:
    """Why it was closed; a record that was withdrawn and published anew took all that stood before with it."""
    withdrawals = [item for item in case.versions.all() if item.kind == VersionKind.WITHDRAWN]
    taken = [item.note for item in withdrawals if item.number >= version.number]
    return version.closing_reason or (taken[-1] if taken else "")


def public_case(request: HttpRequest, reference: str, cases: CaseQuerySet) -> Case | HttpResponse:
    """The case, or the answer of its page where it is spelled otherwise, withdrawn or unknown: 301, 410 or 404."""
    number = reference.upper()
    found: Case | None = cases.filter(reference=number).first()
    withdrawn: Case | None = None if found else Case.objects.withdrawn().filter(reference=number).first()
    if (found or withdrawn) and number != reference:
        match = request.resolver_match
        kept = {name: value for name, value in (match.kwargs if match else {}).items() if name != "reference"}
        address = reverse(match.view_name if match else "", kwargs={"reference": number, **kept})
        return moved(request, address)
    if withdrawn:
        return render(request, "monitoring/case_withdrawn.html", withdrawn_context(withdrawn), status=410)
    return found or missing(request, number)
