"""Letters, their templates and the pack in the admin: who opens them, and that they do what they say."""

import io
import json
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.letters.building import shipped_template
from monitoring.models import Case, FollowUpFile, LetterTemplate, ReferralStep
from monitoring.tests.factories import AuthorityFactory, CaseFactory, evidence, finding, refer

pytestmark = pytest.mark.django_db
SECRET = "Рассказ бухгалтера"


@pytest.fixture
def case(workflow):
    made = CaseFactory(
        published=True, children=[finding(), evidence(title="Снимок", is_public=True), evidence(title=SECRET)]
    )
    return Case.objects.get(pk=made.pk)


def letters_url(case):
    return reverse("wagtailsnippets_monitoring_case:letters", args=[case.pk])


def pack_url(case):
    return reverse("wagtailsnippets_monitoring_case:pack", args=[case.pk])


def template_url(centre, kind="complaint_prosecutor", language="ru"):
    return reverse("monitoring_letter_templates:edit", args=[centre, kind, language])


def answers(case, **changes):
    return {
        "kind": "complaint_prosecutor",
        "language": "ru",
        "written_on": "2026-05-04",
        "authority": AuthorityFactory(key="R-PRO", name_ru="Прокуратура").pk,
        "findings": [str(case.findings.get().uid)],
        "evidence": ["1"],
        "hidden": ["2"],
        "questions": "Проверить срок\n\nСообщить о мерах",
        **changes,
    }


def test_the_page_opens_with_everything_public_ticked(desk, case):
    chain = refer(case.findings.get())
    step = chain.steps.get()
    page = desk.get(letters_url(case), {"kind": "appeal_of_silence", "step": step.pk})
    initial = page.context["form"].initial
    assert initial["kind"] == "appeal_of_silence"
    assert initial["about"] == str(step.uid)
    assert initial["evidence"] == ["1"]
    assert initial["findings"] == [str(case.findings.get().uid)]


def test_preview_shows_the_letter_and_not_the_secret(desk, case):
    page = desk.post(letters_url(case), answers(case, preview="1"))
    sheet = page.content.decode().split("letters__sheet")[1]
    assert "Уведомили за три дня" in sheet
    assert "Проверить срок" in sheet
    assert SECRET not in sheet
    assert not ReferralStep.objects.exists()


def test_download_gives_a_word_file(desk, case):
    answer = desk.post(letters_url(case), answers(case, download="1"))
    assert "no-store" in answer["Cache-Control"]
    assert f'filename="{case.reference}-complaint_prosecutor-ru-20260504.docx"' in answer["Content-Disposition"]
    told = "\n".join(part.text for part in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "Уведомили за три дня" in told


def test_saving_makes_a_draft_of_a_step_with_a_confidential_letter(desk, case):
    answer = desk.post(letters_url(case), answers(case, save="1"))
    assert answer.status_code == 302
    step = ReferralStep.objects.get()
    assert (step.kind, step.sent_on, step.authority.key) == ("complaint_prosecutor", None, "R-PRO")
    assert [question.text for question in step.questions.all()] == ["Проверить срок", "Сообщить о мерах"]
    assert step.referral.findings.get() == case.findings.get()
    assert step.letter == FollowUpFile.objects.get()
    assert not step.letter.is_public
    with step.letter.file.original.open("rb") as stored:
        assert docx.Document(io.BytesIO(stored.read())).paragraphs


def test_a_letter_about_an_earlier_one_joins_its_chain(desk, case):
    previous = refer(case.findings.get()).steps.get()
    desk.post(letters_url(case), answers(case, kind="appeal_of_silence", about=str(previous.uid), save="1"))
    step = ReferralStep.objects.exclude(pk=previous.pk).get()
    assert step.referral == previous.referral
    assert step.previous == previous


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"language": "en"}, "language"),
        ({"kind": "ACCC_communication"}, "language"),
        ({"questions": "я" * 501}, "questions"),
        ({"evidence": ["2"]}, "evidence"),
        ({"hidden": ["1"]}, "hidden"),
        ({"findings": ["00000000-0000-4000-8000-000000000000"]}, "findings"),
        ({"written_on": "32.13.2026"}, "written_on"),
        ({"findings": [], "save": "1"}, "findings"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(changes, field, desk, case):
    page = desk.post(letters_url(case), answers(case, **changes))
    assert field in page.context["form"].errors
    assert "Сообщить о мерах" in page.content.decode() or field == "questions"
    assert not ReferralStep.objects.exists()


def test_a_record_that_is_not_public_has_no_letters_and_no_pack(desk, workflow):
    draft = CaseFactory(children=[finding()])
    for url in (letters_url(draft), pack_url(draft)):
        assert desk.get(url).status_code == 200
        assert desk.get(url).context.get("form") is None or not desk.get(url).context.get("is_public", False)
        assert desk.post(url, {"language": "ru"}).status_code == 302


def test_the_pack_of_the_desk_may_name_numbers(desk, case):
    for listed, numbers in (({}, None), ({"list_hidden": "on"}, [2])):
        answer = desk.post(pack_url(case), {"language": "ru", **listed})
        archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
        data = json.loads(archive.read(f"{case.reference}-v1/data/case.json"))
        assert data.get("evidence_not_published_numbers") == numbers
        assert SECRET not in "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        assert "no-store" in answer["Cache-Control"]


def test_other_desks_open_none_of_it(client, case, stranger):
    client.force_login(stranger)
    for url in (letters_url(case), pack_url(case)):
        for method in (client.get, client.post):
            answer = method(url)
            assert answer.status_code == 404 or answer.url.startswith("/ru/admin/")


def test_templates_are_changed_by_their_centre_only(client, coordinator, stranger, volunteer):
    client.force_login(coordinator)
    assert client.get(reverse("monitoring_letter_templates:list")).status_code == 200
    assert client.get(template_url("pavlodar")).status_code == 200
    for user, centre in ((coordinator, "country"), (stranger, "pavlodar"), (coordinator, "nowhere")):
        client.force_login(user)
        answer = client.get(template_url(centre))
        assert answer.status_code == 404 or answer.url.startswith("/ru/admin/"), (user, centre)
    client.force_login(volunteer)
    assert client.get(template_url("pavlodar")).status_code == 302


def test_a_template_goes_out_comes_back_and_is_taken_away(desk):
    url = template_url("pavlodar")
    shipped = desk.get(f"{url}0.docx").content
    assert shipped == shipped_template("complaint_prosecutor", "ru")
    made = docx.Document(io.BytesIO(shipped))
    made.add_paragraph("С уважением, {{ centre }}")
    output = io.BytesIO()
    made.save(output)
    sent = desk.post(url, {"file": SimpleUploadedFile("письмо.docx", output.getvalue())})
    assert sent.status_code == 302
    text = [part.text for part in docx.Document(io.BytesIO(desk.get(f"{url}1.docx").content)).paragraphs]
    assert "С уважением, {{ centre }}" in text
    rows = desk.get(reverse("monitoring_letter_templates:list")).context["rows"]
    assert [row["own"].version for row in rows if row["own"]] == [1]
    assert desk.get(f"{url}2.docx").status_code in (302, 404)
    desk.post(url, {"drop": "1"})
    assert not LetterTemplate.objects.get().file
    assert desk.get(f"{url}1.docx").status_code == 200


def test_a_template_that_does_not_fit_is_told_by_field(desk):
    made = docx.Document()
    made.add_paragraph("{{ titel }}")
    output = io.BytesIO()
    made.save(output)
    page = desk.post(template_url("pavlodar"), {"file": SimpleUploadedFile("a.docx", output.getvalue())})
    assert "titel" in str(page.context["form"].errors["file"])


def test_queries_of_the_page(desk, case, django_assert_max_num_queries):
    for number in range(5):
        refer(case.findings.get(), registration_no=str(number))
    desk.get(letters_url(case))
    with django_assert_max_num_queries(60):
        desk.get(letters_url(case))
