"""What one account cannot do to the site, and what no database keeps."""

import json
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse

from monitoring.log.tests.factories import picture, volunteer
from monitoring.models import EvidenceReceipt, FieldLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    user = volunteer()
    client.force_login(user)
    return user


@pytest.fixture
def two_a_minute(settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"log_write": "2/m/user"}
    yield
    cache.clear()


def put(client, uid, **body):
    return client.put(
        reverse("monitoring:log_save", args=[uid]),
        json.dumps({"answers": {}, **body}),
        content_type="application/json",
    )


def send(client, uid, colour):
    address = reverse("monitoring:log_file", args=[uid, uuid.uuid4()])
    return client.post(address, {"upload": picture(colour)}, headers={"accept": "application/json"})


def test_a_script_does_not_fill_the_database_with_logs(client, person, two_a_minute):
    assert [put(client, uuid.uuid4()).status_code for _save in range(3)] == [200, 200, 429]
    assert FieldLog.objects.count() == 2
    page = client.post(reverse("monitoring:log_step", args=[uuid.uuid4(), "what"]), {"title": "Карьер"})
    assert page.status_code == 429
    assert "<h1" in page.content.decode()
    assert client.get(reverse("monitoring:log_home")).status_code == 200


def test_one_account_does_not_fill_the_storage(client, person, settings):
    settings.EVIDENCE_MAX_BYTES_AN_HOUR = 1
    uid = uuid.uuid4()
    assert send(client, uid, "red").status_code == 201
    refused = send(client, uid, "blue")
    assert refused.status_code == 400
    assert refused.json()["error"]
    assert EvidenceReceipt.objects.count() == 1


@pytest.mark.parametrize("screen", ["\0", "a\ud800", "я" * 100])
def test_a_device_may_call_itself_anything(client, person, screen):
    uid = uuid.uuid4()
    assert put(client, uid, answers={"title": "Карьер"}, screen=screen).status_code == 200
    again = put(client, uid, answers={"title": "Карьер у села"}, screen=screen)
    assert again.status_code == 200, "a device is no stranger to itself"
