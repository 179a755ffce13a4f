"""Attendance lists of a case's hearings: pasted once, kept only as digests."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.refusals import tell_refusal
from monitoring.models import AttendanceSheet
from monitoring.presenters.consultations import when
from monitoring.presenters.states import consultation_name
from monitoring.services.attendance import enter_attendance, remove_attendance
from monitoring.services.errors import PublishingRefused

LONGEST = 300_000


class AttendanceForm(forms.Form):
    names = forms.CharField(
        label=gettext_lazy("The list, one person a line"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )


@method_decorator(sensitive_post_parameters(), name="dispatch")
class AttendanceView(CasePage):
    page_title = gettext_lazy("Attendance lists")
    template_name = "monitoring/admin/attendance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.case.get_latest_revision_as_object()
        sheets = {sheet.consultation_uid: sheet for sheet in AttendanceSheet.objects.filter(case=self.case)}
        refused = kwargs.pop("refused", {})
        hearings = [
            {
                "uid": item.uid,
                "title": consultation_name(item),
                "when": when(item),
                "sheet": sheets.get(item.uid),
                "form": refused.get(item.uid) or AttendanceForm(auto_id=f"id_{item.uid}_%s"),
            }
            for item in draft.consultations.all()
        ]
        return super().get_context_data(hearings=hearings, **kwargs)

    @sensitive_variables("form")
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            uid = uuid.UUID(request.POST.get("hearing", ""))
        except ValueError:
            raise Http404 from None
        if request.POST.get("step") == "remove":
            return self.remove(request, uid)
        form = AttendanceForm(request.POST, auto_id=f"id_{uid}_%s")
        if form.is_valid():
            try:
                sheet = enter_attendance(
                    case=self.case, consultation=uid, text=form.cleaned_data["names"], user=request.user
                )
            except ValidationError as error:
                form.add_error("names", error)
            except PublishingRefused as refusal:
                tell_refusal(request, self.case, refusal)
                return redirect(request.path)
            else:
                text = _("Kept as digests: people %(people)s, repeated lines %(repeated)s.")
                messages.success(request, text % {"people": sheet.people, "repeated": sheet.repeated})
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(refused={uid: form}), status=422)

    def remove(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        remove_attendance(case=self.case, consultation=uid, user=request.user)
        messages.success(request, _("The list is removed."))
        return redirect(request.path)
