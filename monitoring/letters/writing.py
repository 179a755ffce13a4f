"""From a case and a choice to a letter."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import override

from monitoring.enums import Language, ReferralKind
from monitoring.letters.building import shipped_template
from monitoring.letters.choice import LetterChoice
from monitoring.letters.citing import LawBook, law_book, term_text
from monitoring.letters.context import letter_fields
from monitoring.letters.rendering import Letter, render_letter
from monitoring.letters.sample import UID, sample_fields
from monitoring.models import Centre, LetterTemplate, Provision
from monitoring.open_data import PublicRecord, case_data
from monitoring.rules import rule_book
from monitoring.services.referrals.terms import REPLY_RULES


def write_letter(*, record: PublicRecord, choice: LetterChoice) -> Letter:
    """Raises TemplateRefused when the template in use, once accepted, no longer fits."""
    case = record.case
    with override(choice.language):
        data = case_data(record)
        fields = letter_fields(data, choice, every_law(), reply_term(choice))
        return render_letter(
            template_of(case.centre, choice.kind, choice.language),
            fields,
            title=str(ReferralKind(choice.kind).label),
            author=str(case.centre or "Aarhus Watch"),
            written_on=choice.written_on,
        )


def every_law() -> LawBook:
    return law_book(Provision.objects.select_related("act"))


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
    known = dict(every_law())
    law = StrictLawBook({**known, "A6_2": known.get("A6_2", "…")})
    bare = replace(choice, findings=frozenset(), evidence=frozenset(), hidden=frozenset(), questions=(), about="")
    for each, full in ((choice, True), (bare, False)):
        render_letter(template, sample_fields(each, law, full=full), title="", author="", written_on=today)


class StrictLawBook(LawBook):
    """A template that names a provision nobody knows is refused."""

    def __missing__(self, name: str) -> str:
        raise KeyError(name)
