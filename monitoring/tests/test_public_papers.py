"""Who may open a paper of the follow-up: the rules of evidence, and no way around them."""

import pytest
from django.core.files.base import ContentFile

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import FileState
from monitoring.models import Case, EvidenceFile
from monitoring.tests.factories import (
    CaseFactory,
    CentreFactory,
    EvidenceFileFactory,
    FollowUpFileFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


def paper(**fields):
    file = EvidenceFileFactory(preview=ContentFile(b"picture", "p"))
    return FollowUpFileFactory(case=CaseFactory(published=True), file=file, **fields)


def fetch(client, address):
    response = client.get(address)
    response.body = b"".join(response)
    return response


def statuses(client, made):
    return [fetch(client, f"/ru/files/{made.uid}/{tail}").status_code for tail in ("", "preview/", "original/")]


@pytest.fixture
def people():
    here = CentreFactory()
    there = CentreFactory(key="almaty", name_ru="Алматинский", regions=[RegionFactory(key="ALA", name_ru="Алматы")])
    return {
        "volunteer": UserFactory(role=Role.VOLUNTEER, role__centre=here),
        "coordinator elsewhere": UserFactory(role=Role.COORDINATOR, role__centre=there),
        "coordinator": UserFactory(role=Role.COORDINATOR, role__centre=here),
        "administrator": UserFactory(role=Role.ADMINISTRATOR),
    }


@pytest.mark.parametrize(
    ("who", "public", "confidential"),
    [
        (None, [200, 200, 404], [404, 404, 404]),
        ("volunteer", [200, 200, 404], [404, 404, 404]),
        ("coordinator elsewhere", [200, 200, 404], [404, 404, 404]),
        ("coordinator", [200, 200, 200], [200, 200, 200]),
        ("administrator", [200, 200, 200], [200, 200, 200]),
    ],
)
def test_who_opens_what(client, people, who, public, confidential):
    if who:
        client.force_login(people[who])
    assert statuses(client, paper(is_public=True)) == public
    assert statuses(client, paper()) == confidential


def test_only_the_clean_copy_leaves_and_under_a_name_of_ours(client):
    made = paper(is_public=True)
    response = fetch(client, f"/ru/files/{made.uid}/")
    assert response.body == b"derivative bytes"
    assert response["Content-Disposition"] == f'inline; filename="{made.case.reference}-{made.uid.hex[:8]}.jpg"'
    assert "secret-name" not in str(response.headers)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_range_is_served(client):
    response = client.get(f"/ru/files/{paper(is_public=True).uid}/", headers={"range": "bytes=0-3"})
    assert (response.status_code, b"".join(response)) == (206, b"deri")


@pytest.mark.parametrize("change", [{"live": False}, {"withdrawn_at": "2026-05-01T00:00Z"}])
def test_papers_of_what_is_not_public_are_gone(client, change):
    made = paper(is_public=True)
    Case.objects.filter(pk=made.case_id).update(**change)
    assert statuses(client, made) == [404, 404, 404]


@pytest.mark.parametrize("state", [FileState.RECEIVED, FileState.FAILED])
def test_a_paper_without_a_safe_copy_is_not_public(client, state):
    made = paper(is_public=True)
    EvidenceFile.objects.update(state=state)
    assert statuses(client, made) == [404, 404, 404]


def test_a_paper_of_no_case_has_no_original_for_anyone(client, people):
    made = FollowUpFileFactory(is_public=True)
    client.force_login(people["administrator"])
    assert statuses(client, made) == [200, 404, 404]
