"""A volunteer's answers in the words of the questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import Field

from monitoring.log.choices import EVENTS
from monitoring.log.steps import REVIEW_FIELDS, step_of
from monitoring.models import FieldLog


@dataclass(frozen=True)
class Answered:
    name: str
    question: Any
    text: str


def answered(log: FieldLog | None) -> Iterator[Answered]:
    if log is None:
        return
    for name, question in REVIEW_FIELDS.items():
        yield Answered(name, question, in_words(name, log.answers))


def in_words(name: str, answers: dict[str, Any]) -> str:
    value = answers.get(name)
    if not value or name == "files":
        return ""
    if name == "events":
        kinds = {str(key): str(label) for key, label in EVENTS}
        return "\n".join(
            ", ".join(filter(None, (row.get("when"), kinds.get(row.get("kind"), ""), row.get("text")))) for row in value
        )
    field = step_of(name).form(answers).fields.get(name)
    labels = choices_of(field)
    return ", ".join(labels.get(str(item), str(item)) for item in (value if isinstance(value, list) else [value]))


def choices_of(field: Field | None) -> dict[str, str]:
    return dict(flat(getattr(field, "choices", ())))


def flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        else:
            yield str(value), str(label)
