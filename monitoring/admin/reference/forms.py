"""What people may write into reference records."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from monitoring.enums import Process

NAMES = ("name_ru", "name_kk", "name_en")


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a field may make what it likes
        return list(
            dict.fromkeys(filter(None, (line.strip() for line in (super().to_python(value) or "").splitlines())))
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


def check_named(form: forms.ModelForm) -> None:
    """A name in one language is enough: readers of the others see it until it is translated."""
    if not any(form.cleaned_data.get(name) for name in NAMES) and not any(name in form.errors for name in NAMES):
        form.add_error("name_ru", ValidationError(_("Write the name in at least one language."), code="required"))


class ReferenceForm(WagtailAdminModelForm):
    """The key stands in public addresses, data files and reference numbers: once given, it stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields.get("key")
        if key and self.instance.pk:
            key.disabled = True
        elif key:
            key.required = False
            key.help_text = _("Latin letters, digits and hyphens. Left empty, it is made from the name.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_named(self)
        return cleaned


class MergeableForm(ReferenceForm):
    aliases = LinesField(
        label=_("Other spellings"),
        required=False,
        help_text=_("One a line, as sources write it: imports recognise the record by them."),
    )


class CriterionForm(ReferenceForm):
    processes = forms.MultipleChoiceField(
        label=_("Kinds of process it applies to"),
        choices=Process.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class NewInChooser(forms.ModelForm):
    """The short form of a record made while choosing; the rest is filled in on its own page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"name_ru": _("Name in Russian"), "name_kk": _("Name in Kazakh")}
        for name, label in labels.items():
            self.fields[name].label = label

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_named(self)
        return cleaned
