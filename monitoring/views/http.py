"""How public pages answer: to reading only, the same for everyone, cheaply when nothing changed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
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
