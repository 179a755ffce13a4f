"""What the pages need beside themselves: search, renditions, robots.txt, the sitemap."""

import mimetypes
import re
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from home.models import Rendition
from home.models.base import HOME_DEPTH
from home.sitemaps import all_sitemaps
from monitoring.views.http import public_page

HITS_PER_PAGE = 20
LONGEST_QUERY = 200
YEAR = 365 * 24 * 3600
WORD = re.compile(r"\w+")


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Words in live pages of the language being read; cases have a search of their own, one link away."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    words = " ".join(WORD.findall(query))  # a lone quote is a syntax error to SQLite's index
    page_obj = None
    if words:
        pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH, locale=Locale.get_active())
        page_obj = Paginator(pages.specific().search(words, operator="and"), HITS_PER_PAGE).get_page(
            request.GET.get("page")
        )
    context = {
        "search_query": query,
        "page_obj": page_obj,
        "hits": [hit(page, request) for page in page_obj or []],
        "cases_url": f"{reverse('search:cases')}?{urlencode({'q': query})}",
        "robots": "noindex",
    }
    return render(request, "home/search.html", context)


def hit(page: Page, request: HttpRequest) -> dict[str, str]:
    return {
        "title": page.title,
        "url": page.get_url(request) or "",
        "snippet": getattr(page, "lead", "") or page.search_description,
    }


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
