"""Model and form fields of the record."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from monitoring.partial_date import PartialDate


class PartialDateFormField(forms.CharField):
    """Reads what a person types; shows dates as people here write them."""

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]  # a date, not its text
        if isinstance(value, PartialDate) or value is None:
            return value
        text = super().to_python(value)
        return PartialDate.parse(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return ".".join(reversed(value.iso.split("-"))) if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


if TYPE_CHECKING:
    _TextField = models.CharField[PartialDate | str | None, PartialDate | None]
else:
    _TextField = models.CharField


class PartialDateField(_TextField):
    """A date that may be known only to the month or the year; `None` when nothing is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *args: Any) -> PartialDate | None:
        return PartialDate(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, dt.date):
            return PartialDate(value.isoformat()[:10])
        return PartialDate.parse(value) if value else None

    def get_prep_value(self, value: Any) -> str | None:
        date = self.to_python(value)
        return date.iso if date else None

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def value_from_object(self, obj: models.Model) -> PartialDate | None:
        return self.to_python(super().value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> PartialDate | None:
        date = self.to_python(value)
        if date is None:
            self.validate(None, model_instance)
        return date

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PartialDateFormField, "max_length": None, **kwargs})
