"""Rows of the index as plain data; all else comes from `monitoring.open_data`."""

from monitoring.enums import Article, Stage
from monitoring.models import DecisionKind, District, ExecutiveBody, Initiator, Region, Sector
from monitoring.open_data.shapes import Data, coded, date, day_of
from monitoring.presenters.links import absolute, case_path
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
        "address": absolute(case_path(record.reference)),
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
