"""Rules and days of the calendar: what a change would move is shown before it is saved, and counted anew after."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.snippets.views.snippets import CreateView

from monitoring.admin.reference.law_ahead import ahead
from monitoring.admin.reference.views import ReferenceDeleteView, ReferenceEditView
from monitoring.services.deadlines import law_changed
from monitoring.services.foreseeing import concerned_terms, foresee

LOOK = "look"


class CountsAnew:
    request: Any
    form: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """With `look` nothing is saved: the form comes back with what it would move."""
        self.form = self.get_form() if LOOK in request.POST else None  # type: ignore[attr-defined]
        if self.form is None or not self.form.is_valid():
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        context = self.get_context_data(form=self.form, ahead=ahead(foresee(self.form.instance)))  # type: ignore[attr-defined]
        return self.render_to_response(context | {"has_unsaved_changes": True})  # type: ignore[attr-defined]

    def save_instance(self) -> Any:
        touched = concerned_terms(self.form.instance).count()
        record = super().save_instance()  # type: ignore[misc]
        if self.form.has_changed():
            law_changed()
            self.tell(touched)
        return record

    def tell(self, count: int) -> None:
        text = ngettext(
            "%(count)s term of published records is being counted again; what moves is written into its history.",
            "%(count)s terms of published records are being counted again; what moves is written into their history.",
            count,
        )
        messages.info(self.request, text % {"count": count} if count else _("It touches no term counted so far."))


class LawCreateView(CountsAnew, CreateView):
    pass


class LawEditView(CountsAnew, ReferenceEditView):
    pass


class LawDeleteView(ReferenceDeleteView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(ahead=ahead(foresee(self.object, gone=True)), **kwargs)

    def delete_action(self) -> None:
        super().delete_action()
        law_changed()
