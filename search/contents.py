"""What a public case puts into the read model: only what its page shows, no draft, log, receipt or inner note."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from monitoring.models import Case, ExecutiveBody
from monitoring.models.case import dates_of
from monitoring.partial_date import PartialDate
from search.attachments import AttachedPage, fields_of, pages_of
from search.enums import Several
from search.facts import Facts, facts_of
from search.language import Document, Field, Weight, build
from search.language.sorting import sort_key
from search.models import CaseRecord
from search.parts import Named, Parts, cases_of, named, parts_of

_PLACES = ("region", "district", "body", "initiator")

# ExecutiveBody: primary key → (key, primary key of the body above).
Tree = Mapping[int, tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class CaseContents:
    record: CaseRecord
    values: frozenset[tuple[str, str]]
    document: Document


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside one case. `named`: what its own columns refer to, by their names."""

    parts: Parts
    named: Mapping[str, Named]
    officials: list[Named]
    line: frozenset[str]
    facts: Facts
    pages: list[AttachedPage]


def contents_of(keys: Collection[int]) -> list[CaseContents]:
    """The contents of these cases, which must be public."""
    cases = cases_of(keys)
    public = [case.pk for case in cases]
    parts, facts, pages = parts_of(public), facts_of(public), pages_of(public)
    known = named(cases, parts)
    tree = {pk: (key, above) for pk, key, above in ExecutiveBody.objects.values_list("pk", "key", "parent_id")}
    found = []
    for case in cases:
        own = parts.get(case.pk, Parts())
        places = {name: known[name][pk] for name in _PLACES if (pk := getattr(case, f"{name}_id"))}
        officials = [known["official"][finding.official_id] for finding in own.findings if finding.official_id]
        line = frozenset(_line(case.body_id, tree))
        beside = _Beside(own, places, officials, line, facts[case.pk], pages.get(case.pk, []))
        found.append(_contents(case, beside))
    return found


def _contents(case: Case, beside: _Beside) -> CaseContents:
    parts = beside.parts
    dates = dates_of(case.registered_on, parts.milestones, parts.consultations)
    record = _record(case, beside, dates)
    values = {
        *((Several.BODY, key) for key in beside.line),
        *((Several.YEAR, str(date.year)) for date in dates),
        *((Several.VIOLATION, kind) for finding in parts.findings if (kind := finding.violation_type__key)),
        *((Several.OFFICIAL, official.key) for official in beside.officials),
        *((Several.SEVERITY, str(finding.severity)) for finding in parts.findings),
        *((Several.RISK, sign) for sign in parts.risks),
        *beside.facts.values,
    }
    return CaseContents(record, frozenset(values), build(_fields(case, record, beside)))


def _record(case: Case, beside: _Beside, dates: list[PartialDate]) -> CaseRecord:
    findings, evidence = beside.parts.findings, beside.parts.evidence
    begins = min(dates, key=lambda date: (date.earliest(), -len(date.iso)), default=None)
    point = case.public_point or (None, None)
    ends = max(dates, key=lambda date: (date.latest(), len(date.iso)), default=None)
    return CaseRecord(
        case=case,
        reference=case.reference or "",
        version=case.version,
        title=case.title,
        other_title=case.other_title,
        title_key=sort_key(case.title),
        language=case.language,
        text="\n".join(_paragraphs(case, beside.parts)),
        text_language=case.summary_language if case.summary else case.language,
        **{name: beside.named[name].key if name in beside.named else "" for name in _PLACES},
        kind=case.kind_key or "",
        sector=case.sector_key or "",
        stage=case.stage,
        article=case.article,
        first_date=begins.earliest() if begins else None,
        last_date=ends.latest() if ends else None,
        begins=begins,
        ends=ends,
        finding_count=len(findings),
        has_findings=bool(findings),
        severity_max=max((finding.severity for finding in findings), default=None),
        has_attachments=any(link.file_id for link in evidence),
        missed_days=beside.facts.missed_days,
        latitude=point[0],
        longitude=point[1],
        published_at=case.first_published_at,
        updated_at=case.last_published_at,
    )


def _line(body: int | None, tree: Tree) -> Iterator[str]:
    """Keys of the body and of all above it; a loop in the tree ends the line."""
    seen: set[int] = set()
    while body is not None and body not in seen:
        seen.add(body)
        key, body = tree[body]
        yield key


def _paragraphs(case: Case, parts: Parts) -> Iterator[str]:
    texts: list[str] = [case.summary]
    for finding in parts.findings:
        texts += [finding.title, finding.description, finding.position]
    texts.append(case.outcome_text)
    texts += [milestone.description for milestone in parts.milestones]
    for consultation in parts.consultations:
        texts += [consultation.form_text, consultation.venue, consultation.note]
    texts += [assessment.note for assessment in parts.assessments]
    texts += [link.title for link in parts.evidence]
    texts += [case.legal_ground, case.source_note]
    yield from (" ".join(line.split()) for text in texts for line in text.splitlines() if line.strip())


def _fields(case: Case, record: CaseRecord, beside: _Beside) -> Iterator[Field]:
    yield Field(record.reference, case.language, Weight.HEADING)
    yield Field(case.title, case.language, Weight.HEADING)
    yield Field(case.other_title, case.other_language, Weight.HEADING)
    for text in (case.registration_no, case.place_text, case.body_text):
        yield Field(text, case.language, Weight.SETTING)
    for each in (*beside.named.values(), *beside.officials):
        yield from each.fields
    for line in record.text.split("\n"):
        yield Field(line, record.text_language, Weight.TEXT)
    yield from fields_of(beside.pages)
