from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from monitoring.admin.reports.base import DeskReport, OfCentre, case_column, day
from monitoring.enums import MISSED, DeadlineState
from monitoring.models import Case, CaseDeadline


def missed(user: Any) -> QuerySet[CaseDeadline]:
    own = CaseDeadline.objects.missed().filter(case__in=Case.objects.manageable_by(user).public().values("pk"))
    return own.select_related("case__body", "rule")


class DeadlineFilterSet(OfCentre):
    state = django_filters.MultipleChoiceFilter(
        choices=[(state.value, state.label) for state in DeadlineState if state in MISSED],
        label=_("State"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = CaseDeadline
        fields: list[str] = []


class DeadlineReport(DeskReport):
    name, menu_order = "deadlines", 210
    rows = staticmethod(missed)
    model = CaseDeadline
    page_title = _("Legal dates missed")
    header_icon = "calendar-alt"
    filterset_class = DeadlineFilterSet
    default_ordering = ["-due_on", "-pk"]
    columns = [
        case_column(),
        Column("body", label=_("Executive body"), accessor=lambda row: row.case.body or row.case.body_text),
        Column("rule", label=_("Term")),
        Column("due_on", label=_("Last day by law"), accessor=lambda row: day(row.due_on), sort_key="due_on"),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("days", label=_("Days"), sort_key="days"),
    ]
    list_export = ["case.reference", "case.title", "case.body", "code", "rule", "due_on", "get_state_display", "days"]
    export_headings = {
        "case.reference": _("Case"),
        "case.title": _("Title"),
        "case.body": _("Executive body"),
        "code": _("Code"),
        "rule": _("Term"),
        "due_on": _("Last day by law"),
        "get_state_display": _("State"),
        "days": _("Days"),
    }
    export_filename = "deadlines"
