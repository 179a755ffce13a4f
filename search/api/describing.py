"""What the OpenAPI document says of each view: what it reads from the address, what it answers, and an example."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers as s

from search.api.parameters import COMMON, DEFAULT_LIMIT, LANGUAGES, LARGEST_LIMIT, OF_ONE
from search.api.views import DetailView, ListView

Viewed = type[ListView | DetailView]


class Problem(s.Serializer):
    error = s.CharField(help_text="Kind of error: bad_request, bad_key, not_found, too_many_requests")
    detail = s.JSONField(help_text="In words; or for each parameter what is wrong with it")


PROBLEMS = {
    400: "A parameter that is not known, or a value that nothing has",
    401: "A key that is not known or was revoked; without a key none is needed",
    404: "There is nothing at this address, or the cursor was made up",
    429: "Too many requests: `Retry-After` says in how many seconds to ask again",
}


def documented(view: Viewed, summary: str, operation: str, example: Any) -> Viewed:
    said = extend_schema(
        operation_id=operation,
        summary=summary,
        auth=[{}, {"ApiKey": []}],
        parameters=list(of_list(view) if issubclass(view, ListView) else common(view, OF_ONE)),
        responses={
            200: view.serializer_class(many=issubclass(view, ListView)),
            **{code: OpenApiResponse(Problem, description=text) for code, text in PROBLEMS.items()},
        },
        examples=[OpenApiExample(operation, example, response_only=True, status_codes=["200"])],
    )
    found: Viewed = extend_schema_view(get=said)(view)
    return found


def of_list(view: type[ListView]) -> Iterator[OpenApiParameter]:
    """A filter may be given several times: the values widen each other."""
    for name, each in view.filters.items():
        if name in view.single:
            yield OpenApiParameter(name, str, description=each.description, enum=each.choices or None)
        else:
            choices = each.choices or None
            yield OpenApiParameter(name, str, many=True, description=each.description, enum=choices)
    yield from common(view, tuple(COMMON))


def common(view: Viewed, names: tuple[str, ...]) -> Iterator[OpenApiParameter]:
    schemas: dict[str, Any] = {
        "lang": {"type": "string", "enum": LANGUAGES},
        "limit": {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT},
        "cursor": {"type": "string"},
        "fields": {"type": "array", "items": {"type": "string", "enum": fields_of(view)}},
    }
    for name in names:
        explode = False if name == "fields" else None
        yield OpenApiParameter(name, schemas[name], description=COMMON[name], explode=explode)


def fields_of(view: Viewed) -> list[str]:
    serializer = view.serializer_class
    return list(serializer().fields) if serializer else []
