"""A date asked as people know it: the day, or about which month or year."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

_ABOUT = re.compile(r"^(\d{4})?(?:-(\d{2}))?$")


def is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


class DayInput(forms.DateInput):
    """The phone's own calendar; what is no date stays readable as text, so that it can be mended."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-now": "day", **(attrs or {})}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if value and not is_day(str(value)):
            context["widget"]["type"] = "text"
        return context


class WhenWidget(forms.MultiWidget):
    """One value: `2026-03-14`, `2026-03`, `2026`, or what was typed instead. A day wins over “about”."""

    template_name = "monitoring/log/when.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        months = [("", _("month not known")), *((f"{number:02}", name) for number, name in MONTHS.items())]
        year = forms.TextInput({"inputmode": "numeric", "maxlength": 4, "size": 4, "autocomplete": "off"})
        super().__init__({"day": DayInput(), "month": forms.Select(choices=months), "year": year}, attrs)

    def decompress(self, value: str | None) -> list[str]:
        text = str(value or "")
        if match := _ABOUT.match(text):
            return ["", match[2] or "", match[1] or ""]
        return [text, "", ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if name in data:
            return str(data[name] or "")
        day, month, year = (str(part or "").strip() for part in super().value_from_datadict(data, files, name))
        if day:
            return day
        return f"{year}-{month}" if month else year

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["about"] = any(self.decompress(value)[1:])
        return context
