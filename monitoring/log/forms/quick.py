"""Answers given in a hurry: a number, an hour, yes or no."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from monitoring.log import choices


class ChoiceOf(forms.ChoiceField):
    """One of a few, each a big button."""

    widget = forms.RadioSelect

    def __init__(self, *, choices: Any = choices.YesNo.choices, **kwargs: Any) -> None:
        super().__init__(choices=choices, required=False, **kwargs)


class ClockField(forms.TimeField):
    """An hour of the day; a script puts “now” beside it."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "15:00", "size": 6, "autocomplete": "off", "data-now": "time"}
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H.%M", "%H-%M", "%H %M", "%H%M", "%H"],
            widget=forms.TextInput(attrs),
            error_messages={"invalid": _("Write the time like this: 15:00.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> dt.time | None:
        return super().to_python(str(value or "").strip())


class CountField(forms.CharField):
    """A number of people or things, `limit` at most; a script puts “one more” beside it."""

    def __init__(self, *, limit: int, excess: Any, **kwargs: Any) -> None:
        self.limits = (MinValueValidator(0), MaxValueValidator(limit, excess))
        attrs = {"inputmode": "numeric", "size": 6, "autocomplete": "off", "data-counter": ""}
        super().__init__(required=False, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        typed = "".join(str(super().clean(value)).split())
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()):
            raise ValidationError(_("Write a number, without words: 40."))
        count = int(typed[:12])
        for validator in self.limits:
            validator(count)
        return count
