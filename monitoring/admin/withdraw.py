from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring import permissions
from monitoring.admin.case_page import CasePage
from monitoring.admin.refusals import tell_refusal
from monitoring.admin.review_forms import WithdrawalForm
from monitoring.admin.scope import signed_in
from monitoring.services.errors import PublishingRefused
from monitoring.services.publishing import withdraw_case


class WithdrawView(CasePage):
    """In the place of Wagtail's plain unpublishing: a record leaves the public pages only with a public reason."""

    page_title = gettext_lazy("Withdraw")
    template_name = "monitoring/admin/withdraw.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not permissions.can_withdraw(signed_in(request), self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=WithdrawalForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = WithdrawalForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            withdraw_case(case=self.case, user=request.user, reason=form.cleaned_data["reason"])
        except PublishingRefused as refusal:
            tell_refusal(request, self.case, refusal)
        else:
            messages.success(request, _("The record is withdrawn. Its address now gives your reason."))
        return redirect(self.edit_url)
