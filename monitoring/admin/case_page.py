from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from monitoring.admin.refusals import NAMESPACE, case_url
from monitoring.admin.scope import managed_case_or_404
from monitoring.models import Case


class CasePage(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about one case of the desk."""

    model = Case
    header_icon = "folder-open-inverse"

    @cached_property
    def case(self) -> Case:
        return managed_case_or_404(self.request.user, self.kwargs["pk"])

    @property
    def edit_url(self) -> str:
        return case_url("edit", self.case)

    def get_page_subtitle(self) -> str:
        return str(self.case)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        plural = capfirst(Case._meta.verbose_name_plural)
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(f"{NAMESPACE}:list"), "label": plural},
            {"url": self.edit_url, "label": str(self.case)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"case": self.case, "edit_url": self.edit_url, **kwargs})
