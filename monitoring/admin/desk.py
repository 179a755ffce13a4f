"""The coordinator's desk on the dashboard: what waits, in a fixed number of queries."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from monitoring import permissions
from monitoring.admin.listing import OUTDATED, DeskStatus, for_desk
from monitoring.admin.refusals import NAMESPACE
from monitoring.admin.scope import signed_in
from monitoring.models import Case, Consultation
from monitoring.partial_date import PartialDate

SHOWN = 5


def list_url(**filters: str) -> str:
    return f"{reverse(f'{NAMESPACE}:list')}?{urlencode(filters)}"


def local_date(date: PartialDate) -> str:
    """14.03.2026, or 03.2026 or 2026 when that is all that is known."""
    return ".".join(reversed(date.iso.split("-")))


class DeskPanel(Component):
    name = "desk"
    template_name = "monitoring/admin/desk.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        cases = for_desk(Case.objects.manageable_by(self.user)).order_by("waits_since", "pk")
        counts = cases.aggregate(
            waiting=Count("pk", filter=Q(desk_status=DeskStatus.WAITING)),
            returned=Count("pk", filter=Q(desk_status=DeskStatus.RETURNED)),
            outdated=Count("pk", filter=OUTDATED),
        )
        return {
            "lists": [
                self.listed(
                    _("Awaiting my review"),
                    counts["waiting"],
                    list_url(desk_status=DeskStatus.WAITING, ordering="waits_since"),
                    cases.filter(desk_status=DeskStatus.WAITING),
                    _("Nothing waits. What volunteers send will stand here, the oldest first."),
                    leads_to="review",
                ),
                self.listed(
                    _("Returned to volunteers"),
                    counts["returned"],
                    list_url(desk_status=DeskStatus.RETURNED, ordering="waits_since"),
                    cases.filter(desk_status=DeskStatus.RETURNED),
                    _("Nothing is out for correction."),
                    leads_to="review",
                ),
                self.listed(
                    _("Drafts begun from an outdated version"),
                    counts["outdated"],
                    list_url(draft="outdated"),
                    cases.filter(OUTDATED),
                    _("No draft is behind its public version."),
                ),
            ],
            "consultations": self.upcoming(),
        }

    def listed(
        self, title: Any, count: int, url: str, cases: QuerySet[Case], empty: Any, *, leads_to: str = "edit"
    ) -> dict[str, Any]:
        shown = [
            {"case": case, "url": reverse(f"{NAMESPACE}:{leads_to}", args=[case.pk]), "since": case.waits_since}
            for case in cases.select_related("region")[:SHOWN]
        ]
        return {"title": title, "count": count, "url": url, "cases": shown, "empty": empty}

    def upcoming(self) -> list[dict[str, Any]]:
        """Dates are kept as ISO text: those known only to the month or year are upcoming until they are over."""
        today = timezone.localdate().isoformat()
        of_desk = Case.objects.manageable_by(self.user).public()
        ahead = (
            Consultation.objects.filter(case__in=of_desk)
            .filter(Q(held_on__gte=today) | Q(period_to__gte=today))
            .select_related("case__region")
            .order_by(F("held_on").asc(nulls_last=True), "period_to", "pk")
        )
        return [
            {
                "consultation": consultation,
                "when": local_date(consultation.held_on or consultation.period_to),
                "url": reverse(f"{NAMESPACE}:edit", args=[consultation.case_id]),
            }
            for consultation in ahead[:SHOWN]
        ]


def add_desk(request: HttpRequest, panels: list[Component]) -> None:
    if permissions.can_use_desk(signed_in(request)):
        panels.append(DeskPanel(request.user))
