"""What was decided and how: events, participation, terms of law, criteria, evidence."""

from typing import Any

from django.db.models import Count

from monitoring.enums import Answer, ConsultationStatus
from monitoring.models import (
    AssessedCriterion,
    Assessment,
    Case,
    CaseDeadline,
    Consultation,
    EvidenceLink,
    EvidenceText,
    Milestone,
)
from monitoring.open_data.reading import PublicRecord
from monitoring.open_data.shapes import Data, coded, date, day_of, law
from monitoring.presenters.case_evidence import address, open_links
from monitoring.presenters.links import absolute


def milestone(item: Milestone) -> Data:
    return {
        "uid": str(item.uid),
        "kind": coded(item.kind, item.get_kind_display()),
        "date": date(item.date),
        "description": item.description,
        "source": item.source,
    }


def consultation(item: Consultation) -> Data:
    return {
        "uid": str(item.uid),
        "form": coded(item.form, item.get_form_display()),
        "form_text": item.form_text,
        "status": coded(item.status, ConsultationStatus(item.status).label),
        "held_on": date(item.held_on),
        "held_at": item.held_at.isoformat("minutes") if item.held_at else None,
        "period_from": date(item.period_from),
        "period_to": date(item.period_to),
        "venue": item.venue,
        "online": item.online,
        "council": str(item.council) if item.council else None,
        "attendance": item.attendance,
        "comments_received": item.comments_received,
        "comments_accepted": item.comments_accepted,
        "comments_rejected": item.comments_rejected,
        "comments_unanswered": item.comments_unanswered,
        "quorum": item.quorum,
        "protocol_signed_on": date(item.protocol_signed_on),
        "protocol_published_on": date(item.protocol_published_on),
        "protocol_url": item.protocol_url,
        "recording_url": item.recording_url,
        "note": item.note,
        "notices": [
            {
                "channel": coded(notice.channel, notice.get_channel_display()),
                "date": date(notice.date),
                "detail": notice.detail,
            }
            for notice in item.notices.all()
        ],
    }


def deadline(item: CaseDeadline) -> Data:
    """`days` of the unit of the rule: by how many it was missed, or how many were left."""
    rule = item.rule
    return {
        "rule": {"code": rule.code, "name": str(rule.name), "unverified": rule.needs_verification},
        "law": law(rule.provision),
        "amount": rule.amount,
        "unit": coded(rule.unit, rule.get_unit_display()),
        "started": item.started,
        "due_on": date(item.due_on),
        "done": item.done or None,
        "state": coded(item.state, item.get_state_display()),
        "days": item.days,
        "calendar": item.calendar_version,
    }


def criteria(record: PublicRecord) -> list[Data]:
    """The answer that counts, with the note of the person who gave one."""
    people = {made.criterion_id: made for made in record.case.assessments.all()}
    machine = {found.criterion_id: found for found in record.assessed}
    known = [machine.get(pk) or people[pk] for pk in people | machine]
    known.sort(key=lambda item: (item.criterion.order, item.criterion.key))
    return [criterion(item, people.get(item.criterion_id)) for item in known]


def criterion(item: AssessedCriterion | Assessment, person: Assessment | None) -> Data:
    computed = isinstance(item, AssessedCriterion) and item.by_machine
    return {
        "code": item.criterion.key,
        "question": str(item.criterion.name),
        "severity": item.criterion.severity,
        "answer": coded(item.answer, Answer(item.answer).label),
        "computed": computed,
        "overruled": bool(person and person.overrules),
        "note": person.note if person and not computed else "",
        "unverified": item.criterion.needs_verification,
    }


def numbered_evidence(record: PublicRecord) -> list[tuple[int, EvidenceLink]]:
    """Open evidence with its place among all the evidence of the case, counted from 1."""
    shown = {link.uid for link in open_links(record.case)}
    every = enumerate(record.case.evidence.all(), start=1)
    return [(number, link) for number, link in every if link.uid in shown]


def texts(case: Case) -> dict[int, EvidenceText]:
    """How the reading of the case's public files went, by the key of the file; `pages_read` on each."""
    read = EvidenceText.objects.public().filter(file__in=case.evidence.values("file"))
    return {text.file_id: text for text in read.annotate(pages_read=Count("pages"))}


def evidence(number: int, link: EvidenceLink, texts: dict[int, EvidenceText]) -> Data:
    file = link.file
    return {
        "number": number,
        "uid": str(link.uid),
        "kind": coded(link.kind, link.get_kind_display()),
        "title": link.title,
        "date": date(link.date),
        "source": link.source,
        "url": absolute(address(link)) if file else link.url,
        "file": {
            "sha256_of_original": file.sha256,
            "sha256_of_copy": file.derivative_sha256,
            "media_type": file.derivative_type or file.media_type,
            "size": file.derivative_size,
            "received_on": day_of(file.received_at),
            "pages": file.pages,
            "text": _text(texts.get(file.pk)),
        }
        if file
        else None,
    }


def _text(text: Any) -> Data | None:
    if text is None:
        return None
    return {"state": coded(text.state, text.get_state_display()), "pages_read": text.pages_read}
