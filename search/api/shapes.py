"""Rows of the index and of the reference data as plain data; what belongs to a case comes from `open_data`."""

from django.urls import reverse

from monitoring.enums import Article, Stage
from monitoring.models import (
    Consultation,
    Council,
    Criterion,
    DecisionKind,
    District,
    ExecutiveBody,
    Finding,
    Initiator,
    Provision,
    ReferralStep,
    Region,
    Sector,
)
from monitoring.models.reference import ReferenceModel
from monitoring.open_data import followup, process
from monitoring.open_data.shapes import Data, coded, date, day_of, named
from monitoring.presenters.links import absolute
from search.models import CaseRecord
from search.names import Names, Vocabulary

VOCABULARIES: dict[str, Vocabulary] = {
    "region": Region,
    "district": District,
    "body": ExecutiveBody,
    "initiator": Initiator,
    "kind": DecisionKind,
    "sector": Sector,
}


def case_rows(records: list[CaseRecord]) -> list[Data]:
    names = Names()
    names.load({model: {getattr(record, field) for record in records} for field, model in VOCABULARIES.items()})
    return [case_row(record, names) for record in records]


def case_row(record: CaseRecord, names: Names) -> Data:
    def found(field: str) -> Data | None:
        name = names.get(VOCABULARIES[field], getattr(record, field))
        return {"key": name.key, "name": name.text} if name else None

    return {
        "reference": record.reference,
        "version": record.version,
        "address": absolute(reverse("monitoring:case", args=[record.reference])),
        "title": record.title,
        "other_title": record.other_title,
        "language": record.language,
        **{field: found(field) for field in VOCABULARIES},
        "stage": coded(record.stage, Stage(record.stage).label),
        "article": coded(record.article, Article(record.article).label) if record.article else None,
        "begins": date(record.begins),
        "ends": date(record.ends),
        "findings": record.finding_count,
        "severity": record.severity_max,
        "attachments": record.has_attachments,
        "published_on": day_of(record.published_at),
        "changed_on": day_of(record.updated_at),
    }


def consultation(item: Consultation) -> Data:
    return {"case": item.case.reference, **process.consultation(item)}


def finding(item: Finding) -> Data:
    return {"case": item.case.reference, **followup.finding(item)}


def reference(item: ReferenceModel) -> Data:
    return {
        "key": item.key,
        "name": str(item.name),
        "names": {language: getattr(item, f"name_{language}") or "" for language in ("ru", "kk", "en")},
        "source": item.source,
        "confidence": coded(item.confidence, item.get_confidence_display()),
    }


def region(item: Region) -> Data:
    return {
        **reference(item),
        "iso": item.iso,
        "kind": coded(item.kind, item.get_kind_display()),
        "address": absolute(item.get_absolute_url()),
    }


def body(item: ExecutiveBody) -> Data:
    return {
        **reference(item),
        "kind": coded(item.kind, item.get_kind_display()),
        "region": named(item.region),
        "parent": named(item.parent),
        "address": absolute(item.get_absolute_url()),
    }


def council(item: Council) -> Data:
    return {
        **reference(item),
        "body": named(item.body),
        "term_from": date(item.term_from),
        "term_to": date(item.term_to),
        "address": absolute(item.get_absolute_url()),
    }


def provision(item: Provision) -> Data:
    return {
        **reference(item),
        "act": named(item.act),
        "article": item.article,
        "paragraph": item.paragraph,
        "timeframe": item.timeframe,
        "unverified": item.needs_verification or item.act.needs_verification,
    }


def criterion(item: Criterion) -> Data:
    return {
        **reference(item),
        "stage": coded(item.stage, item.get_stage_display()),
        "severity": item.severity,
        "basis": item.basis,
        "provisions": [found.key for found in item.provisions.all()],
        "processes": item.processes,
        "unverified": item.needs_verification,
    }


def step(item: ReferralStep) -> Data:
    about = (row.finding for row in item.referral.referred.all())
    return {"case": item.referral.case.reference, **followup.step(item, [found for found in about if found.is_shown])}
