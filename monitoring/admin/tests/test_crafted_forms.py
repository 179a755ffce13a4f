"""What a person with an account may put into a form or an address by hand."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.admin.tests.form_data import posted
from monitoring.models import Case, EvidenceFile, EvidenceReceipt, FieldLog
from monitoring.services.errors import TwoPersonsNeeded
from monitoring.services.publishing import may_publish
from monitoring.tests.factories import CaseFactory, EvidenceFileFactory, consultation, evidence

pytestmark = pytest.mark.django_db
NAMESPACE = "wagtailsnippets_monitoring_case"
NOT_KEYS = ["²", "abc", "-1", "\0", "9" * 30]


def url(name, case):
    return reverse(f"{NAMESPACE}:{name}", args=[case.pk])


def save(client, case, **changes):
    html = client.get(url("edit", case)).content.decode()
    return client.post(url("edit", case), posted(html, **changes), follow=True)


def draft_of(case):
    return Case.objects.get(pk=case.pk).get_latest_revision_as_object()


@pytest.fixture
def secret():
    """A file of a volunteer of Pavlodar, in a log under review."""
    file = EvidenceFileFactory()
    volunteer = UserFactory(role=Role.VOLUNTEER)
    log = FieldLog.objects.create(volunteer=volunteer, case=CaseFactory(children=[evidence(file=file)]))
    EvidenceReceipt.objects.create(file=file, log=log, uploaded_by=volunteer, original_name="ot-aigerim.jpg")
    return file


@pytest.fixture
def of_astana(astana):
    return CaseFactory(region=astana.regions.get(), centre=astana, children=[evidence(url="https://example.kz/")])


def test_a_file_of_another_desk_cannot_be_attached_by_its_number(client, stranger, secret, of_astana):
    client.force_login(stranger)
    answer = save(client, of_astana, **{"evidence-0-file": str(secret.pk)})
    link = draft_of(of_astana).evidence.get()
    assert link.file is None
    assert secret.sha256[:12] not in answer.content.decode()
    original = reverse("monitoring:evidence_original", args=[link.uid])
    assert client.get(original, {"case": of_astana.pk}).status_code == 404


def test_a_file_that_a_colleague_put_into_the_draft_stays_in_it(client, coordinator, colleague):
    case = CaseFactory(children=[evidence(url="https://example.kz/")])
    file = EvidenceFileFactory()
    EvidenceReceipt.objects.create(file=file, uploaded_by=colleague, original_name="protokol.jpg")
    client.force_login(colleague)
    save(client, case, **{"evidence-0-file": str(file.pk)})
    client.force_login(coordinator)
    save(client, case, title="Дописано")
    assert draft_of(case).title == "Дописано"
    assert draft_of(case).evidence.get().file == file


def test_the_same_bytes_sent_to_two_desks_tell_neither_of_the_other(client, stranger, secret):
    EvidenceReceipt.objects.create(file=secret, uploaded_by=stranger, original_name="dokument.jpg")
    EvidenceFile.objects.filter(pk=secret.pk).update(received_at="2024-01-01T00:00:00Z")
    client.force_login(stranger)
    for shown in (
        client.get(reverse("monitoring_file_chooser:choose")).content.decode(),
        client.get(reverse("monitoring_file_chooser:chosen", args=[secret.pk])).content.decode(),
    ):
        assert "dokument.jpg" in shown
        assert "ot-aigerim" not in shown
        assert "2024" not in shown


def test_autosave_does_not_write_over_what_was_published(client, coordinator, colleague):
    case = CaseFactory(children=[consultation()])
    client.force_login(coordinator)
    save(client, case, title="Проверено вторым человеком")
    published = Case.objects.get(pk=case.pk).latest_revision
    published.publish(user=colleague)
    save(client, case, title="Подмена", change_note="Опечатка", overwrite_revision_id=str(published.pk))
    published.refresh_from_db()
    case = Case.objects.get(pk=case.pk)
    assert published.content["title"] == "Проверено вторым человеком"
    assert case.latest_revision.content["title"] == "Подмена"
    assert not may_publish(case=case, user=coordinator)
    with pytest.raises(TwoPersonsNeeded):
        case.latest_revision.publish(user=coordinator)


@pytest.mark.parametrize("version", ["-1", "abc", "9" * 11, "9" * 30])
def test_a_version_that_cannot_be_is_refused_in_the_form(desk, version):
    html = desk.get(reverse(f"{NAMESPACE}:add")).content.decode()
    answer = desk.post(reverse(f"{NAMESPACE}:add"), posted(html, title="Карьер", based_on=version))
    assert "based_on" in answer.context["form"].errors


@pytest.mark.parametrize("year", ["0001", "1812", "9999"])
def test_a_year_beyond_reason_is_refused(desk, year):
    """The last day of 9999 has no day after it: one such record would break the calendar of the whole country."""
    case = CaseFactory(children=[consultation()])
    save(desk, case, **{"consultations-0-period_to": f"31.12.{year}"})
    assert draft_of(case).consultations.get().period_to is None


@pytest.mark.parametrize("typed", NOT_KEYS)
def test_what_is_no_key_of_a_record_is_not_found(desk, typed):
    case = CaseFactory(published=True)
    bulk = reverse("wagtail_bulk_action", args=["monitoring", "case", "publish"])
    assert desk.get(bulk, {"id": typed, "next": "/admin/"}).status_code in {200, 302}
    assert desk.post(url("review", case), {"step": "resolve", "comment": typed}).status_code in {302, 404}
    assert desk.get(reverse("monitoring_file_chooser:chosen", args=[typed])).status_code == 404
    assert desk.get(reverse("monitoring_file_chooser:chosen_multiple"), {"id": typed}).status_code == 200
    assert desk.post(url("reconcile", case), {"child": typed}).status_code == 400
