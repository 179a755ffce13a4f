"""One computed answer, and how answers of several hearings or requests make one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from monitoring.case_deadlines import ComputedDeadline
from monitoring.enums import Answer


class Told(Protocol):
    """A reason kept as data, of whatever part of the law."""

    def as_json(self) -> dict[str, Any]: ...


FAILED = frozenset({Answer.NOT_MET, Answer.PARTLY})


@dataclass(frozen=True, slots=True)
class MachineAnswer:
    """`terms` are the counted terms the answer rests on, for their working."""

    answer: Answer
    reasons: tuple[Told, ...]
    terms: tuple[ComputedDeadline, ...] = ()
    unverified: bool = False


def answer(given: Answer, *reasons: Told, terms: Sequence[ComputedDeadline] = ()) -> MachineAnswer:
    unverified = any(term.rule.needs_verification for term in terms)
    return MachineAnswer(given, reasons, tuple(terms), unverified)


def together(parts: Sequence[MachineAnswer]) -> MachineAnswer:
    """A breach in one part is proved whatever the others are; compliance only when every part is known to comply."""
    asked = [part for part in parts if part.answer != Answer.NOT_APPLICABLE] or list(parts)
    answers = {part.answer for part in asked}
    if answers & FAILED:
        mixed = bool(answers & {Answer.MET, Answer.PARTLY})
        given = Answer.PARTLY if mixed else Answer.NOT_MET
        told = [part for part in asked if part.answer in FAILED]
    elif Answer.NO_DATA in answers:
        given, told = Answer.NO_DATA, [part for part in asked if part.answer == Answer.NO_DATA]
    else:
        given, told = asked[0].answer, asked
    return MachineAnswer(
        given,
        _once([reason for part in told for reason in part.reasons]),
        tuple(term for part in asked for term in part.terms),
        any(part.unverified for part in asked),
    )


def _once(reasons: Sequence[Told]) -> tuple[Told, ...]:
    return tuple(reason for place, reason in enumerate(reasons) if reason not in reasons[:place])
