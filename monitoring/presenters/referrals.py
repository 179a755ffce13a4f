"""Chains of referrals as the public reads them: what was sent, by when the reply was due, what came back."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from monitoring.enums import (
    INTERIM_RESULTS,
    OutcomeLevel,
    ReplyQuality,
    ReplyResult,
    StepEventKind,
    StepOrigin,
)
from monitoring.presenters.dates import long_date, table_date
from monitoring.presenters.deadlines import rule_line
from monitoring.presenters.papers import paper_link
from monitoring.presenters.states import Chip, chip, to_be_verified

if TYPE_CHECKING:
    from monitoring.models import (
        Case,
        Finding,
        Referral,
        ReferralOutcome,
        ReferralStep,
        StepEvent,
        StepQuestion,
        StepReply,
    )

Row = dict[str, Any]
RESULTS = {
    ReplyResult.ACCEPTED_FOR_CONSIDERATION: "plain",
    ReplyResult.PARTLY_SATISFIED: "late",
    ReplyResult.SATISFIED: "met",
    ReplyResult.REFUSED_WITH_REASONS: "plain",
    ReplyResult.REFUSED_WITHOUT_REASONS: "breach",
    ReplyResult.FORMAL_REPLY: "breach",
    ReplyResult.REFERRED_BACK: "breach",
}
QUALITIES = {
    ReplyQuality.ANSWERED: "met",
    ReplyQuality.PARTLY: "late",
    ReplyQuality.EVADED: "breach",
    ReplyQuality.WRONG_BODY: "breach",
    ReplyQuality.NOTHING: "breach",
}


def sent_steps(referral: "Referral") -> "list[ReferralStep]":
    """The public steps of a chain, earliest first."""
    sent = [step for step in referral.steps.all() if step.sent_on]
    return sorted(sent, key=lambda step: (step.sent_on, step.pk))


def public_chains(case: "Case") -> "list[Referral]":
    """Chains with something sent; a draft that was never stored has none."""
    return [referral for referral in case.referrals.all() if sent_steps(referral)] if case.pk else []


def chain_sections(case: "Case", findings: "list[Finding]", language: str, today: dt.date) -> list[dict[str, Any]]:
    """`language` is for the words of the record; empty when it is the language of the page."""
    titles = {finding.pk: finding for finding in findings}
    return [
        {
            "anchor": f"r-{chain.uid}",
            "title": chain.purpose or ", ".join(dict.fromkeys(step.addressee_name for step in sent_steps(chain))),
            "lang": language if chain.purpose else "",
            "findings": [
                {"title": titles[row.finding_id].title, "url": f"#f-{titles[row.finding_id].uid}", "lang": language}
                for row in chain.referred.all()
                if row.finding_id in titles
            ],
            "rows": chain_rows(chain, language, today),
        }
        for chain in public_chains(case)
    ]


def chain_rows(chain: "Referral", language: str, today: dt.date) -> list[Row]:
    """Rows of the timeline component; of one day, in the order in which things follow each other."""
    rows = [row for step in sent_steps(chain) for row in step_rows(step, chain, language, today)]
    return sorted(rows, key=lambda row: row["iso"])


def step_rows(step: "ReferralStep", chain: "Referral", language: str, today: dt.date) -> Iterator[Row]:
    if step.sent_on:
        yield sent_row(step, step.sent_on, language)
    for event in standing(step):
        if row := event_row(event, step, language):
            yield row
    if row := due_row(step, chain, today):
        yield row
    if reply := reply_of(step):
        yield reply_row(step, reply, language)
    for outcome in step.outcomes.all():
        yield outcome_row(outcome, language)


def standing(step: "ReferralStep") -> "list[StepEvent]":
    """Without those struck out as mistakes."""
    events = list(step.events.all())
    struck = {event.strikes_id for event in events if event.strikes_id}
    return [event for event in events if event.pk not in struck]


def reply_of(step: "ReferralStep") -> "StepReply | None":
    return getattr(step, "reply", None)


def final_reply(step: "ReferralStep") -> "StepReply | None":
    """That a letter was accepted for consideration is no answer yet."""
    reply = reply_of(step)
    return reply if reply and reply.result not in INTERIM_RESULTS else None


def row_of(day: dt.date, **row: Any) -> Row:
    return {"iso": day.isoformat(), "date": long_date(day), "kind": "event", **row}


def sent_row(step: "ReferralStep", sent_on: dt.date, language: str) -> Row:
    received = _("received %(date)s") % {"date": table_date(step.received_on)} if step.received_on else ""
    number = _("No. %(number)s") % {"number": step.registration_no} if step.registration_no else ""
    follows = [] if step.origin == StepOrigin.FIRST else [chip("plain", StepOrigin(step.origin).label)]
    asked = "" if final_reply(step) else "\n".join(question.text for question in step.questions.all())
    return row_of(
        sent_on,
        title=f"{step.get_kind_display()}: {step.addressee_name}",
        text=asked,
        lang=language if asked else "",
        note=", ".join(filter(None, [number, received])),
        chips=follows,
        main=True,
        **paper_link(step.letter),
    )


def event_row(event: "StepEvent", step: "ReferralStep", language: str) -> Row | None:
    """Only what the addressee did with the letter; how the desk kept its record stays at the desk."""
    titles = {
        StepEventKind.EXTENDED: _("Term extended to %(date)s") % {"date": until(event)},
        StepEventKind.SUSPENDED: _("Term suspended until %(date)s") % {"date": until(event)},
        StepEventKind.TRANSFERRED: _("Passed on to another body"),
        StepEventKind.CLOSED: _("Closed"),
    }
    if event.kind not in titles:
        return None
    return row_of(
        event.on,
        title=f"{titles[StepEventKind(event.kind)]}: {step.addressee_name}",
        text=event.text,
        lang=language if event.text else "",
        **paper_link(event.document),
    )


def until(event: "StepEvent") -> str:
    return table_date(event.until) if event.until else ""


def due_row(step: "ReferralStep", chain: "Referral", today: dt.date) -> Row | None:
    """Silence has a row of its own on the day it began; a reply in time leaves none."""
    if step.due_on is None or step.rule is None or is_passed_on(step, chain):
        return None
    reply = final_reply(step)
    date = table_date(step.due_on)
    law = {"note": rule_line(step.rule), "chips": [to_be_verified()] if step.rule.needs_verification else []}
    if reply and reply.received_on <= step.due_on:
        return None
    if step.due_on < today:
        title = _("No reply by %(date)s: %(addressee)s") % {"date": date, "addressee": step.addressee_name}
        return row_of(step.due_on, title=title, **law, kind="late" if reply else "breach", main=True)
    if chain.closed_on or reply:
        return None
    title = _("Reply due by %(date)s: %(addressee)s") % {"date": date, "addressee": step.addressee_name}
    return row_of(step.due_on, title=title, **{**law, "kind": "due"})


def is_passed_on(step: "ReferralStep", chain: "Referral") -> bool:
    return any(item.previous_id == step.pk and item.origin == StepOrigin.TRANSFER for item in chain.steps.all())


def reply_row(step: "ReferralStep", reply: "StepReply", language: str) -> Row:
    chips = [chip(RESULTS[ReplyResult(reply.result)], reply.get_result_display())]
    if step.due_on and reply.result not in INTERIM_RESULTS:
        late = reply.received_on > step.due_on
        due = {"date": table_date(step.due_on)}
        chips.append(chip("late", _("late: due by %(date)s") % due) if late else chip("met", _("in time")))
    return row_of(
        reply.received_on,
        title=_("Reply: %(addressee)s") % {"addressee": step.addressee_name},
        text=reply.summary,
        lang=language if reply.summary else "",
        note=_("No. %(number)s") % {"number": reply.number} if reply.number else "",
        chips=chips,
        answers=[answer(question) for question in step.questions.all()] if final_reply(step) else [],
        answers_lang=language,
        main=True,
        **paper_link(reply.file),
    )


def answer(question: "StepQuestion") -> dict[str, str]:
    quality = question.quality
    return {
        "question": question.text,
        "note": question.note,
        "state": QUALITIES[ReplyQuality(quality)] if quality else "unknown",
        "label": question.get_quality_display() if quality else _("not rated yet"),
    }


def outcome_row(outcome: "ReferralOutcome", language: str) -> Row:
    return row_of(
        outcome.on,
        title=_("Outcome: %(outcome)s") % {"outcome": outcome.outcome},
        text=outcome.note,
        lang=language if outcome.note else "",
        note=" · ".join(filter(None, [whose(outcome), _("by the act: %(act)s") % {"act": outcome.document}])),
        chips=outcome_chips(outcome),
        main=True,
        **paper_link(outcome.file),
    )


def whose(outcome: "ReferralOutcome") -> str:
    """Of a person only with the act that says so, which stands beside."""
    if outcome.level == OutcomeLevel.PERSON:
        return str(outcome.official or "")
    return str(outcome.body or "")


def outcome_chips(outcome: "ReferralOutcome") -> list[Chip]:
    return [chip("plain", outcome.get_level_display())] if outcome.level == OutcomeLevel.PERSON else []


def main_rows(case: "Case", language: str, today: dt.date) -> list[Row]:
    """What the time line of the whole record tells of the chains; the rest stands in their section."""
    rows = []
    for chain in public_chains(case):
        more: Row = {"url": f"#r-{chain.uid}", "url_label": _("details")}
        for row in chain_rows(chain, language, today):
            if row.get("main"):
                kept: Row = {name: row[name] for name in ("iso", "date", "kind", "title", "chips") if name in row}
                rows.append({**kept, **more})
    return rows
