"""Invitations of the desk: what waits to be read, what the bodies still owe, and where they were silent."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from monitoring import permissions
from monitoring.admin.exports import SafeExport
from monitoring.admin.replies.pages import request_url
from monitoring.admin.scope import signed_in, with_desk
from monitoring.models import BodyReply, ReplyRequest
from monitoring.presenters.dates import table_date

WAITING, AWAITED, SILENT, REPLIED = "waiting", "awaited", "silent", "replied"
STATES = [
    (WAITING, gettext_lazy("Reply to be read")),
    (AWAITED, gettext_lazy("Term still running")),
    (SILENT, gettext_lazy("No reply by the date")),
    (REPLIED, gettext_lazy("Reply read")),
]


def state(request: ReplyRequest) -> str:
    if request.cancelled_at:
        return _("Cancelled")
    if request.has_waiting:  # type: ignore[attr-defined]  # annotated by the report
        return str(dict(STATES)[WAITING])
    if request.has_reply:  # type: ignore[attr-defined]
        return str(dict(STATES)[REPLIED])
    running = request.due_on is not None and request.due_on >= timezone.localdate()
    return str(dict(STATES)[AWAITED if running else SILENT])


class RequestFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        method="filter_state", choices=STATES, label=gettext_lazy("State"), widget=forms.RadioSelect
    )

    class Meta:
        model = ReplyRequest
        fields: list[str] = []

    def filter_state(self, rows: QuerySet[ReplyRequest], name: str, value: str) -> QuerySet[ReplyRequest]:
        standing: Any = rows.filter(cancelled_at=None)  # annotated by the report
        today = timezone.localdate()
        if value == WAITING:
            return standing.filter(has_waiting=True)
        if value == REPLIED:
            return standing.filter(has_waiting=False, has_reply=True)
        silent = standing.filter(has_reply=False)
        return silent.filter(due_on__gte=today) if value == AWAITED else silent.filter(due_on__lt=today)


class ReplyReportView(SafeExport, ReportView):
    model = ReplyRequest
    page_title = gettext_lazy("Replies of bodies")
    header_icon = "comment"
    index_url_name = "monitoring_replies"
    index_results_url_name = "monitoring_replies_results"
    filterset_class = RequestFilterSet
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "case", label=gettext_lazy("Case"), accessor=lambda row: row.case, get_url=lambda row: request_url(row)
        ),
        Column("body", label=gettext_lazy("Body"), accessor=lambda row: row.body_name),
        Column("sent_on", label=gettext_lazy("Sent on"), sort_key="sent_on", accessor=lambda row: day(row.sent_on)),
        Column("due_on", label=gettext_lazy("Due on"), sort_key="due_on", accessor=lambda row: day(row.due_on)),
        Column("state", label=gettext_lazy("State"), accessor=state),
    ]
    list_export = ["number", "case", "body_name", "sent_on", "due_on", "state"]
    export_headings = {
        "number": gettext_lazy("Number"),
        "case": gettext_lazy("Case"),
        "body_name": gettext_lazy("Body"),
        "sent_on": gettext_lazy("Sent on"),
        "due_on": gettext_lazy("Due on"),
        "state": gettext_lazy("State"),
    }
    export_filename = "replies"

    def get_base_queryset(self) -> QuerySet[ReplyRequest]:
        replies = BodyReply.objects.filter(request=OuterRef("pk"))
        return (
            ReplyRequest.objects.manageable_by(self.request.user)
            .select_related("case", "body")
            .annotate(has_reply=Exists(replies), has_waiting=Exists(replies.waiting()))
        )

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}

    def to_row_dict(self, item: ReplyRequest) -> dict[str, Any]:
        item.state = state(item)  # type: ignore[attr-defined]  # a column of the spreadsheet
        return dict(super().to_row_dict(item))


def day(date: Any) -> str:
    return table_date(date) if date else ""


class ReplyReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.can_use_desk(signed_in(request))


def menu_item() -> MenuItem:
    return ReplyReportMenuItem(
        gettext_lazy("Replies of bodies"), reverse("monitoring_replies"), icon_name="comment", order=200
    )


def admin_urls() -> list[URLPattern]:
    return [
        path("reports/replies/", with_desk(ReplyReportView.as_view()), name="monitoring_replies"),
        path(
            "reports/replies/results/",
            with_desk(ReplyReportView.as_view(results_only=True)),
            name="monitoring_replies_results",
        ),
    ]
