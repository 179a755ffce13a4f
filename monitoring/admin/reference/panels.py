"""The edit form of a reference record, made from the model: names of all languages together, then what is its own."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel

from monitoring.admin.reference.forms import ReferenceForm
from monitoring.enums import Language

LANGUAGES = ("kk", "ru", "en")
TRUST = ("source", "confidence", "translation", "verified_by", "verified_on")
PERIOD = ("valid_from", "valid_to")
TECHNICAL = ("key", "order")


def edit_handler(
    model: type[models.Model],
    *,
    base_form_class: type[ReferenceForm] = ReferenceForm,
    inline: Sequence[Panel] = (),
    widgets: dict[str, Any] | None = None,
) -> ObjectList:
    fields = translator.get_options_for_model(model).all_fields
    groups = [field.name for field in model._meta.fields if field.name in fields]
    translated = {f"{name}_{language}" for name in groups for language in LANGUAGES} | set(groups)
    panels = [_languages(model, name) for name in groups]
    panels += _own(model, {*translated, *TRUST, *PERIOD, *TECHNICAL}, widgets or {})
    panels += inline
    present = {field.name for field in model._meta.get_fields()}
    if present.issuperset(PERIOD):
        panels.append(FieldRowPanel([FieldPanel(name) for name in PERIOD], heading=_("Period")))
    trust = [FieldPanel(name) for name in TRUST if name in present]
    panels.append(MultiFieldPanel(trust, heading=_("Source and confidence")))
    technical = [FieldPanel(name) for name in TECHNICAL]
    panels.append(MultiFieldPanel([FieldRowPanel(technical)], heading=_("Key and order"), classname="collapsed"))
    return ObjectList(panels, base_form_class=base_form_class)


def _languages(model: type[models.Model], name: str) -> Panel:
    field: Any = model._meta.get_field(name)
    heading = capfirst(str(field.verbose_name))
    panels = [FieldPanel(f"{name}_{language}", heading=Language(language).label) for language in LANGUAGES]
    return MultiFieldPanel(panels, heading=heading)


def _own(model: type[models.Model], others: Collection[str], widgets: dict[str, Any]) -> list[Panel]:
    panels: list[Panel] = []
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if field.editable and not field.primary_key and field.name not in others:
            many = isinstance(field, models.ManyToManyField)
            widget = widgets.get(field.name) or (forms.CheckboxSelectMultiple if many else None)
            panels.append(FieldPanel(field.name, widget=widget))
    return panels
