"""The open-data package: its page, and its files under addresses that do not change."""

import zipfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_date
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from monitoring.models import DataPackage
from monitoring.presenters import open_data
from monitoring.views.http import public_page
from monitoring.zipping import BLOCK


@public_page
def data(request: HttpRequest) -> HttpResponse:
    packages = list(DataPackage.objects.public()[: settings.OPEN_DATA_KEEP])
    return render(request, "monitoring/open_data.html", open_data.page_context(packages))


@require_safe
def file(request: HttpRequest, day: str, name: str) -> HttpResponseBase:
    """`day` is a date or `latest`; `name` the archive, its checksum, the DCAT record, or a file in the archive."""
    package = package_of(day)
    if package is None:
        raise Http404
    content_type, digest = f"{open_data.media_type(name)}; charset=utf-8", package.sha256
    if name == open_data.RECORD:
        response: HttpResponseBase = JsonResponse(
            open_data.dcat(package), content_type="application/ld+json", json_dumps_params={"ensure_ascii": False}
        )
    elif name == open_data.ARCHIVE_CHECKSUM:
        response = HttpResponse(f"{package.sha256}  {open_data.ARCHIVE}\n", content_type=content_type)
    elif name == open_data.ARCHIVE:
        return sent(request, package, package.sha256, package.size, "application/zip", whole=True)
    elif name in package.members:
        size, digest = package.members[name]
        return sent(request, package, digest, size, content_type, name=name)
    else:
        raise Http404
    return with_headers(response, package, f"{name}-{digest}")


def package_of(day: str) -> DataPackage | None:
    found = DataPackage.objects.public()
    if day == open_data.LATEST:
        return found.first()
    try:
        on = parse_date(day)
    except ValueError:
        on = None
    return found.filter(on=on).first() if on else None


def sent(
    request: HttpRequest,
    package: DataPackage,
    digest: str,
    size: int,
    content_type: str,
    *,
    whole: bool = False,
    name: str = "",
) -> HttpResponseBase:
    response: Any = get_conditional_response(request, f'"{digest}"', int(package.made_at.timestamp()))
    if response is None and request.method == "HEAD":
        response = HttpResponse()
    elif response is None:
        opened = package.file.open("rb")
        response = FileResponse(opened) if whole else StreamingHttpResponse(unpacked(opened, name))
    if response.status_code == 200:
        response["Content-Type"] = content_type
        response["Content-Length"] = size
        shown = f"aarhus-watch-{package.on}.zip" if whole else name
        response["Content-Disposition"] = f'attachment; filename="{shown}"'
    return with_headers(response, package, digest)


def unpacked(archive: Any, name: str) -> Iterator[bytes]:
    with archive, zipfile.ZipFile(archive) as opened, opened.open(name) as member:
        while block := member.read(BLOCK):
            yield block


def with_headers(response: HttpResponseBase, package: DataPackage, digest: str) -> HttpResponseBase:
    """Caches ask each time: what was taken back is gone at the next request."""
    response["ETag"] = f'"{digest}"'
    response["Last-Modified"] = http_date(package.made_at.timestamp())
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
