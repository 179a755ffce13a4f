"""What the foot of the edit form offers."""

from typing import Any

from django.http import HttpRequest
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem

from monitoring import permissions
from monitoring.models import Case
from monitoring.services.publishing import may_publish


class PublishCaseMenuItem(PublishMenuItem):
    def is_shown(self, context: dict[str, Any]) -> bool:
        user, case = context["request"].user, context.get("instance")
        if context.get("locked_for_user") or not permissions.can_use_desk(user):
            return False
        return case is None or may_publish(case=case, user=user)


def construct_case_menu(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Publishing follows our rules; plain unpublishing gives way to withdrawal with a public reason."""
    if context["model"] is not Case:
        return
    items[:] = [item for item in items if not isinstance(item, PublishMenuItem | UnpublishMenuItem)]
    publish = PublishCaseMenuItem(order=30)
    if context["view"] != "create" and publish.is_shown(context):
        items.append(publish)
    items.sort(key=lambda item: item.order)
