from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monitoring.presenters.method import method_context
from monitoring.views.http import public_page


@public_page
def method(request: HttpRequest) -> HttpResponse:
    """How records are made and figures counted."""
    return render(request, "monitoring/method.html", method_context())
