"""What the foot of the edit form offers."""

from typing import Any

from django.http import HttpRequest
from wagtail.snippets.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    UnpublishMenuItem,
)

from monitoring import permissions
from monitoring.models import Case
from monitoring.services.publishing import may_publish


class PublishCaseMenuItem(PublishMenuItem):
    def is_shown(self, context: dict[str, Any]) -> bool:
        user: Any = context["request"].user
        case: Case = context["instance"]
        if context.get("locked_for_user") or not permissions.can_use_desk(user):
            return False
        return not case.workflow_in_progress and may_publish(case=case, user=user)


def construct_case_menu(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Publishing follows our rules, and in a review it is the approval that publishes.

    Unpublishing gives way to withdrawal with a public reason; a volunteer's record leaves its review only
    published, returned or refused.
    """
    if context["model"] is not Case:
        return
    taken_out: tuple[type[ActionMenuItem], ...] = (PublishMenuItem, UnpublishMenuItem)
    if hasattr(context.get("instance"), "log"):
        taken_out += (CancelWorkflowMenuItem, RestartWorkflowMenuItem)
    items[:] = [item for item in items if not isinstance(item, taken_out)]
    publish = PublishCaseMenuItem(order=30)
    if context["view"] != "create" and publish.is_shown(context):
        items.append(publish)
    items.sort(key=lambda item: item.order)
