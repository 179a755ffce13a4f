"""What followed: signs of a breach, the body's own words, letters to authorities, replies and outcomes."""

from collections.abc import Iterable
from typing import Any

from monitoring.enums import ReplyQuality, StepEventKind
from monitoring.models import (
    BodyReply,
    Finding,
    ReferralOutcome,
    ReferralStep,
    ReplyRequest,
    StepEvent,
    StepQuestion,
)
from monitoring.open_data.reading import PublicRecord
from monitoring.open_data.shapes import Data, coded, date, day_of, law, named

# What only the desk did, not the letter.
OF_THE_DESK = frozenset({StepEventKind.DRAFTED, StepEventKind.CORRECTED, StepEventKind.RATED})


def finding(item: Finding) -> Data:
    return {
        "uid": str(item.uid),
        "title": item.title,
        "description": item.description,
        "status": coded(item.status, sorted_statuses(item)[-1].get_status_display()),
        "severity": coded(item.severity, item.get_severity_display()),
        "violation_type": named(item.violation_type),
        "criterion": named(item.criterion),
        "law": law(item.provision),
        "happened_on": date(item.happened_on),
        "position": item.position,
        "official": named(item.official),
        "risk_indicators": [named(indicator) for indicator in item.risk_indicators.all()],
        "statuses": [
            {"status": coded(row.status, row.get_status_display()), "on": day_of(row.at)}
            for row in sorted_statuses(item)
        ],
    }


def sorted_statuses(item: Finding) -> list[Any]:
    return sorted(item.statuses.all(), key=lambda row: (row.at, row.pk or 0))


def reply_requests(record: PublicRecord) -> list[Data]:
    """When the body was asked about the findings that are shown, and until when its reply was awaited."""
    return [reply_request(item, covered) for item in record.requests if (covered := covers(item, record))]


def covers(item: ReplyRequest, record: PublicRecord) -> list[str]:
    return [str(row.finding_uid) for row in item.findings.all() if row.finding_uid in record.finding_uids]


def reply_request(item: ReplyRequest, covered: list[str]) -> Data:
    return {
        "uid": str(item.uid),
        "body": named(item.body),
        "sent_on": date(item.sent_on),
        "due_on": date(item.due_on),
        "findings": covered,
        "published_sooner": item.published_sooner,
    }


def body_replies(record: PublicRecord) -> list[Data]:
    asked = {item.pk for item in record.requests if covers(item, record)}
    return [
        body_reply(item)
        for item in record.replies
        if item.request_id in asked and (item.finding_uid is None or item.finding_uid in record.finding_uids)
    ]


def body_reply(item: BodyReply) -> Data:
    return {
        "uid": str(item.uid),
        "finding": str(item.finding_uid) if item.finding_uid else None,
        "text": item.text,
        "language": item.language,
        "name": item.name,
        "position": item.position,
        "received_on": day_of(item.received_at),
    }


def step(item: ReferralStep, findings: Iterable[Finding]) -> Data:
    """`findings` are those that are shown; a letter names no other."""
    shown = {finding.pk: str(finding.uid) for finding in findings}
    reply = getattr(item, "reply", None)
    return {
        "uid": str(item.uid),
        "referral": str(item.referral.uid),
        "purpose": item.referral.purpose,
        "findings": [shown[row.finding_id] for row in item.referral.referred.all() if row.finding_id in shown],
        "kind": coded(item.kind, item.get_kind_display()),
        "origin": coded(item.origin, item.get_origin_display()),
        "authority": named(item.authority),
        "addressee": item.addressee_name,
        "sent_on": date(item.sent_on),
        "received_on": date(item.received_on),
        "registration_no": item.registration_no,
        "due_on": date(item.due_on),
        "events": [event(row) for row in public_events(item)],
        "questions": [question(row) for row in item.questions.all()],
        "reply": {
            "received_on": date(reply.received_on),
            "number": reply.number,
            "result": coded(reply.result, reply.get_result_display()),
            "summary": reply.summary,
        }
        if reply
        else None,
        "outcomes": [outcome(row) for row in item.outcomes.all()],
    }


def public_events(item: ReferralStep) -> list[StepEvent]:
    """Without what was struck out as a mistake."""
    events = list(item.events.all())
    struck = {row.strikes_id for row in events if row.strikes_id}
    return [row for row in events if row.kind not in OF_THE_DESK and row.pk not in struck]


def event(row: StepEvent) -> Data:
    return {"kind": coded(row.kind, row.get_kind_display()), "on": date(row.on), "until": date(row.until)}


def question(row: StepQuestion) -> Data:
    quality = coded(row.quality, ReplyQuality(row.quality).label) if row.quality else None
    return {"text": row.text, "quality": quality, "note": row.note}


def outcome(row: ReferralOutcome) -> Data:
    return {
        "uid": str(row.uid),
        "outcome": named(row.outcome),
        "level": coded(row.level, row.get_level_display()),
        "body": named(row.body),
        "official": named(row.official),
        "on": date(row.on),
        "document": row.document,
        "note": row.note,
    }
