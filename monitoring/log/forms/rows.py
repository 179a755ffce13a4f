"""Questions answered more than once: events, and what each file shows."""

import uuid
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from monitoring.evidence.media_types import ACCEPT_ATTRIBUTE
from monitoring.log import choices
from monitoring.log.answers import Answers, identifier
from monitoring.log.forms.base import LongText, Problem, StepForm
from monitoring.log.forms.dates import WhenField
from monitoring.log.widgets import WhenWidget
from monitoring.models import EvidenceReceipt

MAX_EVENTS = 50


class RowForm(StepForm):
    """One row; `key` tells rows apart in the names of the inputs and never changes."""

    def __init__(self, row: dict[str, Any], *, key: str, strict: bool = False) -> None:
        self.key = key
        super().__init__({f"{key}-{part}": value for part, value in row.items()}, strict=strict)
        self.prefix = key


class EventRow(RowForm):
    kind = forms.ChoiceField(
        label=_("What happened?"),
        choices=choices.EVENTS,
        error_messages={"required": _("Choose what happened. If nothing fits, choose “Something else”.")},
    )
    when = WhenField(label=_("When?"), past=True)
    text = LongText(label=_("Anything more about it"), limit=500, rows=2)


class RowsForm(StepForm):
    """The rows are forms of their own; this one gathers their answers and their problems.

    `row_name` is the input that tells which rows a screen posts.
    """

    row_name: ClassVar[str]
    row_form: ClassVar[type[RowForm]]

    @classmethod
    def rows_of(cls, answers: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
        """What was typed in each row, by its key."""
        raise NotImplementedError

    @cached_property
    def rows(self) -> list[RowForm]:
        raise NotImplementedError

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        for row in self.rows:
            for problem in row.problems():
                yield Problem(self.names()[0], problem.anchor, problem.text)


class EventsForm(RowsForm):
    template_name_step = "monitoring/log/step_events.html"
    row_name = "event"
    row_form = EventRow

    @classmethod
    def rows_of(cls, answers: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
        for event in answers.get("events", []):
            yield event["uid"], {part: event[part] for part in ("kind", "when", "text")}

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("events",)

    @classmethod
    def read(cls, post: QueryDict) -> Answers:
        removed = post.get("remove", "")
        return {
            "events": [
                {
                    "uid": uid,
                    "kind": post.get(f"{uid}-kind", ""),
                    "when": WhenWidget().value_from_datadict(post, {}, f"{uid}-when"),
                    "text": post.get(f"{uid}-text", ""),
                }
                for uid in map(identifier, post.getlist(cls.row_name))
                if uid != removed
            ]
        }

    @cached_property
    def rows(self) -> list[RowForm]:
        return [EventRow(dict(values), key=uid, strict=True) for uid, values in self.rows_of(self.answers)]

    def blank_row(self) -> RowForm:
        return EventRow({}, key=str(uuid.uuid4()))

    def clean(self) -> dict[str, Any]:
        if len(self.rows) > MAX_EVENTS:
            self.add_error(None, _("Up to 50 events fit into one log. Put the rest into your own words."))
        return super().clean() or {}


class FileRow(RowForm):
    title = LongText(label=_("What does it show?"), help_text=_("Name nobody who did not agree to it."), limit=300)
    publish = forms.BooleanField(
        label=_("This may be published"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": "yes"}),
    )
    receipt: EvidenceReceipt


class FilesForm(RowsForm):
    template_name_step = "monitoring/log/step_files.html"
    row_name = "file"
    row_form = FileRow
    accept = ACCEPT_ATTRIBUTE

    @classmethod
    def rows_of(cls, answers: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
        yield from answers.get("files", {}).items()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("files",)

    @classmethod
    def read(cls, post: QueryDict) -> Answers:
        return {
            "files": {
                uid: {"title": post.get(f"{uid}-title", ""), "publish": post.get(f"{uid}-publish", "")}
                for uid in map(identifier, post.getlist(cls.row_name))
            }
        }

    @cached_property
    def rows(self) -> list[RowForm]:
        described = dict(self.rows_of(self.answers))
        receipts = (
            self.log.receipts.select_related("file").order_by("received_at", "pk") if self.log and self.log.pk else []
        )
        return [file_row(receipt, dict(described.get(str(receipt.uid), {}))) for receipt in receipts]


def file_row(receipt: EvidenceReceipt, described: dict[str, str]) -> FileRow:
    row = FileRow(described, key=str(receipt.uid))
    row.receipt = receipt
    return row
