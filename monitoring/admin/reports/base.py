"""What every report of the desk shares: whose cases it shows, the filter by centre, its addresses and menu item."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView

from monitoring import permissions
from monitoring.admin.case_filters import own_centres
from monitoring.admin.exports import SafeExport
from monitoring.admin.refusals import NAMESPACE
from monitoring.admin.scope import signed_in, with_desk
from monitoring.models import Case, Centre
from monitoring.presenters.dates import table_date


class OfCentre(WagtailFilterSet):
    """`case` is the way from a row to its case."""

    case = "case"
    centre = django_filters.ModelChoiceFilter(queryset=own_centres, label=_("Aarhus centre"), method="filter_centre")

    def filter_centre(self, rows: QuerySet[Any], name: str, centre: Centre) -> QuerySet[Any]:
        cases = Case.objects.filter(Q(centre=centre) | Q(region__centres=centre))
        return rows.filter(**{f"{self.case}__in": cases.values("pk")})


class DeskReport(SafeExport, ReportView):
    """`name` stands in addresses; `rows` gives the records of the desk of a person."""

    name: str
    menu_order: int
    rows: Callable[[Any], QuerySet[Any]]

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.rows(self.request.user)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}

    @classmethod
    def url_name(cls) -> str:
        return f"monitoring_report_{cls.name}"

    @classmethod
    def urls(cls) -> list[URLPattern]:
        cls.index_url_name, cls.index_results_url_name = cls.url_name(), f"{cls.url_name()}_results"
        return [
            path(f"reports/{cls.name}/", with_desk(cls.as_view()), name=cls.index_url_name),
            path(
                f"reports/{cls.name}/results/",
                with_desk(cls.as_view(results_only=True)),
                name=cls.index_results_url_name,
            ),
        ]

    @classmethod
    def menu_item(cls) -> MenuItem:
        return DeskMenuItem(
            cls.page_title, reverse(cls.url_name()), name=cls.name, icon_name=cls.header_icon, order=cls.menu_order
        )


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.can_use_desk(signed_in(request))


def case_column(accessor: str = "case", action: str = "edit") -> TitleColumn:
    """The case of a row, opened at the desk; without an accessor the row itself is the case."""

    def case_of(row: Any) -> Any:
        for name in filter(None, accessor.split(".")):
            row = getattr(row, name)
        return row

    return TitleColumn(
        "case",
        label=_("Case"),
        accessor=case_of,
        get_url=lambda row: reverse(f"{NAMESPACE}:{action}", args=[case_of(row).pk]),
    )


def day(date: dt.date | None) -> str:
    return table_date(date) if date else ""


def today() -> dt.date:
    return timezone.localdate()
