from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.presenters.embeds import WIDTH, Frame
from monitoring.presenters.links import absolute
from monitoring.presenters.numbers import cases_text
from monitoring.views.http import framed, public_page
from search.attachments import Attached
from search.embeds.providers import frame_of
from search.exports.about import question
from search.filters import Selection
from search.names import Names
from search.presenters.hits import hit, names_wanted

LISTED = 10
CACHE_SECONDS = 3600
SMALLEST = 1


@framed
@public_page
def cases(request: HttpRequest) -> HttpResponse:
    """The first records of a question, and how many there are."""
    names = Names()
    selection = Selection.read(request.GET, names).with_view("")
    found = selection.ordered()
    records = list(found[:LISTED])
    names.load(names_wanted(records))
    attached = Attached([record.pk for record in records])
    context = {
        "page_title": _("Cases"),
        "canonical_url": selection.address(reverse("search:cases")),
        "question": question(selection),
        "count_text": cases_text(found.count()),
        "hits": [with_address(hit(record, selection.query, names, attached)) for record in records],
    }
    return render(request, "embed/list.html", context)


def with_address(shown: dict[str, Any]) -> dict[str, Any]:
    return {**shown, "url": absolute(shown["url"])}


@public_page
def oembed(request: HttpRequest) -> HttpResponseBase:
    """https://oembed.com: 404 for what has no frame, 501 for a format that is not JSON, 400 for a size that is none."""
    if request.GET.get("format", "json") != "json":
        return refused(501, "Only JSON is given.")
    try:
        most_wide, most_high = size(request, "maxwidth"), size(request, "maxheight")
    except ValueError:
        return refused(400, "maxwidth and maxheight are whole numbers of pixels.")
    frame = frame_of(request.GET.get("url", ""))
    if frame is None:
        return refused(404, "There is nothing to embed at this address.")
    return JsonResponse(described(frame, most_wide, most_high), json_dumps_params={"ensure_ascii": False})


def described(frame: Frame, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
    width, height = min(WIDTH, most_wide or WIDTH), min(frame.height, most_high or frame.height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "provider_name": settings.WAGTAIL_SITE_NAME,
        "provider_url": absolute("/"),
        "cache_age": CACHE_SECONDS,
        "html": frame.code(width, height),
        "width": width,
        "height": height,
    }


def size(request: HttpRequest, name: str) -> int | None:
    """Raises ValueError."""
    text = request.GET.get(name)
    if text is None:
        return None
    number = int(text)
    if number < SMALLEST:
        raise ValueError(name)
    return number


def refused(status: int, detail: str) -> JsonResponse:
    return JsonResponse({"detail": detail}, status=status)
