from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from monitoring.admin.refusals import case_url


class ReviewSidePanel(BaseSidePanel):
    """The open comments, beside the form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle review comments")
        icon_name = "comment"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.comments)
            return context

    name = "review"
    title = _("Review")
    template_name = "monitoring/admin/review_side_panel.html"
    order = 150

    def __init__(self, case: Any, request: Any) -> None:
        super().__init__(case, request)
        self.comments = list(case.review_comments.filter(resolved_at=None).select_related("author"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        context.update(comments=self.comments, review_url=case_url("review", self.object))
        return context
