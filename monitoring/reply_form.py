"""The form of the body's reply: one text for everything it was asked about, or one for each."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Language
from monitoring.log.forms.base import LongText
from monitoring.models import ReplyRequest, RequestedFinding

TEXT_LIMIT = 20_000


class ReplyForm(forms.Form):
    """`texts` are by finding, None for all of them together. `typed` is shown again without being judged."""

    use_required_attribute = False

    text = LongText(label=_("Your reply"), limit=TEXT_LIMIT, rows=10)
    language = forms.ChoiceField(label=_("Language of the reply"), choices=Language.choices)
    name = LongText(
        label=_("Name of the person who replies"),
        help_text=_("Shown with the reply: it is the official answer of the body."),
        limit=200,
        required=True,
        error_messages={"required": _("Write the name of the person who replies.")},
    )
    position = LongText(
        label=_("Position"),
        limit=300,
        required=True,
        error_messages={"required": _("Write the position of the person who replies.")},
    )

    def __init__(
        self, request: ReplyRequest, data: Any = None, files: Any = None, *, typed: QueryDict | None = None
    ) -> None:
        initial = typed.dict() if typed else {"language": request.language}
        super().__init__(data, files, initial=initial, auto_id="id_%s")
        self.request = request
        self.asked: list[RequestedFinding] = list(request.findings.all())
        if len(self.asked) > 1:
            self.fields["text"].label = _("Reply to all of it together")
            for row in self.asked:
                field = LongText(label=_("Reply to this alone"), limit=TEXT_LIMIT, rows=6)
                self.fields[self.text_name(row)] = field

    @staticmethod
    def text_name(row: RequestedFinding) -> str:
        return f"text-{row.finding_uid.hex}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.texts and not any(name.startswith("text") for name in self.errors):
            self.add_error("text", _("Write the reply: to one of the signs, or to all of them together."))
        return cleaned

    @property
    def texts(self) -> dict[UUID | None, str]:
        cleaned = getattr(self, "cleaned_data", {})
        texts: dict[UUID | None, str] = {None: cleaned.get("text", "")}
        texts |= {row.finding_uid: cleaned.get(self.text_name(row), "") for row in self.asked}
        return {uid: text for uid, text in texts.items() if text}

    def questions(self) -> Iterator[tuple[RequestedFinding, BoundField | None]]:
        """What was asked, each with its own field when there are several."""
        for row in self.asked:
            name = self.text_name(row)
            yield row, self[name] if name in self.fields else None

    def carried(self) -> Iterator[str]:
        """Everything typed, hidden in the page that shows it before it is sent."""
        return (bound.as_hidden() for bound in self)
