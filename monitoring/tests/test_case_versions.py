import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.models import Case, CaseVersion, FindingStatusRow
from monitoring.presenters.case_versions import marked
from monitoring.services.errors import NotThePublisher, ReasonMissing
from monitoring.services.publishing import withdraw_case
from monitoring.services.versions import close_versions
from monitoring.tests.factories import (
    CaseFactory,
    CentreFactory,
    InitiatorFactory,
    RegionFactory,
    asked_in_vain,
    consultation,
    evidence,
    finding,
    milestone,
)

pytestmark = pytest.mark.django_db
WITNESS = "Свидетель Ахметова"


def published_anew(case, note="Исправлена дата", **fields):
    """One version more, with these fields; children are changed by the caller on the case before."""
    for name, value in fields.items():
        setattr(case, name, value)
    case.based_on, case.change_note = case.version, note
    asked_in_vain(case)
    case.save_revision().publish()
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def case():
    """Two versions: the first tells of a witness, the second no longer."""
    first = CaseFactory(
        title="Разрез у села",
        summary=f"Видела {WITNESS}.",
        children=[
            milestone(description="Объявление на двери"),
            consultation(venue="Клуб"),
            evidence(is_public=True, title="Снимок двери"),
            evidence(title="Снимок из окна", source="бухгалтер"),
            finding(),
            finding(title="Не проверено", status="submitted"),
        ],
        published=True,
    )
    return published_anew(Case.objects.get(pk=first.pk), summary="Видели жители.")


def address(case, number, language="ru"):
    return f"/{language}/cases/{case.reference}/versions/{number}/"


def test_an_earlier_version_reads_as_it_stood_and_leads_to_the_current_one(client, case):
    response = client.get(address(case, 1))
    html = response.text.replace("\xad", "")
    assert response.status_code == 200
    assert WITNESS in html
    assert "Клуб" in html
    assert "Объявление на двери" in html
    assert "Уведомили за три дня" in html
    assert f'<link rel="canonical" href="http://localhost:8000{case.get_absolute_url()}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'href="{case.get_absolute_url()}"' in html
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_it_tells_what_the_next_version_changed(client, case):
    html = client.get(address(case, 1)).text
    assert "Исправлена дата" in html
    assert "<del>" in html
    assert "<ins>" in html


def test_the_current_version_is_the_page_of_the_case(client, case):
    response = client.get(address(case, 2))
    assert response.status_code == 302
    assert response["Location"] == case.get_absolute_url()


def test_confidential_evidence_and_unchecked_findings_are_in_no_version(client, case):
    html = client.get(address(case, 1)).text
    assert "Снимок двери" in html
    for secret in ("Снимок из окна", "бухгалтер", "Не проверено"):
        assert secret not in html


def test_what_was_made_confidential_later_is_not_read_in_the_past(client, case):
    case.evidence.update(is_public=False)
    assert "Снимок двери" not in client.get(address(case, 1)).text


def test_a_finding_taken_back_later_is_not_read_in_the_past(client, case):
    shown = case.findings.get(title="Уведомили за три дня")
    FindingStatusRow.objects.create(finding=shown, status="withdrawn")
    assert "Уведомили за три дня" not in client.get(address(case, 1)).text


def test_a_private_person_is_named_in_no_version(client, case):
    private = InitiatorFactory(name_ru="Пётр Частный", is_private=False)
    case = published_anew(case, initiator=private)
    case = published_anew(case, initiator=None)
    assert "Пётр Частный" in client.get(address(case, 3)).text
    private.is_private = True
    private.save()
    assert "Пётр Частный" not in client.get(address(case, 3)).text


def test_drafts_are_no_versions(client, case):
    case.title = "Черновое название"
    case.save_revision()
    assert client.get(address(case, 3)).status_code == 404
    for path in (address(case, 1), f"/ru/cases/{case.reference}/versions/"):
        assert "Черновое название" not in client.get(path).text


def test_the_list_names_every_version_with_its_note_and_date(client, case):
    html = client.get(f"/ru/cases/{case.reference}/versions/").text
    assert address(case, 1) in html
    assert "Исправлена дата" in html
    assert f"/ru/cases/{case.reference}/versions/" in client.get(case.get_absolute_url()).text


def test_nothing_is_read_while_the_case_is_withdrawn_nor_what_stood_before_when_it_returns(client, case):
    withdraw_case(case=case, user=UserFactory(role=Role.ADMINISTRATOR), reason="Ошибочный адрес")
    for path in (address(case, 1), f"/ru/cases/{case.reference}/versions/"):
        response = client.get(path)
        assert response.status_code == 410
        assert WITNESS not in response.text
        assert "Ошибочный адрес" in response.text
    case = published_anew(Case.objects.get(pk=case.pk))
    response = client.get(address(case, 1))
    assert response.status_code == 410
    assert WITNESS not in response.text
    assert "Ошибочный адрес" in response.text
    assert address(case, 1) not in client.get(f"/ru/cases/{case.reference}/versions/").text


def test_another_spelling_leads_to_the_address(client, case):
    response = client.get(address(case, 1).replace("KZ-", "kz-"))
    assert response.status_code == 301
    assert response["Location"] == address(case, 1)
    assert client.get("/ru/cases/KZ-PAV-1999-0001/versions/").status_code == 404


class TestClosing:
    def test_a_closed_version_tells_the_reason_alone(self, client, case):
        CaseVersion.objects.filter(case=case).update(note=f"Добавлена: {WITNESS}")
        user = UserFactory(role=Role.COORDINATOR, role__centre=case.centre)
        assert close_versions(case=case, numbers=[1, 2], user=user, reason="Защита свидетеля") == 2
        response = client.get(address(case, 1))
        assert response.status_code == 410
        assert "Защита свидетеля" in response.text
        case = published_anew(case)
        pages = [f"/ru/cases/{case.reference}/versions/", address(case, 2), case.get_absolute_url()]
        pages += [f"/ru/cases/{case.reference}.json", f"/ru/cases/{case.reference}.csv"]
        for path in pages:
            response = client.get(path)
            text = b"".join(response.streaming_content).decode() if response.streaming else response.text
            assert WITNESS not in text, path
            assert str(user) not in text, path
        assert "Защита свидетеля" in client.get(case.get_absolute_url()).text

    def test_the_difference_to_a_closed_version_is_not_told(self, client, case):
        case = published_anew(case, summary=f"Вновь {WITNESS}", note="Тайная заметка")
        case = published_anew(case, summary="Видели жители.")
        close_versions(case=case, numbers=[3], user=UserFactory(role=Role.ADMINISTRATOR), reason="Защита")
        html = client.get(address(case, 2)).text
        assert WITNESS not in html
        assert "Тайная заметка" not in html

    def test_only_the_desk_of_the_case_closes_and_only_with_a_reason(self, case):
        elsewhere = CentreFactory(key="almaty", name_ru="Алматы", regions=[RegionFactory(key="ALA", name_ru="Алматы")])
        stranger = UserFactory(role=Role.COORDINATOR, role__centre=elsewhere)
        with pytest.raises(NotThePublisher):
            close_versions(case=case, numbers=[1], user=stranger, reason="Причина")
        with pytest.raises(ReasonMissing):
            close_versions(case=case, numbers=[1], user=UserFactory(role=Role.ADMINISTRATOR), reason=" ")
        assert not case.versions.exclude(closed_at=None).exists()

    def test_a_coordinator_closes_at_the_desk(self, client, case):
        coordinator = UserFactory()
        grant_role(user=coordinator, role=Role.COORDINATOR, centre=case.centre)
        client.force_login(coordinator)
        path = reverse("wagtailsnippets_monitoring_case:versions", args=[case.pk])
        assert "Исправлена дата" in client.get(path).text
        assert client.post(path, {"versions": [], "reason": "Важная причина"}).text.count("Важная причина") == 1
        client.post(path, {"versions": ["1"], "reason": "Защита"})
        closed = case.versions.get(number=1)
        assert closed.closing_reason == "Защита"
        assert closed.closed_at <= timezone.now()


def test_a_comparison_is_told_word_by_word_and_escaped():
    old, new = marked("a <b> c", "a <i> c")
    assert old == "a <del>&lt;b&gt;</del> c"
    assert new == "a <ins>&lt;i&gt;</ins> c"


def test_the_citation_leads_to_the_version_it_names(client, case):
    html = client.get(case.get_absolute_url()).text
    assert f"http://localhost:8000{address(case, 2)}" in html
    assert f"http://localhost:8000{address(case, 2)}" in client.get(f"/ru/cases/{case.reference}.bib").text
    assert f"http://localhost:8000{address(case, 2)}" in client.get(f"/ru/cases/{case.reference}.ris").text
    assert f"http://localhost:8000{address(case, 1)}" in client.get(address(case, 1)).text


def test_the_list_asks_no_more_for_more_versions(client, case):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/ru/cases/{case.reference}/versions/")
        return len(queries)

    asked()
    before = asked()
    published_anew(published_anew(case))
    assert asked() == before
