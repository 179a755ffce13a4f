from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from monitoring.models import Precedent
from monitoring.presenters.precedents import precedent_groups
from monitoring.views.http import public_page


@public_page
def precedents(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Cases of the Compliance Committee"),
        "page_description": _(
            "What the Aarhus Convention Compliance Committee said of cases like those monitored here."
        ),
        "groups": precedent_groups(list(Precedent.objects.all())),
    }
    return render(request, "monitoring/precedents.html", context)
