"""Terms of an information request: answer, refusal, forwarding and extension."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitoring.case_deadlines.computed import ComputedDeadline, Counter, Event, earliest, pairs
from monitoring.case_deadlines.events import Events
from monitoring.case_deadlines.grounds import cites_information_law
from monitoring.enums import MilestoneKind

if TYPE_CHECKING:
    from monitoring.models import Case


@dataclass(frozen=True)
class Law:
    """Codes of the terms under one law; without `refusal` a refusal is an answer like any other."""

    answer: str
    extension: str
    told: str
    forwarded: str
    refusal: str = ""


INFORMATION = Law(answer="D10", extension="D11", told="D12", forwarded="D13", refusal="D14")
PROCEDURE = Law(answer="D01", extension="D02", told="D03", forwarded="D04")
OUTER, OUTER_EXTENDED = "D15", "D15-2"


def request_deadlines(case: "Case", events: Events, counter: Counter) -> Iterator[ComputedDeadline]:
    answers = events.of(MilestoneKind.ANSWER, MilestoneKind.REFUSAL)
    for asked, answered in pairs(events.of(MilestoneKind.REQUEST), answers):
        yield from request(case, events, counter, asked, answered)


def request(
    case: "Case", events: Events, counter: Counter, asked: Event, answered: Event | None
) -> Iterator[ComputedDeadline]:
    law = law_of(case, events.words(asked))
    forwarded = _between(events.of(MilestoneKind.FORWARDED), asked, answered)
    extended = _between(events.of(MilestoneKind.EXTENSION), asked, answered)
    more = counter.extension(law.extension, extended, events.words(extended)) if extended else []
    begins = forwarded or asked
    yield from counter.count(law.answer, begins, answered, subject=asked.uid, silence=True, amendments=more)
    outer = OUTER_EXTENDED if extended else OUTER
    yield from counter.count(outer, asked, answered, silence=True)
    if forwarded:
        yield from counter.count(law.forwarded, asked, forwarded)
    if extended:
        told = _between(events.of(MilestoneKind.EXTENSION_NOTIFIED), extended, None)
        yield from counter.count(law.told, extended, told)
    if law.refusal and answered in events.of(MilestoneKind.REFUSAL):
        yield from counter.count(law.refusal, begins, answered, subject=asked.uid)


def law_of(case: "Case", words: str) -> Law:
    """The Administrative Procedural Code, whose term is longer, unless the law on information is named."""
    return INFORMATION if cites_information_law(f"{case.legal_ground} {words}") else PROCEDURE


def _between(found: list[Event], after: Event, before: Event | None) -> Event | None:
    """The first that may have happened after the one and before the other."""
    fits = [
        item
        for item in found
        if item.date.latest() >= after.date.earliest()
        and (before is None or item.date.earliest() <= before.date.latest())
    ]
    return earliest(fits)
