from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from monitoring.admin.reports.base import DeskReport, OfCentre, case_column, day
from monitoring.models import Case, Outcome, ReferralOutcome


def achieved(user: Any) -> QuerySet[ReferralOutcome]:
    own = ReferralOutcome.objects.filter(step__referral__case__in=Case.objects.manageable_by(user).values("pk"))
    return own.select_related("step__referral__case", "outcome", "body", "official")


class OutcomeFilterSet(OfCentre):
    case = "step__referral__case"
    outcome = django_filters.ModelChoiceFilter(queryset=Outcome.objects.all(), label=_("Outcome"))
    since = django_filters.DateFilter(field_name="on", lookup_expr="gte", label=_("Since"))

    class Meta:
        model = ReferralOutcome
        fields: list[str] = []


class OutcomeReport(DeskReport):
    name, menu_order = "outcomes", 240
    rows = staticmethod(achieved)
    model = ReferralOutcome
    page_title = _("Outcomes of referrals")
    header_icon = "success"
    filterset_class = OutcomeFilterSet
    default_ordering = ["-on", "-pk"]
    columns = [
        case_column("step.referral.case"),
        Column("outcome", label=_("Outcome")),
        Column("level", label=_("For whom"), accessor=lambda row: row.official or row.body or row.get_level_display()),
        Column("on", label=_("Date"), accessor=lambda row: day(row.on), sort_key="on"),
        Column("document", label=_("Document")),
    ]
    list_export = [
        "step.referral.case.reference",
        "step.referral.case.title",
        "outcome",
        "get_level_display",
        "body",
        "official",
        "on",
        "document",
    ]
    export_headings = {
        "step.referral.case.reference": _("Case"),
        "step.referral.case.title": _("Title"),
        "outcome": _("Outcome"),
        "get_level_display": _("For whom"),
        "body": _("Executive body"),
        "official": _("Official"),
        "on": _("Date"),
        "document": _("Document"),
    }
    export_filename = "outcomes"
