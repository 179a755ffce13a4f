from typing import Any

from anyascii import anyascii
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.importing.labels import label_of
from monitoring.importing.mapping import IDENTIFIER, TITLES, FileMapping
from monitoring.importing.reading import Table
from monitoring.models import ImportRun

SAMPLE = 3
NEEDED = (IDENTIFIER, "title")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX with the names of the columns in the first row, or JSON Lines."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson"}),
    )
    mapping = forms.ChoiceField(
        label=gettext_lazy("What the file is"), choices=sorted(TITLES.items(), reverse=True), initial="table"
    )
    source = forms.CharField(
        label=gettext_lazy("Name of the source"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "For a table: where it comes from, for example “akimat 2026”. Give the same name when you import "
            "a newer version: its rows then update the records instead of doubling them."
        ),
    )

    def clean_source(self) -> str:
        return slugify(anyascii(self.cleaned_data["source"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mapping") == "table" and not data.get("source") and "source" not in self.errors:
            self.add_error("source", _("Name the source of the table."))
        return data


class ColumnsForm(forms.Form):
    """One choice for each column of the file, named by its place in the heading."""

    def __init__(self, run: ImportRun, table: Table, mapping: FileMapping, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.columns = {f"column-{number}": heading for number, heading in enumerate(table.columns)}
        choices = [("", _("Leave out")), *((c.target, target_label(c.target)) for c in mapping.columns)]
        for name, heading in self.columns.items():
            self.fields[name] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=run.columns.get(heading, ""),
                help_text=_sample(table, heading),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [target for target in data.values() if target]
        for name, target in list(data.items()):
            if target and chosen.count(target) > 1:
                self.add_error(name, _("Two columns cannot both be “%(field)s”.") % {"field": target_label(target)})
        missing = [target_label(target) for target in NEEDED if target not in chosen]
        if missing:
            raise ValidationError(_("Choose the column of: %(fields)s.") % {"fields": ", ".join(missing)})
        return data

    def chosen(self) -> dict[str, str]:
        return {heading: self.cleaned_data[name] for name, heading in self.columns.items()}


def target_label(target: str) -> str:
    label = label_of(target)
    if target.startswith("consultation."):
        return _("Consultation: %(field)s") % {"field": label[:1].lower() + label[1:]}
    return label


def _sample(table: Table, heading: str) -> str:
    """The first values of the column, so that one sees what it holds."""
    values = (row.values.get(heading) for row in table.rows[:SAMPLE])
    return " · ".join(dict.fromkeys(str(value)[:40] for value in values if value not in (None, "")))
