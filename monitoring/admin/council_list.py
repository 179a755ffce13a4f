"""The desk's list of sessions of public councils, on the screen and as a spreadsheet, and what leaves it."""

import re
from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import DeleteView, IndexView

from monitoring.admin.council_scope import desk_councils
from monitoring.admin.exports import SafeExport
from monitoring.admin.scope import signed_in
from monitoring.models import Council, CouncilSession, Region
from monitoring.presenters.dates import partial_table_date

UNANSWERED = Q(recommendations__sent_on__isnull=False, recommendations__replied_on__isnull=True)


def overdue() -> Q:
    return UNANSWERED & Q(recommendations__due_on__lt=timezone.localdate())


def with_counts(sessions: QuerySet[CouncilSession]) -> QuerySet[CouncilSession]:
    """Annotate `made`, `unanswered`, `overdue`: numbers of recommendations."""
    return sessions.annotate(
        made=Count("recommendations"),
        unanswered=Count("recommendations", filter=UNANSWERED),
        overdue=Count("recommendations", filter=overdue()),
    )


def day(session: CouncilSession) -> str:
    return partial_table_date(session.held_on) if session.held_on else "—"


def present(session: CouncilSession) -> str:
    known = (session.members_present, session.members_total)
    return " / ".join("?" if number is None else str(number) for number in known) if any(known) else "—"


COLUMNS = [
    Column("held_on", label=gettext_lazy("Date"), sort_key="held_on", accessor=day),
    Column("title", label=gettext_lazy("Subject")),
    Column("present", label=gettext_lazy("Present / in all"), accessor=present),
    Column("made", label=gettext_lazy("Recommendations"), sort_key="made"),
    Column("unanswered", label=gettext_lazy("Without a reply"), sort_key="unanswered"),
    Column("overdue", label=gettext_lazy("Overdue"), sort_key="overdue"),
    StatusTagColumn(
        "is_public",
        label=gettext_lazy("Shown"),
        sort_key="is_public",
        accessor=lambda session: _("Shown to everyone") if session.is_public else _("Only for the desk"),
        primary=lambda session: session.is_public,
    ),
]


def own_councils(request: HttpRequest | None) -> QuerySet[Council]:
    return desk_councils(signed_in(request)) if request else Council.objects.none()


def own_regions(request: HttpRequest | None) -> QuerySet[Region]:
    return Region.objects.filter(bodies__councils__in=own_councils(request)).distinct()


class SessionFilterSet(WagtailFilterSet):
    replies = django_filters.ChoiceFilter(
        method="filter_replies",
        choices=[("unanswered", gettext_lazy("Without a reply")), ("overdue", gettext_lazy("Overdue"))],
        label=gettext_lazy("Recommendations"),
        widget=forms.RadioSelect,
    )
    council = django_filters.ModelChoiceFilter(queryset=own_councils, label=gettext_lazy("Public council"))
    region = django_filters.ModelChoiceFilter(
        queryset=own_regions, field_name="council__body__region", label=gettext_lazy("Region")
    )
    is_public = django_filters.ChoiceFilter(
        choices=[("True", gettext_lazy("Shown to everyone")), ("False", gettext_lazy("Only for the desk"))],
        label=gettext_lazy("Shown"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = CouncilSession
        fields: list[str] = []

    def filter_replies(self, sessions: QuerySet[CouncilSession], name: str, value: str) -> QuerySet[CouncilSession]:
        return sessions.filter(overdue__gt=0) if value == "overdue" else sessions.filter(unanswered__gt=0)


class SessionIndexView(SafeExport, IndexView):
    def search_queryset(self, queryset: QuerySet[CouncilSession]) -> QuerySet[CouncilSession]:
        """By a regular expression: SQLite's LIKE does not know that Ы and ы are one letter."""
        if not self.is_searching:
            return queryset
        pattern = re.escape(self.search_query)
        found = Q()
        for field in ("title", "agenda", "council__name_ru", "council__name_kk", "council__name_en"):
            found |= Q(**{f"{field}__iregex": pattern})
        return queryset.filter(found)

    def to_row_dict(self, item: CouncilSession) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        return {**row, "held_on": str(item.held_on or "")}


class SessionDeleteView(DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and self.object.is_public:
            messages.error(request, _("Everyone can see this session. Take it off the site before you delete it."))
            return redirect(self.edit_url_name, quote(self.object.pk))
        return super().dispatch(request, *args, **kwargs)
