"""“Letters…” of a case: choose, look, take the Word file away or put it into the follow-up."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.letter_form import LetterForm, first_choice
from monitoring.evidence.media_types import MediaType
from monitoring.letters.errors import TemplateRefused
from monitoring.letters.rendering import Letter, paragraphs_of
from monitoring.letters.writing import write_letter
from monitoring.open_data import PublicRecord, public_record
from monitoring.services.drafted_letters import letter_name, save_letter

CSS = {
    "Letter title": "title",
    "Letter heading": "heading",
    "Addressee": "addressee",
    "Letter item": "item",
    "Under item": "under",
}


class LettersView(CasePage):
    page_title = gettext_lazy("Letters")
    header_icon = "mail"
    template_name = "monitoring/admin/letters.html"

    @cached_property
    def record(self) -> PublicRecord | None:
        """Letters speak of what is public: a record that is not has none."""
        return public_record(self.case.reference) if self.case.reference else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record is None:
            return self.render_to_response(self.get_context_data(form=None))
        asked = first_choice(self.record, request.GET.get("kind", ""), request.GET.get("step", ""))
        return self.render_to_response(self.get_context_data(form=LetterForm(self.record, initial=asked)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record is None:
            return redirect(request.path)
        form = LetterForm(self.record, request.POST)
        letter = self.written(form) if form.is_valid() else None
        if letter is None:
            return self.render_to_response(self.get_context_data(form=form))
        if "download" in request.POST:
            return docx_response(letter.content, letter_name(self.record, form.choice()))
        if "save" in request.POST and self.saved(form, letter):
            return redirect(reverse("monitoring_referrals:list"))
        return self.render_to_response(self.get_context_data(form=form, letter=letter))

    def written(self, form: LetterForm) -> Letter | None:
        try:
            return write_letter(record=form.record, choice=form.choice())
        except TemplateRefused as refusal:
            form.add_error("kind", refusal)
            return None

    def saved(self, form: LetterForm, letter: Letter) -> bool:
        made = form.cleaned_data
        try:
            save_letter(
                record=form.record,
                choice=form.choice(),
                letter=letter,
                authority=made["authority"],
                addressee=made["addressee"],
                addressee_text=made["addressee_text"],
                user=self.request.user,
            )
        except ValidationError as refusal:
            tell(form, refusal)
            return False
        messages.success(self.request, _("The letter is saved as the draft of a step. It is public only once sent."))
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter: Letter | None = kwargs.pop("letter", None)
        shown = [(CSS.get(style, "text"), runs) for style, runs in paragraphs_of(letter.content)] if letter else []
        return super().get_context_data(preview=shown, unverified=letter.unverified if letter else (), **kwargs)


def tell(form: LetterForm, refusal: ValidationError) -> None:
    """Beside the field it speaks of where the form has it, else above the form."""
    fields = refusal.message_dict if hasattr(refusal, "error_dict") else {}
    for name, texts in fields.items():
        form.add_error(name if name in form.fields else None, texts)
    if not fields:
        form.add_error(None, refusal)


def docx_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MediaType.DOCX.value)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
