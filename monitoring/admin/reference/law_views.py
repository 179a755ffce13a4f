"""Changing a rule or a day of the calendar counts the terms of published records anew."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.snippets.views.snippets import CreateView

from monitoring.admin.reference.views import ReferenceDeleteView, ReferenceEditView
from monitoring.models import CaseDeadline, DeadlineRule
from monitoring.services.deadlines import law_changed


def touched(record: Any) -> int:
    """How many stored terms may move: of a rule those of its code, of a day all that were begun before it."""
    terms = CaseDeadline.objects.public()
    if isinstance(record, DeadlineRule):
        return terms.filter(code=record.code).count()
    day = record.date.isoformat()
    return terms.filter(started__lte=day, due_on__gte=record.date).count()


class CountsAnew:
    request: Any
    form: Any

    def save_instance(self) -> Any:
        record = super().save_instance()  # type: ignore[misc]
        if self.form.has_changed():
            law_changed()
            self.tell(touched(record))
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
    def delete_action(self) -> None:
        super().delete_action()
        law_changed()
