"""Terms of hearings and discussions."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitoring.case_deadlines.computed import ComputedDeadline, Counter, Event, earliest, event, latest
from monitoring.case_deadlines.events import Events
from monitoring.case_deadlines.grounds import discussion_rule, speaks_of_environment
from monitoring.enums import ConsultationForm, ConsultationStatus, MilestoneKind, NoticeChannel

if TYPE_CHECKING:
    from monitoring.models import Case, Consultation

# The rules on hearings ask for these; posts in social networks are nobody's duty.
REQUIRED_CHANNELS = frozenset(
    {
        NoticeChannel.PORTAL,
        NoticeChannel.BODY_SITE,
        NoticeChannel.NEWSPAPER,
        NoticeChannel.BROADCAST,
        NoticeChannel.NOTICE_BOARD,
    }
)
# Other kinds (urban plans, land) are heard under other rules, unless their ground speaks of the environment.
HEARD_AS_ENVIRONMENTAL = frozenset({"open_meeting", "environmental_permit", "plan_programme"})
NOT_HELD = frozenset({ConsultationStatus.CANCELLED, ConsultationStatus.POSTPONED})
PUBLIC_SERVICE = ("государственных услуг", "мемлекеттік қызмет", "public service")


def hearing_deadlines(case: "Case", events: Events, counter: Counter) -> Iterator[ComputedDeadline]:
    meetings = [item for item in case.consultations.all() if item.form == ConsultationForm.OPEN_MEETING]
    for consultation in case.consultations.all():
        if consultation.status in NOT_HELD:
            continue
        if consultation.form == ConsultationForm.OPEN_MEETING and by_hearing_rules(case):
            yield from meeting(consultation, events, counter, only=len(meetings) == 1)
        elif consultation.form == ConsultationForm.PUBLIC_DISCUSSION:
            yield from discussion(consultation, discussion_rule(case.legal_ground), counter)
        elif consultation.form == ConsultationForm.DRAFT_ACT_DISCUSSION:
            yield from discussion(consultation, draft_act_rule(case), counter)


def by_hearing_rules(case: "Case") -> bool:
    if case.legal_ground:
        return speaks_of_environment(case.legal_ground)
    return case.kind is not None and case.kind.key in HEARD_AS_ENVIRONMENTAL


def draft_act_rule(case: "Case") -> str:
    text = f"{case.title} {case.other_title} {case.legal_ground}".casefold()
    return "D30-S" if any(words in text for words in PUBLIC_SERVICE) else "D30"


def discussion(consultation: "Consultation", code: str | None, counter: Counter) -> list[ComputedDeadline]:
    first = event(consultation.period_from, consultation.uid)
    last = event(consultation.period_to, consultation.uid)
    return counter.count(code, first, last) if code and last else []


def meeting(consultation: "Consultation", events: Events, counter: Counter, only: bool) -> Iterator[ComputedDeadline]:
    """`only`: the case has one open meeting, so that milestones without one of their own are about it."""
    held = event(consultation.held_on, consultation.uid)
    if held is None:
        return
    yield from notice(consultation, held, events.of(MilestoneKind.NOTICE) if only else [], counter)
    if closed := event(consultation.period_to, consultation.uid):
        yield from counter.count("D22", held, closed)
    if consultation.status != ConsultationStatus.FAILED:
        told = [*events.of(MilestoneKind.PROTOCOL_PUBLISHED)] if only else []
        published = event(consultation.protocol_published_on, consultation.uid) or earliest(told)
        was_held = consultation.status == ConsultationStatus.HELD
        yield from counter.count("D23", held, published, silence=was_held)


def notice(consultation: "Consultation", held: Event, told: list[Event], counter: Counter) -> list[ComputedDeadline]:
    """By the channel that came last among those required; each channel by its first notice."""
    channels = by_channel(consultation)
    parts = [part for channel, first in channels.items() for part in counter.count("D20", first, held, label=channel)]
    last = latest(list(channels.values())) or earliest(told)
    return counter.count("D20", last, held, subject=held.uid, parts=parts)


def by_channel(consultation: "Consultation") -> dict[str, Event]:
    """Required channels if any is known, else what there is."""
    found: dict[str, list[Event]] = defaultdict(list)
    for item in consultation.notices.all():
        if told := event(item.date, item.uid):
            found[item.channel].append(told)
    required = {channel: told for channel, told in found.items() if channel in REQUIRED_CHANNELS}
    firsts = {channel: earliest(told) for channel, told in (required or found).items()}
    return {channel: first for channel, first in firsts.items() if first}
