"""Lists and single records, the same for everyone: kept by caches, told apart by the address alone."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from rest_framework.generics import GenericAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from monitoring.views.http import FRESH_SECONDS
from search.api import parameters
from search.api.freshness import stamp
from search.api.parameters import COMMON, DEFAULT_LIMIT, LARGEST_LIMIT, OF_ONE, Exact

Data = dict[str, Any]


class Pages(CursorPagination):
    page_size = DEFAULT_LIMIT
    page_size_query_param = "limit"
    max_page_size = LARGEST_LIMIT
    cursor_query_param = "cursor"
    invalid_cursor_message = "This cursor was made up: take it from `next` of an answer"


@method_decorator(cache_control(public=True, max_age=FRESH_SECONDS), name="dispatch")
@method_decorator(conditional_page, name="dispatch")
class PublicView(GenericAPIView):
    """`shape` makes plain data of a row; the serializer says which fields there are."""

    shape: ClassVar[Any]
    pagination_class: type[Pages] | None = Pages

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Programs are told in English what was wrong, whoever says it; only labels follow `lang`."""
        with override("en"):
            return super().dispatch(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Before the ETag is made and compared, which is done after rendering, too."""
        final: Response = super().finalize_response(request, response, *args, **kwargs)
        if final.status_code == HTTPStatus.OK:
            final.add_post_render_callback(stamp(request))
        return final

    def known_fields(self) -> set[str]:
        return set(self.serializer_class().fields) if self.serializer_class else set()

    def serialized(self, data: Any, *, many: bool = False) -> Any:
        query = self.request.query_params
        wanted = parameters.fields(query, self.known_fields()) if "fields" in query else frozenset()
        serializer: BaseSerializer = self.get_serializer(data, many=many, context={"fields": wanted})
        return serializer.data


class ListView(PublicView):
    """`single` are the parameters of which only one value can be meant."""

    single: ClassVar[frozenset[str]] = frozenset()
    filters: ClassVar[Mapping[str, Exact]] = {}
    ordering: ClassVar[tuple[str, ...]] = ("pk",)

    def get(self, request: Request) -> Response:
        parameters.check_names(request.query_params, self.known_parameters())
        parameters.check_limit(request.query_params)
        with override(parameters.language(request.query_params)):
            pages, found = self.paginator, self.narrowed(request)
            pages.ordering = self.ordering
            page = pages.paginate_queryset(found, request, view=self)
            response = self.get_paginated_response(self.serialized(self.shapes(page or []), many=True))
            response.data.update(self.besides(request))
            return response

    def known_parameters(self) -> set[str]:
        return {*COMMON, *self.filters}

    def narrowed(self, request: Request) -> QuerySet[Any]:
        return self.get_queryset().filter(**parameters.exact_conditions(request.query_params, self.filters))

    def besides(self, request: Request) -> Data:
        """What the answer says of all records of the list."""
        return {}

    def shapes(self, rows: list[Any]) -> list[Data]:
        return [type(self).shape(row) for row in rows]


class DetailView(PublicView):
    pagination_class = None

    def get(self, request: Request, key: str) -> Response:
        parameters.check_names(request.query_params, OF_ONE)
        with override(parameters.language(request.query_params)):
            return Response(self.serialized(self.one(key)))

    def one(self, key: str) -> Data:
        row = self.get_queryset().filter(**{self.lookup_field: key}).first()
        if row is None:
            raise Http404
        return type(self).shape(row)
