"""Finding reference records by any of their names, as people type them."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

from monitoring.log.bodies import fold

NAMES = ("key", "name_ru", "name_kk", "name_en", "short_name_ru", "short_name_kk", "short_name_en", "bin", "aliases")


def searched_fields(model: type[Model]) -> list[str]:
    known = {field.name for field in model._meta.get_fields()}
    return [*(name for name in NAMES if name in known), *(["reference"] if "reference" in known else [])]


def matching(records: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Records with every word in one of their names, keys or other spellings.

    All names are read: there are hundreds to thousands, and no database folds Kazakh letters as people type them.
    """
    wanted = fold(words[:200]).split()
    if not wanted:
        return records
    found = []
    for pk, *names in records.order_by().values_list("pk", *searched_fields(records.model)):
        text = " ".join(
            fold(str(part)) for name in names for part in (name if isinstance(name, list) else [name or ""])
        )
        if all(word in text for word in wanted):
            found.append(pk)
    return records.filter(pk__in=found)


class NameFilterForm(BaseFilterForm):
    """The search of a chooser."""

    q = forms.CharField(
        label=_("Any name, in any language"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name, other spelling or code")}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        words = (self.cleaned_data.get("q") or "").strip()
        if words:
            self.is_searching, self.search_query = True, words
            objects = matching(objects, words)
        return objects
