"""Reading and writing a field of a reference record in the plain form of the data files."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

Plain = str | int | float | bool | list | dict | None


def column(model: type[models.Model], name: str) -> models.Field:
    """A field of the model's own. Raises FieldDoesNotExist for anything else."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(f"{model.__name__} has no field {name!r} of its own")
    return field


def plain(instance: models.Model, name: str) -> Plain:
    """The value as the data files write it: relations by key (many as a sorted list), dates as ISO text."""
    field = column(type(instance), name)
    if isinstance(field, models.ManyToManyField):
        return sorted(related.key for related in getattr(instance, name).all()) if instance.pk else []
    if isinstance(field, models.ForeignKey):
        related = getattr(instance, name)
        return related.key if related else None
    value = field.to_python(getattr(instance, name))
    if value is None or isinstance(value, (str, int, float, bool, list, dict)):
        return value
    return str(value)


def empty_of(field: models.Field) -> Plain:
    """What a missing value means for this field."""
    if field.null:
        return None
    return field.get_default() if field.has_default() else ""


def normal(field: models.Field, value: Any) -> Plain:
    """A value of a data file in the form that `plain` gives back."""
    if isinstance(field, models.ManyToManyField):
        return sorted(value or [])
    if value is None:
        return empty_of(field)
    if isinstance(field, models.CharField) or hasattr(value, "isoformat"):
        return str(value)
    return value
