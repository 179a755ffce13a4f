"""What a version of a record says, part by part: one list of public fields, to be shown and to be compared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitoring.fields import PartialDateField
from monitoring.models import Assessment, Case, Consultation, EvidenceLink, Finding, Initiator, Milestone, Provision
from monitoring.presenters.case import foreign, initiator
from monitoring.presenters.case_evidence import address
from monitoring.presenters.case_findings import provision_text
from monitoring.presenters.dates import partial, partial_text
from monitoring.services.reconcile import shown

CASE = (
    "title",
    "other_title",
    "language",
    "summary",
    "body",
    "body_text",
    "initiator",
    "region",
    "district",
    "place_text",
    "kind",
    "sector",
    "article",
    "stage",
    "registration_no",
    "registered_on",
    "portal_url",
    "legal_ground",
    "outcome_text",
    "source_note",
    "centre",
)
MILESTONE = ("date", "description", "source")
CONSULTATION = (
    "form_text",
    "status",
    "held_on",
    "held_at",
    "period_from",
    "period_to",
    "venue",
    "online",
    "council",
    "attendance",
    "comments_received",
    "comments_accepted",
    "comments_rejected",
    "comments_unanswered",
    "quorum",
    "protocol_signed_on",
    "protocol_published_on",
    "protocol_url",
    "recording_url",
    "note",
)
FINDING = (
    "description",
    "criterion",
    "provision",
    "violation_type",
    "severity",
    "risk_indicators",
    "happened_on",
    "position",
    "official",
)
EVIDENCE = ("kind", "date", "source")


@dataclass(frozen=True)
class Fact:
    """`name` pairs the facts of two versions. `url`: where the value leads; `lang`: when it is not the page's own."""

    name: str
    term: str
    value: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Part:
    """`key` pairs the parts of two versions; `title` is empty for the record itself. `lang` is that of the title."""

    section: str
    key: str
    title: str
    facts: tuple[Fact, ...]
    lang: str = ""

    @property
    def text(self) -> str:
        """All of it in lines, for where a part came or went as a whole."""
        return "\n".join([self.title, *(f"{fact.term}: {fact.value}" for fact in self.facts)])


def record_parts(case: Case) -> list[Part]:
    """Of a record as it stood, read from a revision. Nothing that `open_data` would not give away is among it."""
    joined(case)
    lang = foreign(case.language)
    summary = dict.fromkeys(("summary", "outcome_text", "source_note"), foreign(case.summary_language))
    languages = {**summary, "other_title": foreign(case.other_language)}
    own = (replace(fact, lang=languages.get(fact.name, fact.lang)) for fact in facts_of(case, CASE, lang))
    return [
        Part(str(_("The record")), "", "", tuple(own)),
        *children(_("What happened"), case.milestones.all(), MILESTONE, lang),
        *children(_("Participation of the public"), case.consultations.all(), CONSULTATION, lang, notices),
        *children(_("Signs of a breach"), case.findings.all(), FINDING, lang),
        *children(_("Checked against the criteria"), case.assessments.all(), (), lang, answer),
        *children(_("Evidence"), case.evidence.all(), EVIDENCE, lang, source_of),
    ]


def joined(case: Case) -> None:
    """A few queries for what the children name, however many there are."""
    prefetch_related_objects(list(case.findings.all()), "criterion", "provision__act", "violation_type", "official")
    prefetch_related_objects(list(case.consultations.all()), "council")
    prefetch_related_objects(list(case.assessments.all()), "criterion")
    prefetch_related_objects(list(case.evidence.all()), "file")


def children(
    section: str,
    items: Iterable[Milestone | Consultation | Finding | Assessment | EvidenceLink],
    names: tuple[str, ...],
    lang: str,
    more: Callable[[Any], Iterator[Fact]] | None = None,
) -> Iterator[Part]:
    for item in items:
        facts = (*facts_of(item, names, lang), *(more(item) if more else ()))
        title_lang = lang if isinstance(item, Finding | EvidenceLink) else ""
        yield Part(str(section), str(item.uid), title_of(item), facts, title_lang)


def title_of(item: models.Model) -> str:
    return str(item.criterion) if isinstance(item, Assessment) else str(item)


def facts_of(item: models.Model, names: tuple[str, ...], lang: str) -> tuple[Fact, ...]:
    found = (fact_of(item, name, lang) for name in names)
    return tuple(fact for fact in found if fact.value)


def fact_of(item: models.Model, name: str, lang: str) -> Fact:
    """Free text is in the language of the record."""
    field: Any = item._meta.get_field(name)
    is_free = isinstance(field, models.CharField | models.TextField) and not field.choices
    return Fact(
        name=name,
        term=capfirst(str(field.verbose_name)),
        value=value_text(item, field),
        url=getattr(item, name) if isinstance(field, models.URLField) else "",
        lang=lang if is_free and not isinstance(field, models.URLField | PartialDateField) else "",
    )


def value_text(item: Any, field: Any) -> str:
    value = getattr(item, field.name)
    if isinstance(value, Initiator):
        return initiator(item)
    if isinstance(value, Provision):
        return provision_text(value)
    if isinstance(field, PartialDateField):
        known = partial(value)
        return partial_text(known) if known else ""
    return shown(item, field)


def notices(consultation: Consultation) -> Iterator[Fact]:
    for notice in consultation.notices.all():
        known = partial(notice.date)
        said = [str(notice), partial_text(known) if known else "", notice.detail]
        yield Fact(f"notice-{notice.uid}", str(_("Notice")), ", ".join(filter(None, said)))


def answer(assessment: Assessment) -> Iterator[Fact]:
    yield Fact("answer", str(_("Answer")), assessment.get_answer_display())
    if assessment.note:
        yield Fact("note", str(_("Note")), assessment.note)


def source_of(link: EvidenceLink) -> Iterator[Fact]:
    if link.file:
        yield Fact("file", str(_("File")), link.file.derivative_sha256[:12], address(link))
    else:
        yield Fact("url", str(_("Address")), link.url, link.url)
