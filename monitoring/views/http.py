"""How public pages answer: to reading only, the same for everyone, cheaply when nothing changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponseBase]
FRESH_SECONDS = 60


def public_page(view: View) -> View:
    """Caches may keep the answer for a minute; then its ETag tells whether it changed.

    The view must read neither user nor session, so that the answer is the same for everyone.
    """
    cached: Any = cache_control(public=True, max_age=FRESH_SECONDS)(conditional_page(view))
    return require_safe(cached)


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """A permanent redirect that keeps the query."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address, permanent=True)


def desk_only(view: View) -> View:
    """Mark what the admin's own addresses do not cover but only the desk may open."""
    view.desk_only = True  # type: ignore[attr-defined]  # read by the second factor's middleware
    return view


def framed(view: View) -> View:
    """Pages of other sites may show this one in a frame; in exchange it runs no script at all."""
    policy = {"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]}
    allowed: Any = csp_replace(policy)(xframe_options_exempt(view))
    return wraps(view)(allowed)
