"""The shape of a case for machines. Names of fields never change; what is added stands beside them."""

from django.utils.translation import get_language

from monitoring.models import Case, CaseVersion
from monitoring.open_data import followup, process
from monitoring.open_data.reading import PublicRecord
from monitoring.open_data.shapes import Data, coded, date, day_of, named
from monitoring.presenters.case import change_text, initiator
from monitoring.presenters.citation import citation
from monitoring.presenters.linked_data import LICENSE
from monitoring.presenters.links import absolute

SHAPE = "1"
"""Grows when a field changes its meaning or goes."""


def case_data(record: PublicRecord) -> Data:
    """Labels are in the active language, the words of the record in its own (`language`)."""
    case = record.case
    evidence = process.numbered_evidence(record)
    texts = process.texts(case)
    return {
        "shape": SHAPE,
        "labels": (get_language() or "ru")[:2],
        **identity(case),
        **what_and_where(case),
        "milestones": [process.milestone(item) for item in case.milestones.all()],
        "consultations": [process.consultation(item) for item in case.consultations.all()],
        "deadlines": [process.deadline(item) for item in record.deadlines],
        "criteria": process.criteria(record),
        "findings": [followup.finding(item) for item in record.findings],
        "reply_requests": followup.reply_requests(record),
        "body_replies": followup.body_replies(record),
        "referral_steps": [followup.step(item, record.findings) for item in record.steps],
        "evidence": [process.evidence(number, link, texts) for number, link in evidence],
        "evidence_not_published": len(case.evidence.all()) - len(evidence),
        "versions": [version(item) for item in case.versions.all()],
    }


def identity(case: Case) -> Data:
    return {
        "reference": case.reference,
        "version": case.version,
        "address": absolute(case.get_absolute_url()),
        "published_on": day_of(case.first_published_at),
        "changed_on": day_of(case.last_published_at),
        "license": LICENSE,
        "citation": citation(case),
    }


def what_and_where(case: Case) -> Data:
    point = case.public_point or (None, None)
    return {
        "title": case.title,
        "language": case.language,
        "other_title": case.other_title,
        "summary": case.summary,
        "summary_language": case.summary_language,
        "kind": named(case.kind),
        "sector": named(case.sector),
        "article": coded(case.article, case.get_article_display()),
        "stage": coded(case.stage, case.get_stage_display()),
        "body": named(case.body),
        "body_text": case.body_text,
        "initiator": initiator(case),
        "region": named(case.region),
        "district": named(case.district),
        "place": case.place_text,
        "latitude": point[0],
        "longitude": point[1],
        "registration_no": case.registration_no,
        "registered_on": date(case.registered_on),
        "portal_url": case.portal_url,
        "legal_ground": case.legal_ground,
        "outcome_text": case.outcome_text,
        "source_note": case.source_note,
        "origin": coded(case.origin, case.get_origin_display()),
        "centre": named(case.centre),
    }


def version(item: CaseVersion) -> Data:
    return {
        "number": item.number,
        "kind": coded(item.kind, item.get_kind_display()),
        "on": day_of(item.at),
        "note": change_text(item),
        "closed": item.closed_at is not None,
    }
