"""Keys of the API at the desk: administrators alone, shown once, every step in the log."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.tests.factories import CentreFactory
from search.api.models import ApiKey, digest

pytestmark = pytest.mark.django_db


def signed_in(client, role):
    user = UserFactory()
    grant_role(user=user, role=role, centre=None if role == Role.ADMINISTRATOR else CentreFactory())
    client.force_login(user)
    return user


@pytest.fixture
def key():
    made = ApiKey(name="Редакция", email="desk@example.org")
    made.renew()
    made.save()
    return made


def addresses(key):
    names = [("index", []), ("add", []), ("edit", [key.pk]), ("delete", [key.pk]), ("history", [key.pk])]
    return [reverse(f"api_keys:{name}", args=args) for name, args in names]


def test_an_administrator_issues_a_key_that_is_shown_once_and_works(client):
    user = signed_in(client, Role.ADMINISTRATOR)
    response = client.post(reverse("api_keys:add"), {"name": "Газета", "email": "desk@example.org"})
    secret = re.search(r"<code data-key>([^<]+)</code>", response.text)[1]
    key = ApiKey.objects.get()
    assert key.digest == digest(secret)
    assert "no-store" in response["Cache-Control"]
    for address in addresses(key):
        assert secret not in client.get(address).text
    assert ModelLogEntry.objects.get(action="wagtail.create").user == user
    assert secret not in str(ModelLogEntry.objects.values())
    client.logout()
    assert client.get("/api/v1/regions/", HTTP_AUTHORIZATION=f"Api-Key {secret}").status_code == 200


def test_bad_input_issues_nothing_and_loses_nothing(client):
    signed_in(client, Role.ADMINISTRATOR)
    response = client.post(reverse("api_keys:add"), {"name": "Газета", "email": "no address"})
    assert "Газета" in response.text
    assert not ApiKey.objects.exists()


def test_a_revoked_key_stays_in_the_list_and_in_the_log(client, key):
    user = signed_in(client, Role.ADMINISTRATOR)
    assert reverse("api_keys:delete", args=[key.pk]) in client.get(reverse("api_keys:edit", args=[key.pk])).text
    for _time in range(2):
        client.post(reverse("api_keys:delete", args=[key.pk]))
    key.refresh_from_db()
    assert key.revoked_at <= timezone.now()
    assert "Редакция" in client.get(reverse("api_keys:index")).text
    assert ModelLogEntry.objects.get(action="search.revoke_key").user == user


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EDITOR, Role.VOLUNTEER])
def test_nobody_else_sees_or_changes_keys(client, key, role):
    signed_in(client, role)
    for address in addresses(key):
        assert key.email not in client.get(address).text
        assert client.post(address, {"name": "x", "email": "x@example.org"}).status_code in (302, 403, 404, 405)
    key.refresh_from_db()
    assert (key.name, key.revoked_at) == ("Редакция", None)
    assert ApiKey.objects.count() == 1


def test_use_is_noted_by_the_day_with_one_write(client, key, django_assert_max_num_queries):
    secret = key.renew()
    key.save()
    client.get("/api/v1/regions/", HTTP_AUTHORIZATION=f"Api-Key {secret}")
    key.refresh_from_db()
    assert key.last_used_on == timezone.localdate()
    with django_assert_max_num_queries(2):
        client.get("/api/v1/regions/?lang=kk", HTTP_AUTHORIZATION=f"Api-Key {secret}")
