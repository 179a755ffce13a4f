"""Every letter in every language: what it says, what it marks, and what it never tells."""

import io
import re
import zipfile

import docx
import pytest
from django.utils.translation import override

from monitoring.enums import Language, ReferralKind
from monitoring.letters import reference
from monitoring.letters.building import SOURCES, shipped_template
from monitoring.letters.choice import LetterChoice
from monitoring.letters.context import letter_fields
from monitoring.letters.kinds import KINDS, LETTERS
from monitoring.letters.sample import sample_data
from monitoring.letters.tests.conftest import DAY, SECRETS, full_choice
from monitoring.letters.writing import every_law, try_template, write_letter
from monitoring.open_data import public_record

# A letter is written of a record already read.
pytestmark = [pytest.mark.django_db, pytest.mark.alike]
MARKS = re.compile("[\ue000-\ue002]")


def written(case, choice):
    return write_letter(record=public_record(case.reference), choice=choice)


def words(content):
    document = docx.Document(io.BytesIO(content))
    edges = [edge for section in document.sections for edge in (section.header, section.footer)]
    return "\n".join(part.text for holder in (document, *edges) for part in holder.paragraphs)


def highlighted(content, colour):
    runs = [run for part in docx.Document(io.BytesIO(content)).paragraphs for run in part.runs]
    return [run.text for run in runs if run.font.highlight_color and run.font.highlight_color.name == colour]


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_every_letter_of_a_full_case(kind, language, case):
    letter = written(case, full_choice(case, kind, language))
    told = words(letter.content)
    assert "{%" not in told
    assert told.count("{{") == told.count("{{ 7*7 }}")  # only what the title of the case itself says
    assert not MARKS.search(told)
    assert "None" not in told
    for said in (case.reference, "Разрез «Торайгыр» & <сыновья>", "Департамент"):
        assert said in told
    assert ("Объявили за три дня" in told) is (kind != ReferralKind.INFORMATION_REQUEST)
    assert "derivative" not in told
    [link] = [link for link in case.evidence.all() if link.is_public]
    assert link.file.derivative_sha256 in told
    assert "49" not in told.replace(link.file.derivative_sha256, "").replace(str(link.uid), "")


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_every_letter_of_a_nearly_empty_case(kind, language, bare):
    choice = LetterChoice(kind=kind, language=language, written_on=DAY)
    told = words(written(bare, choice).content)
    assert bare.reference in told
    assert not re.search(r"\{\{|\{%|None|\[\]", told)
    assert not MARKS.search(told)
    assert highlighted(written(bare, choice).content, "GRAY_25")


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_no_secret_in_any_part_of_the_file(kind, language, case):
    content = written(case, full_choice(case, kind, language)).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert [(name, secret) for name, text in parts.items() for secret in SECRETS if secret in text] == []
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.author == str(case.centre.name_ru if language == "ru" else properties.author)
    assert "Орхусский центр" in properties.author
    assert properties.last_modified_by == ""
    assert properties.created.date() == DAY
    assert "python-docx" not in "".join(text for name, text in parts.items() if name.startswith("docProps"))


def test_confidential_evidence_is_a_number_and_only_where_chosen(case):
    choice = full_choice(case)
    with_number = words(written(case, choice).content)
    assert re.search(r"^2\.\tconfidential|^2\.\tзакрыто", with_number, re.M)
    without = words(written(case, full_choice(case, hidden=frozenset())).content)
    assert not re.search(r"^2\.\t(confidential|закрыто)", without, re.M)
    forged = words(written(case, full_choice(case, evidence=frozenset({1, 2}), hidden=frozenset())).content)
    assert "Рассказ" not in forged


def test_what_a_lawyer_must_verify_is_yellow_and_listed_on_a_page_of_its_own(case):
    letter = written(case, full_choice(case))
    yellow = highlighted(letter.content, "YELLOW")
    assert set(yellow) == set(letter.unverified)
    assert any("99" in passage for passage in yellow)
    assert any(passage.startswith("Правила") for passage in yellow)
    verified = "Кодекс от 29 июня 2020"
    assert not any(verified in passage and "91" in passage for passage in yellow)
    first = docx.Document(io.BytesIO(letter.content)).paragraphs
    assert first[2].text.startswith("1. ")
    assert 'w:type="page"' in first[len(letter.unverified) + 3]._p.xml


def test_a_letter_that_cites_only_what_is_verified_has_no_cover_note(bare):
    letter = written(bare, LetterChoice(kind=ReferralKind.COMPLAINT_PROSECUTOR, language=Language.RU, written_on=DAY))
    assert letter.unverified == ()
    assert highlighted(letter.content, "YELLOW") == []
    assert docx.Document(io.BytesIO(letter.content)).paragraphs[0].style.name == "Addressee"


def test_a_provision_is_cited_with_its_act_date_and_number(case):
    told = words(written(case, full_choice(case)).content)
    with override("ru"):
        law, part = every_law()
    assert law["APPC_91_2"] in words(written(case, full_choice(case, ReferralKind.APPEAL_OF_SILENCE)).content)
    assert "Кодекс" in law["APPC_91_4"]
    assert "350-VI" in law["APPC_91_4"]
    assert part["APPC_91_4"] in told
    assert "Кодекс" not in part["APPC_91_4"]


def test_the_committee_is_cited_the_convention_alone(case):
    told = words(written(case, full_choice(case, ReferralKind.ACCC_COMMUNICATION, Language.EN)).content)
    section = told.split("IV. Provisions")[1].split("V. Nature")[0]
    assert "article 4, paragraph 1" in section
    assert "Правила" not in section
    assert "National law: Правила" in told
    order = [told.index(f"{number}. ") for number in ("I", "II", "III", "IV", "VI", "VII", "VIII", "IX")]
    assert order == sorted(order)
    assert "ЗТ-1" in told.split("VI. Use")[1].split("VII.")[0]


def test_the_appeal_of_silence_tells_of_the_letter_it_follows(case):
    told = words(written(case, full_choice(case, ReferralKind.APPEAL_OF_SILENCE)).content)
    for said in ("ЗТ-1", "2 апреля 2026", "Кто подписал?"):
        assert said in told
    other = full_choice(case, ReferralKind.APPEAL_OF_SILENCE, about="")
    assert "ЗТ-1" not in words(written(case, other).content)


def test_a_missed_term_is_told_with_its_days(case):
    told = words(written(case, full_choice(case)).content)
    assert "8 " in told.split("Срок D20")[1]
    assert "10 марта 2026" in told


def test_nobody_is_accused():
    for kind, language in LETTERS:
        text = (SOURCES / f"{kind}.{language}.md").read_text().lower()
        assert not re.search(r"\bвиновн|преступник|кінәлі|қылмыскер|\bguilty\b|criminal", text), (kind, language)


def test_the_corruption_letter_speaks_of_indicators_only():
    text = (SOURCES / "corruption_report.ru.md").read_text()
    assert "deadlines" not in text
    assert "Мы не утверждаем, что совершено правонарушение" in text


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_shipped_templates_pass_the_check_of_uploads(kind, language, case):
    template = shipped_template(kind, language)
    try_template(template, kind, language, DAY)
    assert shipped_template(kind, language) is template


def test_russian_and_kazakh_letters_use_the_same_fields():
    for kind, letter in KINDS.items():
        used = [
            sorted(re.findall(r"{[{%][^}]*[}%]}", (SOURCES / f"{kind}.{language}.md").read_text()))
            for language in letter.languages
        ]
        assert all(fields == used[0] for fields in used), kind


def test_the_reference_of_fields_tells_exactly_what_letters_are_given(case):
    choice = full_choice(case)
    fields = letter_fields(sample_data(full=True), choice, every_law(), "")
    told = {name.partition(".")[0] for name, _meaning in (*reference.FIELDS, *reference.PREVIOUS)}
    told |= {name for name, *_rest in reference.LISTS}
    assert told == set(fields)
    assert {name.partition(".")[2] for name, _meaning in reference.PREVIOUS} == set(fields["previous"])
    from monitoring.letters.sample import UID

    chosen = full_choice(case, findings=frozenset({UID}), about=UID)
    fields = letter_fields(sample_data(full=True), chosen, every_law(), "")
    for name, _item, inner, _meaning in reference.LISTS:
        [*items] = fields[name]
        if inner and items:
            assert set(inner) == set(items[0]), name
