"""What centres do, by month in which records were begun; of centres only, never of the people in them."""

from typing import Any

import django_filters
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.models import WorkflowState

from monitoring.admin.listing import in_review
from monitoring.admin.reports.base import DeskReport, OfCentre
from monitoring.models import Case

STATUSES = {
    "begun": _("Begun"),
    "waiting": _("Awaiting review"),
    "returned": _("Returned"),
    "published": _("Published"),
    "withdrawn": _("Withdrawn"),
    "refused": _("Refused"),
}


def by_month(user: Any) -> QuerySet[Case, dict[str, Any]]:
    """How many of the records begun in a month have which state now."""
    waiting = in_review(WorkflowState.STATUS_IN_PROGRESS)
    returned = in_review(WorkflowState.STATUS_NEEDS_CHANGES)
    months = Case.objects.manageable_by(user).annotate(month=TruncMonth("created_at"))
    return months.values("month", centre_name=F("centre__name")).annotate(
        begun=Count("pk"),
        waiting=Count("pk", filter=Q(pk__in=waiting)),
        returned=Count("pk", filter=Q(pk__in=returned)),
        published=Count("pk", filter=Q(live=True)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        refused=Count("pk", filter=Q(log__refused_at__isnull=False)),
    )


class ActivityFilterSet(OfCentre):
    case = "pk"
    since = django_filters.DateFilter(field_name="created_at", lookup_expr="date__gte", label=_("Since"))

    class Meta:
        model = Case
        fields: list[str] = []


def month_text(row: dict[str, Any]) -> str:
    return f"{row['month']:%m.%Y}"


class ActivityReport(DeskReport):
    name, menu_order = "activity", 250
    rows = staticmethod(by_month)
    model = Case
    page_title = _("Activity of centres")
    header_icon = "group"
    filterset_class = ActivityFilterSet
    default_ordering = ["-month", "centre_name"]
    columns = [
        Column("month", label=_("Month"), accessor=month_text),
        Column("centre_name", label=_("Aarhus centre"), accessor=lambda row: row["centre_name"] or _("no centre")),
        *(NumberColumn(name, label=label) for name, label in STATUSES.items()),
    ]
    list_export = ["month", "centre_name", *STATUSES]
    export_headings = {"month": _("Month"), "centre_name": _("Aarhus centre"), **STATUSES}
    export_filename = "activity"

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        return dict(super().to_row_dict({**item, "month": month_text(item)}))
