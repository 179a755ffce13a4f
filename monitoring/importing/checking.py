"""The same checks a form would make, on a whole case in memory, without a query."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from monitoring.models import Case

SETS = {"consultations": "consultation", "milestones": "milestones", "evidence": "evidence"}


Problem = tuple[uuid.UUID, str, str]


def problems(case: Case) -> Iterator[Problem]:
    """Each wrong field: the identity of the case or child, the target of the mapping, the reason."""
    yield from _of(case, "")
    for relation, group in SETS.items():
        for child in getattr(case, relation).all():
            yield from _of(child, f"{group}.")
            if relation == "consultations":
                for notice in child.notices.all():
                    yield from _of(notice, "notices.")


def _of(instance: Any, prefix: str) -> Iterator[Problem]:
    """Relations are left out: they were looked up among existing records."""
    relations = {field.name for field in instance._meta.concrete_fields if field.is_relation}
    try:
        instance.clean_fields(exclude=relations)
        instance.clean()
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, messages in error.message_dict.items():
                yield instance.uid, prefix + name, " ".join(messages)
        else:
            yield instance.uid, prefix.removesuffix("."), " ".join(error.messages)
