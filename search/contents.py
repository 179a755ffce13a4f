"""What a public case puts into the read model: only what its page shows, no draft, log, receipt or inner note."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model

from monitoring.models import Case, EvidenceLink, ExecutiveBody, Finding
from search.attachments import AttachedPage, fields_of, pages_of
from search.enums import Several
from search.facts import Facts, facts_of
from search.language import Document, Field, Weight, build
from search.language.sorting import sort_key
from search.models import CaseRecord

NAME_LANGUAGES = ("ru", "kk", "en")
_ONE = ("region", "district", "body", "initiator", "kind", "sector")
_MANY = (
    "milestones",
    "consultations",
    "assessments",
    "findings__statuses",
    "findings__official",
    "findings__violation_type",
    "findings__risk_indicators",
)

# ExecutiveBody: primary key → (key, primary key of the body above).
Tree = dict[int, tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class CaseContents:
    record: CaseRecord
    values: frozenset[tuple[str, str]]
    document: Document


def contents_of(keys: Collection[int]) -> list[CaseContents]:
    """The contents of these cases, which must be public."""
    cases = Case.objects.public().filter(pk__in=keys).select_related(*_ONE).prefetch_related(*_MANY).order_by("pk")
    evidence: defaultdict[int, list[EvidenceLink]] = defaultdict(list)
    for link in EvidenceLink.objects.public().filter(case__in=keys).order_by("pk"):
        evidence[link.case_id].append(link)
    tree: Tree = {pk: (key, parent) for pk, key, parent in ExecutiveBody.objects.values_list("pk", "key", "parent_id")}
    public = list(cases)
    facts = facts_of([case.pk for case in public])
    pages = pages_of(keys)
    return [_contents(case, evidence[case.pk], tree, facts[case.pk], pages.get(case.pk, [])) for case in public]


def _contents(
    case: Case, evidence: list[EvidenceLink], tree: Tree, facts: Facts, pages: list[AttachedPage]
) -> CaseContents:
    findings = [finding for finding in case.findings.all() if finding.is_shown]
    record = _record(case, findings, evidence)
    record.missed_days = facts.missed_days
    years = {date.year for date in case.dates()}
    values = {
        *((Several.BODY, key) for key in _line(case.body_id, tree)),
        *((Several.YEAR, str(year)) for year in years),
        *((Several.VIOLATION, finding.violation_type.key) for finding in findings if finding.violation_type),
        *((Several.OFFICIAL, finding.official.key) for finding in findings if finding.official),
        *((Several.SEVERITY, str(finding.severity)) for finding in findings),
        *((Several.RISK, sign.key) for finding in findings for sign in finding.risk_indicators.all()),
        *facts.values,
    }
    return CaseContents(record, frozenset(values), build([*_fields(case, record, findings), *fields_of(pages)]))


def _record(case: Case, findings: list[Finding], evidence: list[EvidenceLink]) -> CaseRecord:
    dates = case.dates()
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
        text="\n".join(_paragraphs(case, findings, evidence)),
        text_language=case.summary_language if case.summary else case.language,
        **{name: related.key if (related := getattr(case, name)) else "" for name in _ONE},
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


def _paragraphs(case: Case, findings: list[Finding], evidence: list[EvidenceLink]) -> Iterator[str]:
    texts: list[str] = [case.summary]
    for finding in findings:
        texts += [finding.title, finding.description, finding.position]
    texts.append(case.outcome_text)
    texts += [milestone.description for milestone in case.milestones.all()]
    for consultation in case.consultations.all():
        texts += [consultation.form_text, consultation.venue, consultation.note]
    texts += [assessment.note for assessment in case.assessments.all()]
    texts += [link.title for link in evidence]
    texts += [case.legal_ground, case.source_note]
    yield from (" ".join(line.split()) for text in texts for line in text.splitlines() if line.strip())


def _fields(case: Case, record: CaseRecord, findings: list[Finding]) -> Iterator[Field]:
    yield Field(record.reference, case.language, Weight.HEADING)
    yield Field(case.title, case.language, Weight.HEADING)
    yield Field(case.other_title, case.other_language, Weight.HEADING)
    for text in (case.registration_no, case.place_text, case.body_text):
        yield Field(text, case.language, Weight.SETTING)
    named: list[Model | None] = [case.region, case.district, case.body, case.initiator]
    named += [finding.official for finding in findings]
    for model in filter(None, named):
        yield from _names(model)
    for line in record.text.split("\n"):
        yield Field(line, record.text_language, Weight.TEXT)


def _names(named: Model) -> Iterable[Field]:
    attributes = [name for name in ("name", "short_name") if hasattr(named, name)]
    for language in NAME_LANGUAGES:
        for attribute in attributes:
            yield Field(getattr(named, f"{attribute}_{language}") or "", language, Weight.SETTING)
    for alias in getattr(named, "aliases", []):
        yield Field(str(alias), "ru", Weight.SETTING)
