"""One form for all the criteria of a case: what the machine says, what a person says, in the order of the checklist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from monitoring.enums import Answer, CriterionStage
from monitoring.presenters.case_checklist import shown
from monitoring.presenters.deadlines import Panels
from monitoring.services.answers import Told, told_by
from monitoring.services.assessing import Assessed, Row


@dataclass(frozen=True)
class Asked:
    """One criterion with its fields; `machine` is what the checklist of the public page would show of it."""

    row: Row
    machine: dict[str, Any]
    answer: forms.BoundField
    overrules: forms.BoundField | None
    note: forms.BoundField

    @property
    def is_settled(self) -> bool:
        """Dates have answered and nobody has typed anything: the person's fields may stay folded."""
        return self.overrules is not None and self.row.person is None and not self.answer.form.is_bound


class ChecklistForm(forms.Form):
    """`opened` is the revision the answers were read from."""

    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, assessed: Assessed, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.language = assessed.rows, language
        for row in self.rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        key, told = row.criterion.key, told_by(row.person)
        self.fields[f"answer-{key}"] = forms.ChoiceField(
            label=_("Your answer"), choices=Answer.choices, initial=told.answer, required=False
        )
        if _machine_knows(row) or told.overrules:
            self.fields[f"overrules-{key}"] = forms.BooleanField(
                label=_("My answer counts instead of the computed one"), initial=told.overrules, required=False
            )
        self.fields[f"note-{key}"] = forms.CharField(
            label=_("Note"),
            initial=told.note,
            required=False,
            max_length=5000,
            widget=forms.Textarea({"rows": 2}),
            help_text=_("Public. When your answer counts instead of the computed one, write why."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.rows:
            told = self.told(row)
            if told.overrules and not told.note:
                self.add_error(f"note-{row.criterion.key}", _("Write why the computed answer does not hold."))
            if told.overrules and told.answer == Answer.NO_DATA:
                self.add_error(f"answer-{row.criterion.key}", _("Choose the answer that counts instead."))
        return cleaned

    def told(self, row: Row) -> Told:
        key, cleaned = row.criterion.key, self.cleaned_data
        return Told(
            cleaned.get(f"answer-{key}") or Answer.NO_DATA,
            cleaned.get(f"note-{key}", "").strip().replace("\r\n", "\n"),
            bool(cleaned.get(f"overrules-{key}")),
        )

    def answers(self) -> dict[int, Told]:
        return {row.criterion.pk: self.told(row) for row in self.rows}

    def stages(self) -> Iterator[tuple[str, list[Asked]]]:
        for stage in CriterionStage:
            if asked := [self._asked(row) for row in self.rows if row.criterion.stage == stage]:
                yield str(stage.label), asked

    def _asked(self, row: Row) -> Asked:
        key = row.criterion.key
        overrules = f"overrules-{key}"
        return Asked(
            row,
            shown(row, self.language, Panels()),
            self[f"answer-{key}"],
            self[overrules] if overrules in self.fields else None,
            self[f"note-{key}"],
        )


def _machine_knows(row: Row) -> bool:
    return row.machine is not None and row.machine.answer != Answer.NO_DATA
