"""By which rule a reply is due, when, and how long the law lets it be put off."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.calendars import current_calendar
from monitoring.deadlines import Amendment, Extension, OutOfCalendarError, Suspension, WorkCalendar, Working, due
from monitoring.enums import INTERIM_RESULTS, BodyKind, ReferralKind, StepEventKind, StepOrigin
from monitoring.models import Authority, DeadlineRule, ExecutiveBody, ReferralStep, StepEvent
from monitoring.rules import RuleBook, rule_book, term_of

REPLY_RULES = {
    ReferralKind.INFORMATION_REQUEST: "D10",
    ReferralKind.COMPLAINT_SUPERIOR: "D08",
    ReferralKind.APPEAL_OF_SILENCE: "D08",
    ReferralKind.APPEAL_STATEMENT: "D01",
    ReferralKind.COMPLAINT_PROSECUTOR: "D01",
    ReferralKind.CORRUPTION_REPORT: "D01",
    ReferralKind.ETHICS_REPORT: "D01",
    ReferralKind.ENVIRONMENTAL_INSPECTION_REQUEST: "D01",
    ReferralKind.MEDIA_PUBLICATION: "D16",
    ReferralKind.PETITION: "D51",
}
LOCAL_PETITION = "D52"
LOCAL_BODIES = frozenset({BodyKind.REGION_AKIMAT, BodyKind.DISTRICT_AKIMAT, BodyKind.RURAL_AKIM, BodyKind.MASLIKHAT})
MASLIKHAT = "R-MAS"
EXTENSIONS = {"D01": "D02", "D10": "D11"}
OUTER_LIMIT, OUTER_LIMIT_EXTENDED = "D15", "D15-2"
SILENCE, APPEAL = "D05", "D06"


def reply_rule_code(kind: str, authority: Authority, addressee: ExecutiveBody | None = None) -> str:
    """Empty where no term of the reply is known: a court, a deputy, the Committee."""
    if kind == ReferralKind.PETITION and (
        authority.key == MASLIKHAT or (addressee is not None and addressee.kind in LOCAL_BODIES)
    ):
        return LOCAL_PETITION
    return REPLY_RULES.get(ReferralKind(kind), "")


def default_rule(step: ReferralStep, book: RuleBook, on: dt.date) -> DeadlineRule | None:
    code = reply_rule_code(step.kind, step.authority, step.addressee)
    return book.wording(code, on) if code else None


@dataclass(frozen=True)
class Reckoning:
    """When the reply is due. `longest` is the last day the law lets an extension reach, `outer` the limit of the
    Convention, each None where none is known; `exceeded` is a later day that the body gave itself."""

    working: Working
    longest: dt.date | None = None
    longest_rule: DeadlineRule | None = None
    outer: dt.date | None = None
    outer_rule: DeadlineRule | None = None
    exceeded: dt.date | None = None

    @property
    def due_on(self) -> dt.date:
        return self.working.due


def reckon(step: ReferralStep, events: Sequence[StepEvent], book: RuleBook, calendar: WorkCalendar) -> Reckoning | None:
    """None while the letter is not sent, or where the law sets no term. Struck events do not count."""
    start = step.received_on or step.sent_on
    term = term_of(step.rule) if step.rule else None
    if start is None or term is None or step.rule is None:
        return None
    standing = unstruck(events)
    suspensions = [
        Suspension(item.on, item.until or item.on, item.text) for item in of(standing, StepEventKind.SUSPENDED)
    ]
    asked = [item.until for item in of(standing, StepEventKind.EXTENDED)]
    outer_rule = book.wording(OUTER_LIMIT_EXTENDED if asked else OUTER_LIMIT, start) if is_request(step) else None
    try:
        plain = due(term, start, calendar, suspensions)
        longest_rule = book.wording(EXTENSIONS.get(step.rule.code, ""), plain.due)
        longest = _end(longest_rule, plain.due, calendar)
        granted = [min(until, longest) if longest else until for until in asked if until]
        amendments: list[Amendment] = [*suspensions, *(Extension(until=until) for until in granted)]
        return Reckoning(
            due(term, start, calendar, amendments),
            longest,
            longest_rule,
            _end(outer_rule, start, calendar),
            outer_rule,
            max((until for until in asked if until and longest and until > longest), default=None),
        )
    except OutOfCalendarError:
        return None


def is_request(step: ReferralStep) -> bool:
    return step.kind == ReferralKind.INFORMATION_REQUEST


def unstruck(events: Sequence[StepEvent]) -> list[StepEvent]:
    struck = {event.strikes_id for event in events if event.strikes_id}
    return [event for event in events if event.pk not in struck]


def of(events: Sequence[StepEvent], kind: StepEventKind) -> list[StepEvent]:
    return [event for event in events if event.kind == kind]


def _end(rule: DeadlineRule | None, start: dt.date, calendar: WorkCalendar) -> dt.date | None:
    term = term_of(rule) if rule else None
    return due(term, start, calendar).due if term else None


def settle(step: ReferralStep, book: RuleBook | None = None, calendar: WorkCalendar | None = None) -> None:
    """Count the due day anew and say whether somebody must watch it pass; the caller holds the row locked."""
    calendar = calendar or current_calendar()
    reckoning = reckon(step, list(step.events.all()), book or rule_book(), calendar)
    step.due_on = reckoning.due_on if reckoning else None
    step.calendar_version = reckoning.working.calendar_version if reckoning else ""
    step.watched_until = step.due_on if _is_watched(step) else None
    step.save(update_fields=["due_on", "calendar_version", "watched_until"])


def _is_watched(step: ReferralStep) -> bool:
    if step.due_on is None or not is_awaited(step):
        return False
    return not step.events.filter(kind=StepEventKind.OVERDUE, on=step.due_on).exists()


def is_awaited(step: ReferralStep) -> bool:
    """The same rule as `ReferralStep.objects.awaiting_reply()`."""
    if step.sent_on is None or step.referral.closed_on is not None or is_answered(step):
        return False
    return not any(following.origin == StepOrigin.TRANSFER for following in step.next_steps.all())


def is_answered(step: ReferralStep) -> bool:
    """That a letter was accepted for consideration is no answer yet."""
    return hasattr(step, "reply") and step.reply.result not in INTERIM_RESULTS


def silence_began(step: ReferralStep, today: dt.date) -> dt.date | None:
    """The day from which no answer counts as a refusal (D05): the term expired on it. None while it still runs."""
    awaited = is_awaited(step) and step.due_on is not None and step.due_on < today
    return step.due_on if awaited else None


def appeal_by(expired_on: dt.date, book: RuleBook, calendar: WorkCalendar) -> tuple[dt.date, DeadlineRule] | None:
    """The last day to complain of a silence or a refusal known since `expired_on` (D06)."""
    rule = book.wording(APPEAL, expired_on)
    last = _end(rule, expired_on, calendar)
    return (last, rule) if rule and last else None


def recompute_open_steps() -> int:
    """After a change of the calendar or the rules: awaited replies whose day is still ahead. Returns how many moved."""
    book, calendar, moved = rule_book(), current_calendar(), 0
    watched = ReferralStep.objects.filter(watched_until__isnull=False).select_related("rule", "referral", "reply")
    for step in watched.prefetch_related("events", "next_steps").iterator(chunk_size=500):
        before = step.due_on
        settle(step, book, calendar)
        moved += step.due_on != before
    return moved
