"""A volunteer's answers in the words of the questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monitoring.log.steps import REVIEW_FIELDS
from monitoring.log.summary import shown_answer
from monitoring.models import FieldLog


@dataclass(frozen=True)
class Answered:
    name: str
    question: Any
    text: str


def answered(log: FieldLog | None) -> Iterator[Answered]:
    """As last sent: what the volunteer corrects meanwhile is theirs until it is sent again."""
    if log is None:
        return
    answers = log.submitted or log.answers
    for name, question in REVIEW_FIELDS.items():
        told = [] if name == "files" else shown_answer(name, answers.get(name), log)
        yield Answered(name, question, "\n".join(told))
