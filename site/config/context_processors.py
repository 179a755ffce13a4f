"""What every page needs and no page asks for; reads neither user nor session, so pages stay cacheable."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from home.menus import links_of


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "SITE_URL": settings.SITE_URL,
        "SITE_NAME": settings.WAGTAIL_SITE_NAME,
        "DEMONSTRATION": settings.DEMONSTRATION,
        **links_of(request),
    }
