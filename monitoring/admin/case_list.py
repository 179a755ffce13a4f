"""The desk's list of cases, on the screen and as a spreadsheet."""

import re
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import IndexView

from monitoring.admin.exports import SafeExport
from monitoring.admin.listing import DeskStatus
from monitoring.models import Case


def status_label(case: Case) -> str:
    return str(DeskStatus(case.desk_status).label)


def age(case: Case) -> str:
    if case.desk_status not in (DeskStatus.WAITING, DeskStatus.RETURNED):
        return ""
    return timesince(case.waits_since, timezone.now(), depth=1)


def draft_mark(case: Case) -> str:
    return _("Changed since publication") if case.live and case.has_unpublished_changes else ""


COLUMNS = [
    Column(
        "reference", label=gettext_lazy("Reference"), sort_key="reference", accessor=lambda case: case.reference or "—"
    ),
    Column("region", label=gettext_lazy("Region"), sort_key="region__name"),
    Column(
        "body",
        label=gettext_lazy("Executive body"),
        sort_key="body__name",
        accessor=lambda case: case.body or case.body_text,
    ),
    Column("stage", label=gettext_lazy("Stage"), sort_key="stage", accessor="get_stage_display"),
    StatusTagColumn(
        "desk_status",
        label=gettext_lazy("Status"),
        sort_key="desk_status",
        accessor=status_label,
        primary=lambda case: case.live,
    ),
    Column("draft", label=gettext_lazy("Draft"), accessor=draft_mark),
    Column("waits_since", label=gettext_lazy("Waiting for"), sort_key="waits_since", accessor=age),
]


class CaseIndexView(SafeExport, IndexView):
    def search_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """By a regular expression: SQLite's LIKE does not know that Ы and ы are one letter."""
        if not self.is_searching:
            return queryset
        pattern = re.escape(self.search_query)
        found = Q()
        for field in ("reference", "title", "other_title", "body__name", "body_text", "registration_no", "place_text"):
            found |= Q(**{f"{field}__iregex": pattern})
        return queryset.filter(found)

    def to_row_dict(self, item: Case) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        return {**row, "desk_status": status_label(item)}
