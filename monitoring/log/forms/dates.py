"""Dates a volunteer gives: real ones, of our time, and past where they tell what has happened."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.fields import PartialDateFormField
from monitoring.log.widgets import WhenWidget
from monitoring.partial_date import PartialDate

FIRST_YEAR = 1991


class WhenField(PartialDateFormField):
    widget = WhenWidget

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(required=kwargs.pop("required", False), max_length=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        text = str(value or "").strip()
        if text.startswith("-"):
            raise ValidationError(_("Write the year too."), code="invalid")
        return super().to_python(text)

    def run_validators(self, value: PartialDate | None) -> None:
        if value is None:
            return
        today = timezone.localdate()
        if not FIRST_YEAR <= value.year <= today.year + 10:
            raise ValidationError(_("Check the year: %(year)s."), code="year", params={"year": value.year})
        if self.past and value.earliest() > today:
            raise ValidationError(
                _("This day has not come yet. Here go only things that already happened."), code="future"
            )


def in_order(first: PartialDate | None, last: PartialDate | None) -> bool:
    """Whether `last` can be on the same day as `first` or later, as far as both are known."""
    return first is None or last is None or first.earliest() <= last.latest()


def has_begun(day: PartialDate, today: dt.date) -> bool:
    return day.earliest() <= today
