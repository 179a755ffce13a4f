"""From a case and a choice to a letter."""

import datetime as dt
from dataclasses import replace

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import override

from monitoring.enums import Language, ReferralKind
from monitoring.letters.building import shipped_template
from monitoring.letters.choice import LetterChoice
from monitoring.letters.citing import LawBook, law_books, term_text
from monitoring.letters.context import Books, letter_fields
from monitoring.letters.rendering import Letter, render_letter
from monitoring.letters.sample import UID, sample_fields
from monitoring.models import Centre, Finding, LetterTemplate, Provision
from monitoring.open_data import PublicRecord, case_data
from monitoring.open_data.shapes import Data
from monitoring.presenters.law import CONVENTION
from monitoring.rules import rule_book
from monitoring.services.referrals.terms import REPLY_RULES


def write_letter(*, record: PublicRecord, choice: LetterChoice) -> Letter:
    """Raises TemplateRefused when the template in use, once accepted, no longer fits."""
    case = record.case
    with override(choice.language):
        data = with_convention(case_data(record), record)
        fields = letter_fields(data, choice, every_law(), reply_term(choice))
        return render_letter(
            template_of(case.centre, choice.kind, choice.language),
            fields,
            title=str(ReferralKind(choice.kind).label),
            author=str(case.centre or "Aarhus Watch"),
            written_on=choice.written_on,
        )


def with_convention(data: Data, record: PublicRecord) -> Data:
    """Each finding with the keys of the paragraphs of the Convention that it, or its criterion, rests on."""
    findings = list(record.findings)
    prefetch_related_objects(findings, Prefetch("criterion__provisions", Provision.objects.select_related("act")))
    keys = {str(item.uid): convention_keys(item) for item in findings}
    return {**data, "findings": [{**item, "convention": keys[item["uid"]]} for item in data["findings"]]}


def convention_keys(item: Finding) -> list[str]:
    basis = [item.provision, *(item.criterion.provisions.all() if item.criterion else [])]
    return list(dict.fromkeys(found.key for found in basis if found and found.act.key == CONVENTION))


def every_law() -> Books:
    return law_books(Provision.objects.select_related("act"))


def reply_term(choice: LetterChoice) -> str:
    code = REPLY_RULES.get(choice.kind, "")
    return term_text(rule_book().wording(code, choice.written_on)) if code else ""


def template_of(centre: Centre | None, kind: str, language: str) -> bytes:
    """The centre's own, else the country's, else the one that comes with the software."""
    found = LetterTemplate.objects.for_centre(centre).filter(kind=kind, language=language).exclude(file="").first()
    if found is None:
        return shipped_template(kind, language)
    with found.file.open("rb") as stored:
        content: bytes = stored.read()
    return content


def try_template(template: bytes, kind: ReferralKind, language: Language, today: dt.date) -> None:
    """Make both sample letters of it. Raises TemplateRefused with the name of an unknown field."""
    choice = LetterChoice(
        kind=kind,
        language=language,
        written_on=today,
        findings=frozenset({UID}),
        evidence=frozenset({1}),
        hidden=frozenset({2}),
        questions=("…",),
        about=UID,
    )
    law, part = (StrictLawBook({"A6_2": "…", **book}) for book in every_law())
    bare = replace(choice, findings=frozenset(), evidence=frozenset(), hidden=frozenset(), questions=(), about="")
    for each, full in ((choice, True), (bare, False)):
        render_letter(template, sample_fields(each, (law, part), full=full), title="", author="", written_on=today)


class StrictLawBook(LawBook):
    """A template that names a provision nobody knows is refused."""

    def __missing__(self, name: str) -> str:
        raise KeyError(name)
