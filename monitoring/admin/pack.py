"""The evidence pack for the desk: as everyone gets it, or with the numbers of confidential items."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext_lazy as _

from monitoring.admin.case_page import CasePage
from monitoring.enums import Language
from monitoring.open_data import public_record
from monitoring.pack.contents import build_pack


class PackForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the dossier"), choices=Language.choices)
    list_hidden = forms.BooleanField(
        label=_("List confidential items by their numbers"),
        required=False,
        help_text=_("Only that item N exists: no title, no kind, no checksum, no file."),
    )


class PackView(CasePage):
    page_title = gettext_lazy("Evidence pack")
    header_icon = "download"
    template_name = "monitoring/admin/pack.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PackForm(initial={"language": (get_language() or "ru")[:2]})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = PackForm(request.POST)
        record = public_record(self.case.reference) if self.case.reference else None
        if record is None:
            return redirect(request.path)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        with override(form.cleaned_data["language"]):
            made = build_pack(record, list_hidden=form.cleaned_data["list_hidden"])
        response = StreamingHttpResponse(made.stream(), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{made.name}.zip"'
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_public = self.case.live and self.case.withdrawn_at is None
        return super().get_context_data(is_public=is_public, **kwargs)
