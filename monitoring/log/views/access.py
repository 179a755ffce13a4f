"""Who may come to the log, and what no cache may keep."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from monitoring import permissions

View = Callable[..., HttpResponseBase]


def wants_json(request: HttpRequest) -> bool:
    if request.method == "PUT" or "Tus-Resumable" in request.headers:
        return True
    return request.accepts("application/json") and not request.accepts("text/html")


def log_page(view: View, *, limit: str = "log_write") -> View:
    """For those who log; others are told what to do. The answer is for this person alone: `private, no-store`.

    `limit` names the rate (ACCOUNT_RATE_LIMITS) that counts what is sent here.
    """

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _refusal(request, limit) or view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return wrapped


def _refusal(request: HttpRequest, limit: str) -> HttpResponse | None:
    if not request.user.is_authenticated:
        if wants_json(request):
            return JsonResponse({"error": "signed_out"}, status=401)
        return redirect_to_login(request.get_full_path())
    if not permissions.can_log(request.user):
        if wants_json(request):
            return JsonResponse({"error": "not_allowed"}, status=403)
        return render(request, "monitoring/log/not_allowed.html", status=403)
    if request.method not in ("GET", "HEAD") and not ratelimit.consume(request, action=limit):
        if wants_json(request):
            return JsonResponse({"error": "too_many"}, status=429)
        return render(request, "429.html", status=429)
    return None
