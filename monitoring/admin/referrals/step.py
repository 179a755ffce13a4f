"""One letter as the desk sees it: everything that was written of it, and the working of its due day."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from monitoring.calendars import current_calendar
from monitoring.deadlines import WorkCalendar
from monitoring.enums import StepEventKind
from monitoring.models import ReferralStep, StepEvent
from monitoring.presenters.dates import table_date
from monitoring.presenters.days import calendar_line, explained, panel
from monitoring.presenters.deadlines import rule_line
from monitoring.rules import RuleBook, rule_book
from monitoring.services.referrals.corrections import STRIKABLE
from monitoring.services.referrals.terms import (
    Reckoning,
    appeal_by,
    is_answered,
    is_request,
    reckon,
    silence_began,
)


@dataclass
class StepPanel:
    """`offers`: name, label, form and whether it stands open, of each verb that is possible now."""

    step: ReferralStep
    state: str
    working: dict[str, Any] | None
    notes: list[str]
    events: list[dict[str, Any]]
    offers: list[tuple[str, Any, Any, bool]] = field(default_factory=list)
    resolve: Any = None

    @property
    def anchor(self) -> str:
        return str(self.step.pk)

    @property
    def can_rate(self) -> bool:
        return is_answered(self.step) and bool(self.step.questions.all())


def step_panels(steps: list[ReferralStep], today: dt.date) -> list[StepPanel]:
    book, calendar = rule_book(), current_calendar()
    return [step_panel(step, book, calendar, today) for step in steps]


def step_panel(step: ReferralStep, book: RuleBook, calendar: WorkCalendar, today: dt.date) -> StepPanel:
    reckoning = reckon(step, list(step.events.all()), book, calendar)
    lines = []
    if reckoning:
        law = (rule_line(step.rule),) if step.rule else ()
        working = panel(reckoning.working, *explained(reckoning.working), *law, calendar_line(calendar.version))
        lines = limits(step, reckoning)
    else:
        working = None
    if expired := silence_began(step, today):
        lines += silence(expired, book, calendar, today)
    return StepPanel(step, state(step, today), working, lines, [entry(event) for event in step.events.all()])


def state(step: ReferralStep, today: dt.date) -> str:
    if step.sent_on is None:
        return _("Draft: nobody outside the desk sees it")
    if is_answered(step):
        return _("Answered on %(date)s") % {"date": table_date(step.reply.received_on)}
    if step.due_on is None:
        return _("Sent; the law sets no term that is known here")
    words = _("No reply by %(date)s") if step.due_on < today else _("Reply due by %(date)s")
    return words % {"date": table_date(step.due_on)}


def limits(step: ReferralStep, reckoning: Reckoning) -> list[str]:
    lines = []
    if reckoning.longest and reckoning.longest_rule:
        text = _("The term can be extended to %(date)s at the longest. %(rule)s")
        lines.append(text % {"date": table_date(reckoning.longest), "rule": rule_line(reckoning.longest_rule)})
    if reckoning.exceeded:
        text = _("The body gave itself until %(date)s; beyond what the law allows the due day does not move.")
        lines.append(text % {"date": table_date(reckoning.exceeded)})
    if is_request(step) and reckoning.outer and reckoning.outer_rule:
        text = _("Outer limit of the Convention: %(date)s. %(rule)s")
        lines.append(text % {"date": table_date(reckoning.outer), "rule": rule_line(reckoning.outer_rule)})
    return lines


def silence(expired: dt.date, book: RuleBook, calendar: WorkCalendar, today: dt.date) -> list[str]:
    lines = []
    if deemed := book.wording("D05", expired):
        text = _("Silence counts as a refusal from %(date)s. %(rule)s")
        lines.append(text % {"date": table_date(expired), "rule": rule_line(deemed)})
    if found := appeal_by(expired, book, calendar):
        last, rule = found
        passed = last < today
        text = (
            _("The complaint had to be filed by %(date)s. %(rule)s")
            if passed
            else _("The complaint can be filed until %(date)s. %(rule)s")
        )
        lines.append(text % {"date": table_date(last), "rule": rule_line(rule)})
    return lines


def entry(event: StepEvent) -> dict[str, Any]:
    struck = hasattr(event, "struck_by")
    return {
        "event": event,
        "struck": struck,
        "can_strike": not struck and event.kind in STRIKABLE,
        "by_machine": event.author_id is None and event.kind == StepEventKind.OVERDUE,
    }
