from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from monitoring.admin.listing import IN_WORK, DeskStatus, for_desk, older_than
from monitoring.admin.reports.base import DeskReport, OfCentre, case_column, day
from monitoring.models import Case

MONTH = 30


def waiting_long(user: Any) -> QuerySet[Case]:
    """What is not public yet, nor refused, and nobody saved or moved for a month."""
    cases = for_desk(Case.objects.manageable_by(user).filter(IN_WORK))
    return cases.exclude(desk_status=DeskStatus.REFUSED).filter(older_than(MONTH)).select_related("region", "centre")


class UntouchedFilterSet(OfCentre):
    case = "pk"
    desk_status = django_filters.MultipleChoiceFilter(
        choices=[
            (status.value, status.label) for status in (DeskStatus.DRAFT, DeskStatus.WAITING, DeskStatus.RETURNED)
        ],
        label=_("Status"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Case
        fields: list[str] = []


class UntouchedReport(DeskReport):
    name, menu_order = "untouched", 230
    rows = staticmethod(waiting_long)
    model = Case
    page_title = _("Records untouched for a month")
    header_icon = "time"
    filterset_class = UntouchedFilterSet
    default_ordering = ["waits_since", "pk"]
    columns = [
        case_column(""),
        Column("region", label=_("Region")),
        Column("centre", label=_("Aarhus centre")),
        Column("desk_status", label=_("Status"), accessor=lambda case: DeskStatus(case.desk_status).label),
        Column("waits_since", label=_("Since"), accessor=lambda case: day(case.waits_since), sort_key="waits_since"),
    ]
    list_export = ["reference", "title", "region", "centre", "desk_status", "waits_since"]
    export_headings = {
        "reference": _("Case"),
        "title": _("Title"),
        "region": _("Region"),
        "centre": _("Aarhus centre"),
        "desk_status": _("Status"),
        "waits_since": _("Since"),
    }
    export_filename = "untouched"
