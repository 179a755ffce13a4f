import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from monitoring.admin.reports.base import DeskReport, OfCentre, case_column, day, today
from monitoring.models import ReferralStep

WEEK = dt.timedelta(days=7)
OVERDUE, THIS_WEEK, LATER = "overdue", "week", "later"


def awaited(user: Any) -> QuerySet[ReferralStep]:
    own = ReferralStep.objects.manageable_by(user).awaiting_reply().filter(due_on__isnull=False)
    return own.select_related("referral__case", "authority", "addressee")


def due_this_week(steps: QuerySet[ReferralStep]) -> QuerySet[ReferralStep]:
    """Today and the seven days after it."""
    return steps.filter(due_on__range=(today(), today() + WEEK))


class LetterFilterSet(OfCentre):
    case = "referral__case"
    due = django_filters.ChoiceFilter(
        method="filter_due",
        choices=[
            (OVERDUE, _("The day has passed")),
            (THIS_WEEK, _("Within seven days")),
            (LATER, _("Later")),
        ],
        label=_("Reply due"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ReferralStep
        fields: list[str] = []

    def filter_due(self, rows: QuerySet[ReferralStep], name: str, value: str) -> QuerySet[ReferralStep]:
        if value == THIS_WEEK:
            return due_this_week(rows)
        return rows.filter(due_on__lt=today()) if value == OVERDUE else rows.filter(due_on__gt=today() + WEEK)


class LetterReport(DeskReport):
    name, menu_order = "letters", 220
    rows = staticmethod(awaited)
    model = ReferralStep
    page_title = _("Replies due and overdue")
    header_icon = "mail"
    filterset_class = LetterFilterSet
    default_ordering = ["due_on", "pk"]
    columns = [
        case_column("referral.case"),
        Column("addressee", label=_("Addressee"), accessor="addressee_name"),
        Column("kind", label=_("Kind of letter"), accessor="get_kind_display"),
        Column("sent_on", label=_("Sent on"), accessor=lambda row: day(row.sent_on), sort_key="sent_on"),
        Column("due_on", label=_("Reply due on"), accessor=lambda row: day(row.due_on), sort_key="due_on"),
        Column("registration_no", label=_("Registration number")),
    ]
    list_export = [
        "referral.case.reference",
        "referral.case.title",
        "addressee_name",
        "get_kind_display",
        "sent_on",
        "due_on",
        "registration_no",
    ]
    export_headings = {
        "referral.case.reference": _("Case"),
        "referral.case.title": _("Title"),
        "addressee_name": _("Addressee"),
        "get_kind_display": _("Kind of letter"),
        "sent_on": _("Sent on"),
        "due_on": _("Reply due on"),
        "registration_no": _("Registration number"),
    }
    export_filename = "letters"
