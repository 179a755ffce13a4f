from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.spreadsheets import in_blocks
from search.exports.about import about, file_name
from search.exports.columns import chosen
from search.exports.formats import FORMATS
from search.exports.rows import rows
from search.filters import Selection
from search.names import Names


@require_safe
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """All rows of the question in the address, in its order; `columns` as in the table."""
    if name not in FORMATS:
        raise Http404
    made = FORMATS[name]
    selection = Selection.read(request.GET, Names())
    columns, _unknown = chosen(selection.columns)
    described = about(selection, columns, reverse("search:cases"))
    pieces: Iterator[str | bytes] = made.write(described, columns, rows(selection, columns))
    response = StreamingHttpResponse(in_blocks(pieces), content_type=made.content_type)
    filename = f"{file_name(timezone.localdate())}.{made.name}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Link"] = f'<{description_address(request)}>; rel="describedby"; type="application/csvm+json"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def description(request: HttpRequest) -> HttpResponseBase:
    """What a file of the same question holds."""
    selection = Selection.read(request.GET, Names())
    columns, _unknown = chosen(selection.columns)
    described = about(selection, columns, reverse("search:cases"))
    return JsonResponse(described, content_type="application/csvm+json", json_dumps_params={"ensure_ascii": False})


def description_address(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{reverse('search:cases_about')}{f'?{query}' if query else ''}"
