"""The same checks a form would make, on a whole case in memory, without a query."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from monitoring.models import Case

SETS = {"consultations": "consultation", "milestones": "milestones", "evidence": "evidence"}


def problems(case: Case) -> Iterator[tuple[str, str]]:
    """Each wrong field as a target of the mapping, with the reason."""
    yield from _of(case, "")
    for relation, group in SETS.items():
        for child in getattr(case, relation).all():
            yield from _of(child, f"{group}.")
            if relation == "consultations":
                for notice in child.notices.all():
                    yield from _of(notice, "notices.")


def _of(instance: models.Model, prefix: str) -> Iterator[tuple[str, str]]:
    """Relations are left out: they were looked up among existing records."""
    relations = {field.name for field in instance._meta.concrete_fields if field.is_relation}
    try:
        instance.clean_fields(exclude=relations)
        instance.clean()
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, messages in error.message_dict.items():
                yield prefix + name, " ".join(messages)
        else:
            yield prefix.removesuffix("."), " ".join(error.messages)
