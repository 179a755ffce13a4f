"""A step's form is always bound to the stored answers: what was typed is shown again whatever it is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from monitoring.log.answers import Answers
from monitoring.models import FieldLog


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `field` is the answer's name; `anchor` the id of what to put right."""

    field: str
    anchor: str
    text: str


class StepForm(forms.Form):
    """`strict` also asks for what is missing; without it only what was typed is judged."""

    template_name_step: ClassVar[str] = "monitoring/log/step.html"
    use_required_attribute = False
    full_questions: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, answers: Mapping[str, Any], *, log: FieldLog | None = None, strict: bool = False) -> None:
        self.answers, self.log, self.strict = answers, log, strict
        super().__init__(dict(answers), auto_id="id_%s")

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(cls.base_fields)

    @classmethod
    def read(cls, post: QueryDict) -> Answers:
        """Raw answers of a submitted screen; questions the screen did not show are left alone."""
        return {
            name: field.widget.value_from_datadict(post, {}, name)
            for name, field in cls.base_fields.items()
            if not field.widget.value_omitted_from_data(post, {}, name)
        }

    def full_clean(self) -> None:
        super().full_clean()
        if not self.strict:
            for name, errors in list(self.errors.items()):
                if all(error.code == "required" for error in errors.as_data()):
                    del self.errors[name]

    def anchor(self, name: str) -> str:
        bound = self[name]
        return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label

    def problems(self) -> Iterator[Problem]:
        for name, errors in self.errors.items():
            for error in errors:
                yield Problem(name, self.anchor(name) if name in self.fields else "main", str(error))


class LongText(forms.CharField):
    """Free text with a limit that is said in a sentence, after the text was kept."""

    def __init__(self, *, limit: int, rows: int = 0, **kwargs: Any) -> None:
        self.limit = limit
        widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
        super().__init__(required=kwargs.pop("required", False), widget=widget, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise forms.ValidationError(
                _("This text has %(count)s characters, up to %(limit)s fit here. Shorten it; nothing was lost."),
                code="too_long",
                params={"count": len(value), "limit": self.limit},
            )
