from typing import Any
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.refusals import tell_refusal
from monitoring.services.errors import PublishingRefused
from monitoring.services.reconcile import differences, reconcile


class ReconcileView(CasePage):
    """The public version and a draft begun from an older one, side by side."""

    page_title = gettext_lazy("Compare and decide")
    template_name = "monitoring/admin/reconcile.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.case.get_latest_revision_as_object()
        found = differences(case=self.case, draft=draft)
        return super().get_context_data(draft=draft, found=found, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            uids = [UUID(uid) for uid in request.POST.getlist("child")]
        except ValueError:
            raise SuspiciousOperation("not an identifier of a child") from None
        try:
            reconcile(
                case=self.case,
                user=request.user,
                fields={name: request.POST.get(f"field-{name}", "") for name in request.POST.getlist("field")},
                children={uid: request.POST.get(f"side-{uid}", "") for uid in uids},
                drop=[uid for uid in uids if f"drop-{uid}" in request.POST],
                restore=[uid for uid in uids if f"restore-{uid}" in request.POST],
            )
        except PublishingRefused as refusal:
            tell_refusal(request, self.case, refusal)
            return redirect(request.path)
        messages.success(request, _("A new draft is made of both versions. Check it and publish it."))
        return redirect(self.edit_url)
