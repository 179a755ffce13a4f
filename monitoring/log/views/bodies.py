"""Suggestions while the name of a body is being typed."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from monitoring.log.bodies import find_bodies
from monitoring.log.views.access import log_page


@log_page
@require_safe
def log_bodies(request: HttpRequest) -> JsonResponse:
    """`?q=` words of the name, `&region=` letters of the region to put first: {bodies: [{key, name, note}]}."""
    found = find_bodies(request.GET.get("q", ""), region=request.GET.get("region", ""))
    return JsonResponse({"bodies": [asdict(body) for body in found]})
