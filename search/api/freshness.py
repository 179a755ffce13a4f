"""When an answer last changed, as far as this site has noticed: its ETag says the rest."""

from collections.abc import Callable
from hashlib import md5

from django.core.cache import cache
from django.utils import timezone
from django.utils.http import http_date
from rest_framework.request import Request
from rest_framework.response import Response

REMEMBERED = 24 * 60 * 60


def stamp(request: Request) -> Callable[[Response], Response]:
    """Set `Last-Modified` to the moment when these bytes were first given at this address."""
    address = md5(request.build_absolute_uri().encode(), usedforsecurity=False).hexdigest()

    def stamped(response: Response) -> Response:
        content = md5(response.content, usedforsecurity=False).hexdigest()
        known, since = cache.get(f"api.modified.{address}", ("", 0.0))
        if known != content:
            since = timezone.now().timestamp()
        cache.set(f"api.modified.{address}", (content, since), REMEMBERED)
        response["Last-Modified"] = http_date(since)
        return response

    return stamped
