"""The coordinator's desk on the dashboard: what waits, in a fixed number of queries."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from monitoring import permissions
from monitoring.admin import desk_lists
from monitoring.admin.refusals import NAMESPACE
from monitoring.admin.scope import signed_in
from monitoring.models import Case, Consultation
from monitoring.presenters.dates import partial_table_date


class DeskPanel(Component):
    name = "desk"
    template_name = "monitoring/admin/desk.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        lists = [make(self.user, timezone.localdate()) for make in desk_lists.LISTS]
        return {"lists": [each.shown() for each in lists], "consultations": self.upcoming()}

    def upcoming(self) -> list[dict[str, Any]]:
        of_desk = Case.objects.manageable_by(self.user).public()
        found = Consultation.objects.filter(case__in=of_desk).upcoming(timezone.localdate())
        ahead = found.select_related("case__region").soonest_first()
        return [
            {
                "consultation": consultation,
                "when": partial_table_date(consultation.held_on or consultation.period_to or consultation.period_from),
                "url": reverse(f"{NAMESPACE}:edit", args=[consultation.case_id]),
            }
            for consultation in ahead[: desk_lists.SHOWN]
        ]


def add_desk(request: HttpRequest, panels: list[Component]) -> None:
    if permissions.can_use_desk(signed_in(request)):
        panels.append(DeskPanel(request.user))
