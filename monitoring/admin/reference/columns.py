"""What every list of reference data shows beside the name."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn

from monitoring.models.reference import ReferenceModel

TO_VERIFY = _("To be verified by a lawyer")


def confidence_chip(record: ReferenceModel) -> str:
    return str(TO_VERIFY) if record.needs_verification else str(record.get_confidence_display())


class UsageColumn(Column):
    cell_template_name = "monitoring/admin/reference/usage_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["url"] = reverse(instance.snippet_viewset.get_url_name("usage"), args=[instance.pk])
        return context


KEY = Column("key", label=_("Key"), sort_key="key")
TRUST = [
    StatusTagColumn(
        "confidence",
        label=_("Confidence"),
        sort_key="confidence",
        accessor=confidence_chip,
        primary=lambda record: not record.needs_verification,
    ),
    Column("source", label=_("Source"), accessor=lambda record: record.source or "—"),
    UsageColumn("usage_count", label=_("Used"), sort_key="usage_count"),
]
