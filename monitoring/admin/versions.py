from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.refusals import tell_refusal
from monitoring.admin.review_forms import ClosingForm
from monitoring.enums import VersionKind
from monitoring.presenters.dates import table_date
from monitoring.services.errors import PublishingRefused
from monitoring.services.versions import close_versions


class CloseVersionsView(CasePage):
    """Old versions that must not be read any longer: a name was taken out, a source is in danger."""

    page_title = gettext_lazy("Close versions")
    template_name = "monitoring/admin/versions.html"

    def choices(self) -> list[tuple[int, str]]:
        open_ones = self.case.versions.filter(closed_at=None).exclude(kind=VersionKind.WITHDRAWN)
        return [
            (item.number, " · ".join(filter(None, [str(item.number), table_date(item.at), item.note])))
            for item in open_ones
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closed = self.case.versions.exclude(closed_at=None).select_related("closed_by")
        return super().get_context_data(**{"form": ClosingForm(choices=self.choices()), "closed": closed, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ClosingForm(request.POST, choices=self.choices())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen, reason = form.cleaned_data["versions"], form.cleaned_data["reason"]
        try:
            count = close_versions(case=self.case, numbers=chosen, user=request.user, reason=reason)
        except PublishingRefused as refusal:
            tell_refusal(request, self.case, refusal)
        else:
            told = ngettext("%(count)s version is closed.", "%(count)s versions are closed.", count)
            messages.success(request, told % {"count": count})
        return redirect(self.edit_url)
