"""Templates people bring: what is taken, what is refused and in which words, and whose letters they make."""

import io
import zipfile

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import Language, ReferralKind
from monitoring.evidence.errors import EvidenceRejected
from monitoring.letters.building import shipped_template
from monitoring.letters.errors import TemplateRefused
from monitoring.letters.tests.conftest import full_choice
from monitoring.letters.tests.test_letters import words, written
from monitoring.models import LetterTemplate
from monitoring.services.drafted_letters import drop_template, upload_template
from monitoring.services.errors import NotThePublisher
from monitoring.tests.factories import CentreFactory, RegionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
KIND, LANGUAGE = ReferralKind.COMPLAINT_SUPERIOR, Language.RU


@pytest.fixture
def coordinator(case):
    return UserFactory(role=Role.COORDINATOR, role__centre=case.centre)


def document(*lines, author=""):
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.core_properties.author = author
    output = io.BytesIO()
    made.save(output)
    return output.getvalue()


def bring(content, user, centre, name="letter.docx"):
    upload = SimpleUploadedFile(name, content)
    return upload_template(upload=upload, centre=centre, kind=KIND, language=LANGUAGE, user=user)


def test_a_template_makes_the_letters_of_its_centre_until_it_is_taken_back(case, coordinator):
    first = bring(document("Наше письмо о {{ title }}"), coordinator, case.centre)
    assert (first.version, first.changed_by) == (1, coordinator)
    assert words(written(case, full_choice(case)).content).startswith("Наше письмо о Разрез")
    second = bring(document("Другое письмо"), coordinator, case.centre)
    assert second.version == 2
    assert "Другое письмо" in words(written(case, full_choice(case)).content)
    drop_template(template=second, user=coordinator)
    assert "досудебного обжалования" in words(written(case, full_choice(case)).content)
    assert LetterTemplate.objects.get().version == 2
    assert bring(document("Третье"), coordinator, case.centre).version == 3


def test_the_template_of_the_country_stands_behind_that_of_the_centre(case, coordinator):
    administrator = UserFactory(role=Role.ADMINISTRATOR)
    bring(document("Письмо страны"), administrator, None)
    assert "Письмо страны" in words(written(case, full_choice(case)).content)
    bring(document("Письмо центра"), coordinator, case.centre)
    assert "Письмо центра" in words(written(case, full_choice(case)).content)


def test_nobody_writes_into_the_letters_of_another_centre(case, coordinator):
    astana = CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="Астана")])
    for centre in (astana, None):
        with pytest.raises(NotThePublisher):
            bring(document("…"), coordinator, centre)
    foreign = LetterTemplate.objects.create(centre=astana, kind=KIND, language=LANGUAGE, version=1)
    with pytest.raises(NotThePublisher):
        drop_template(template=foreign, user=coordinator)


def test_what_is_stored_tells_nothing_of_who_edited_it(case, coordinator):
    template = bring(document("Письмо", author="Координатор Тайный"), coordinator, case.centre)
    with template.file.open("rb") as stored, zipfile.ZipFile(io.BytesIO(stored.read())) as archive:
        assert not [name for name in archive.namelist() if "Тайный" in archive.read(name).decode("utf-8", "replace")]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{{ titel }}", "titel"),
        ("{{ previous.addresse }}", "addresse"),
        ("{{ law.APPC_999 }}", "APPC_999"),
        ("{% for one in findings %}{{ one.guilt }}{% endfor %}", "guilt"),
        ("{% if volunteer %}x{% endif %}", "volunteer"),
    ],
)
def test_an_unknown_field_is_refused_by_its_name(line, named, case, coordinator):
    with pytest.raises(TemplateRefused, match=f"“{named}”"):
        bring(document(line), coordinator, case.centre)
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        "{{ 7 * 7 }}",
        "{{ ''.__class__ }}",
        "{{ title.__class__ }}",
        "{{ title.__class__.__mro__ }}",
        "{{ law.items() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ title|attr('upper') }}",
        "{{ title.upper() }}",
        "{{ title['x'] }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 'a' ~ title }}",
        "{{ range(1000000) }}",
        "{% for a in facts %}{% for b in facts %}{% for c in facts %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% set x = title %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% for",
        "{{ title",
        "{% if title %}",
    ],
)
def test_a_template_computes_and_calls_nothing(line, case, coordinator):
    with pytest.raises(TemplateRefused) as refused:
        bring(document(line), coordinator, case.centre)
    assert refused.value.messages[0].startswith(("A template", "The template", "Lists"))


@pytest.mark.parametrize("place", ["header", "footer"])
def test_edges_of_the_page_are_checked_too(place, case, coordinator):
    made = docx.Document()
    getattr(made.sections[0], place).paragraphs[0].text = "{{ title.__class__ }}"
    output = io.BytesIO()
    made.save(output)
    with pytest.raises(TemplateRefused):
        bring(output.getvalue(), coordinator, case.centre)


def zipped(content, **parts):
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        for name, data in parts.items():
            target.writestr(name, data)
    return output.getvalue()


GOOD = document("Письмо")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"%PDF-1.4 nothing", id="no document"),
        pytest.param(b"", id="empty"),
        pytest.param(zipped(GOOD, **{"word/media/image1.png": bytes(30 << 20)}), id="bomb"),
        pytest.param(zipped(GOOD, **{"word/extra.xml": b"<a>" + b"x" * (5 << 20) + b"</a>"}), id="long part"),
        pytest.param(zipped(GOOD, **{"word/vbaProject.bin": b"x"}), id="macros"),
        pytest.param(GOOD + bytes(3 << 20), id="too large"),
    ],
)
def test_bombs_macros_and_other_files_are_refused(content, case, coordinator):
    with pytest.raises(EvidenceRejected):
        bring(content, coordinator, case.centre)
    assert not LetterTemplate.objects.exists()


def test_what_reaches_outside_is_taken_out(case, coordinator):
    made = docx.Document()
    made.add_paragraph("Письмо")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    made.part.relate_to("http://tracker.example/pixel.png", kind, is_external=True)
    output = io.BytesIO()
    made.save(output)
    bring(output.getvalue(), coordinator, case.centre)
    letter = written(case, full_choice(case)).content
    with zipfile.ZipFile(io.BytesIO(letter)) as archive:
        assert not [name for name in archive.namelist() if b"tracker.example" in archive.read(name)]


def test_the_shipped_template_comes_back_as_it_went(case, coordinator):
    bring(shipped_template(KIND, LANGUAGE), coordinator, case.centre)
    assert "досудебного обжалования" in words(written(case, full_choice(case)).content)


def test_refusals_are_errors_of_a_form():
    assert issubclass(TemplateRefused, ValidationError)
