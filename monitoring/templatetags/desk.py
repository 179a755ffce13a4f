"""Bulk actions as Wagtail offers them, less the deletion that the person may not do."""

from typing import Any

from django import template
from django.apps import apps
from django.urls import reverse
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices

register = template.Library()


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def permitted_bulk_actions(context: Any, app_label: str, model_name: str) -> dict[str, Any]:
    offered: dict[str, Any] = bulk_action_choices(context, app_label, model_name)
    viewset = getattr(apps.get_model(app_label, model_name), "snippet_viewset", None)
    if viewset and not viewset.permission_policy.user_has_permission(context["request"].user, "delete"):
        deletion = reverse("wagtail_bulk_action", args=[app_label, model_name, "delete"])
        offered["buttons"] = [button for button in offered["buttons"] if getattr(button, "url", "") != deletion]
    return offered
