from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from monitoring.models import Case
from monitoring.presenters.case import withdrawn_context
from monitoring.presenters.remedies import remedies_context
from monitoring.views.cases import missing
from monitoring.views.http import public_page


@public_page
def remedies(request: HttpRequest, reference: str) -> HttpResponse:
    """Every step taken inside the country, to print for a communication to the Compliance Committee."""
    number = reference.upper()
    if found := Case.objects.public().filter(reference=number).record():
        if number != reference:
            return redirect(reverse("monitoring:remedies", args=[number]), permanent=True)
        return render(request, "monitoring/remedies.html", remedies_context(found))
    if withdrawn := Case.objects.withdrawn().filter(reference=number).first():
        return render(request, "monitoring/case_withdrawn.html", withdrawn_context(withdrawn), status=410)
    return missing(request, number)
