"""The whole checklist of the case's kind of process, put into the draft on request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.services.desk import add_checklist, missing_criteria


class ChecklistView(CasePage):
    page_title = gettext_lazy("Add the checklist")
    template_name = "monitoring/admin/checklist.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.case.get_latest_revision_as_object()
        return super().get_context_data(draft=draft, missing=missing_criteria(draft), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        added = add_checklist(case=self.case, user=request.user)
        if added:
            text = ngettext(
                "%(count)s criterion is added, without data.", "%(count)s criteria are added, without data.", added
            )
            messages.success(request, text % {"count": added})
        else:
            messages.info(request, _("The checklist is complete already."))
        return redirect(self.edit_url)
