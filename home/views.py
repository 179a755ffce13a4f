"""What the pages need beside themselves: renditions, robots.txt, the sitemap."""

import mimetypes

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.models import Rendition
from home.sitemaps import all_sitemaps

YEAR = 365 * 24 * 3600


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """A rendition by its file name, whatever the storage. Originals and all else under MEDIA_ROOT have no address."""
    found = Rendition.objects.filter(file=f"images/{name}").first() if name.isprintable() else None
    if found is None:
        raise Http404
    try:
        file = found.file.storage.open(found.file.name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return sitemaps.index(request, all_sitemaps(request), sitemap_url_name="sitemap_section")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemaps.sitemap(request, all_sitemaps(request), section=section)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    context = {
        "everything": settings.DEMONSTRATION,
        "languages": [code for code, _name in settings.LANGUAGES],
        "sitemap": f"{settings.SITE_URL}{reverse('sitemap')}",
    }
    return render(request, "home/robots.txt", context, content_type="text/plain; charset=utf-8")
