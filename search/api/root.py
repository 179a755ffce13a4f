"""The front door of the API, and its answers when something is wrong."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from rest_framework.response import Response
from rest_framework.views import exception_handler

from monitoring.presenters.linked_data import LICENSE
from monitoring.presenters.links import absolute
from monitoring.views.http import public_page

NAMES = (
    "cases",
    "consultations",
    "findings",
    "referrals",
    "councils",
    "bodies",
    "regions",
    "provisions",
    "criteria",
    "openapi",
)


@public_page
def index(request: HttpRequest) -> JsonResponse:
    links = {name: absolute(reverse(f"api:{name}")) for name in NAMES}
    return JsonResponse({"version": "1", "license": LICENSE, "documentation": documentation(), **links})


def documentation() -> dict[str, str]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = absolute(reverse("search:api"))
    return found


@public_page
def example(request: HttpRequest) -> HttpResponse:
    """How to use the API from Python; a test runs it."""
    text = (settings.ROOT / "docs" / "api-example.py").read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/x-python; charset=utf-8")


@require_safe
def not_found(request: HttpRequest, rest: str) -> JsonResponse:
    return JsonResponse({"error": "not_found", "detail": "There is nothing at this address."}, status=404)


def explained(error: Exception, context: dict[str, Any]) -> Response | None:
    """One shape for every error: what kind, and in words or by parameter what was wrong."""
    response = exception_handler(error, context)
    if response is None:
        return None
    data = response.data
    if isinstance(data, dict) and set(data) == {"detail"}:
        detail: Any = data["detail"]
    else:
        detail = {name: " ".join(map(str, text)) if isinstance(text, list) else text for name, text in data.items()}
    kinds = {400: "bad_request", 401: "bad_key", 404: "not_found", 405: "method_not_allowed", 429: "too_many_requests"}
    response.data = {"error": kinds.get(response.status_code, "error"), "detail": detail}
    return response


def ours(endpoints: list[tuple[str, str, str, Any]]) -> list[tuple[str, str, str, Any]]:
    """Wagtail's own interfaces are not for the public and stand in no description of it."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]
