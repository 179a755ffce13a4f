"""Who may open a file of evidence, and under what name it is sent."""

import uuid

import pytest
from django.core.files.base import ContentFile

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import FileState
from monitoring.models import Case, EvidenceFile
from monitoring.tests.factories import CaseFactory, CentreFactory, EvidenceFileFactory, RegionFactory, evidence

pytestmark = pytest.mark.django_db


def case_with(**fields):
    file = fields.pop("file", None) or EvidenceFileFactory(preview=ContentFile(b"picture", "p"))
    made = CaseFactory(children=[evidence(file=file, **fields)], published=True)
    return Case.objects.get(pk=made.pk)


def addresses(case):
    uid = case.evidence.get().uid
    return [f"/ru/evidence/{uid}/", f"/ru/evidence/{uid}/preview/", f"/ru/evidence/{uid}/original/"]


def fetch(client, address):
    """The response, read to its end, which closes the file: `body` holds its bytes."""
    response = client.get(address)
    response.body = b"".join(response)
    return response


def statuses(client, case):
    return [fetch(client, address).status_code for address in addresses(case)]


@pytest.fixture
def people():
    here = CentreFactory()
    there = CentreFactory(key="almaty", name_ru="Алматинский", regions=[RegionFactory(key="ALA", name_ru="Алматы")])
    return {
        "volunteer": UserFactory(role=Role.VOLUNTEER, role__centre=here),
        "editor": UserFactory(role=Role.EDITOR, role__centre=here),
        "coordinator elsewhere": UserFactory(role=Role.COORDINATOR, role__centre=there),
        "coordinator": UserFactory(role=Role.COORDINATOR, role__centre=here),
        "administrator": UserFactory(role=Role.ADMINISTRATOR),
    }


@pytest.mark.parametrize(
    ("who", "public", "confidential"),
    [
        (None, [200, 200, 404], [404, 404, 404]),
        ("volunteer", [200, 200, 404], [404, 404, 404]),
        ("editor", [200, 200, 404], [404, 404, 404]),
        ("coordinator elsewhere", [200, 200, 404], [404, 404, 404]),
        ("coordinator", [200, 200, 200], [200, 200, 200]),
        ("administrator", [200, 200, 200], [200, 200, 200]),
    ],
)
def test_who_opens_what(client, people, who, public, confidential):
    if who:
        client.force_login(people[who])
    assert statuses(client, case_with(is_public=True)) == public
    assert statuses(client, case_with(is_public=False)) == confidential


def test_only_the_clean_copy_is_sent_to_the_public(client):
    case = case_with(is_public=True)
    response = fetch(client, addresses(case)[0])
    assert response.body == b"derivative bytes"
    assert response["Content-Disposition"] == f'inline; filename="{case.reference}-1.jpg"'
    assert "secret-name" not in str(response.headers)
    assert "public" in response["Cache-Control"]


def test_the_original_is_an_attachment_no_cache_keeps(client, people):
    client.force_login(people["coordinator"])
    case = case_with(is_public=True)
    response = fetch(client, addresses(case)[2])
    assert response.body == b"original bytes"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


def test_confidential_copy_is_kept_by_no_cache(client, people):
    client.force_login(people["coordinator"])
    assert fetch(client, addresses(case_with(is_public=False))[0])["Cache-Control"] == "private, no-store"


def test_public_file_is_sent_without_asking_who_reads(client, people):
    case = case_with(is_public=True)
    client.force_login(people["coordinator"])
    assert "Cookie" not in fetch(client, addresses(case)[0]).get("Vary", "")


@pytest.mark.parametrize("change", [{"live": False}, {"withdrawn_at": "2026-05-01T00:00Z"}])
def test_files_of_what_is_not_public_are_gone(client, change):
    case = case_with(is_public=True)
    Case.objects.filter(pk=case.pk).update(**change)
    assert statuses(client, case) == [404, 404, 404]


@pytest.mark.parametrize("state", [FileState.RECEIVED, FileState.FAILED])
def test_a_file_without_a_safe_copy_is_not_public(client, state):
    case = case_with(is_public=True)
    EvidenceFile.objects.update(state=state)
    assert statuses(client, case) == [404, 404, 404]


def test_missing_copy_missing_picture_and_missing_link(client, people):
    client.force_login(people["coordinator"])
    case = case_with(is_public=False, file=EvidenceFileFactory(derivative=None))
    assert statuses(client, case) == [404, 404, 200]
    assert fetch(client, f"/ru/evidence/{uuid.uuid4()}/").status_code == 404


def test_evidence_of_a_draft_opens_only_by_its_case_and_to_its_managers(client, people):
    published = case_with(is_public=True)
    draft = Case.objects.get(pk=published.pk)
    added = evidence(title="только в черновике")
    draft.evidence.add(added)
    draft.save_revision()
    address = f"/ru/evidence/{added.uid}/original/"
    client.force_login(people["coordinator"])
    assert fetch(client, f"{address}?case={draft.pk}").status_code == 200
    other = CaseFactory()
    for query in ("", "?case=", "?case=x", f"?case={other.pk}", "?case=99999999999999999999"):
        assert fetch(client, f"{address}{query}").status_code == 404, query
    client.force_login(people["coordinator elsewhere"])
    assert fetch(client, f"{address}?case={draft.pk}").status_code == 404


def test_only_reading(client):
    case = case_with(is_public=True)
    assert client.post(addresses(case)[0]).status_code == 405
    assert client.head(addresses(case)[0]).status_code == 200
