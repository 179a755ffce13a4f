"""A file in pieces: exactly its bytes, exactly once, whatever breaks in between."""

import base64
import datetime as dt
import hashlib
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from monitoring.log.tests.factories import LogFactory, picture, volunteer
from monitoring.models import EvidenceFile, EvidenceReceipt, EvidenceUpload, FieldLog
from monitoring.services.uploads import drop_stale_uploads

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def person(client):
    user = volunteer()
    client.force_login(user)
    return user


class Sender:
    """A phone that sends one file to one log."""

    def __init__(self, client, data, *, log_uid=None, receipt=None, promised=None):
        self.client, self.data = client, data
        self.log_uid, self.receipt = log_uid or uuid.uuid4(), receipt or uuid.uuid4()
        self.sha256 = promised or hashlib.sha256(data).hexdigest()
        self.url = reverse("monitoring:log_upload", args=[self.log_uid, self.receipt])

    def begin(self, taken="2026-03-14T10:00:00Z", **headers):
        told = {"receipt": str(self.receipt), "sha256": self.sha256, "filename": "Зал.jpg", "taken": taken}
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
        headers = {**TUS, "Upload-Length": str(len(self.data)), "Upload-Metadata": metadata, **headers}
        return self.client.post(reverse("monitoring:log_uploads", args=[self.log_uid]), headers=headers)

    def piece(self, first, last, offset=None, **headers):
        return self.client.patch(
            self.url,
            self.data[first:last],
            content_type=headers.pop("content_type", "application/offset+octet-stream"),
            headers={**TUS, "Upload-Offset": str(first if offset is None else offset), **headers},
        )

    def offset(self):
        return self.client.head(self.url, headers=TUS).headers["Upload-Offset"]


@pytest.fixture
def sender(client, person):
    return Sender(client, picture().read())


def stored():
    with EvidenceFile.objects.get().original.open("rb") as file:
        return file.read()


def test_a_file_in_pieces_becomes_evidence_with_the_same_bytes(sender, person):
    begun = sender.begin()
    assert (begun.status_code, begun["Location"]) == (201, f"http://testserver{sender.url}")
    assert sender.piece(0, 100)["Upload-Offset"] == "100"
    assert sender.piece(100, len(sender.data)).status_code == 204
    receipt = EvidenceReceipt.objects.get()
    assert (receipt.uid, receipt.log.uid, receipt.original_name) == (sender.receipt, sender.log_uid, "Зал.jpg")
    assert stored() == sender.data
    assert not EvidenceUpload.objects.get().part.exists()


@pytest.mark.parametrize(
    ("told", "year"),
    [("2026-03-14T10:00:00.000Z", 2026), ("", None), ("вчера", None), ("2026-13-41T10:00:00Z", None),
     ("2026-03-14T10:00:00", None), ("1970-01-01T00:00:00Z", None), ("2999-01-01T00:00:00Z", None)],
)  # fmt: skip
def test_when_a_file_was_made_is_kept_where_the_clock_makes_sense(sender, told, year):
    sender.begin(taken=told)
    sender.piece(0, len(sender.data))
    taken = EvidenceReceipt.objects.get().taken_at
    assert (taken.year if taken else None) == year


def test_a_lost_answer_is_made_up_for_by_asking_where_to_go_on(sender):
    sender.begin()
    sender.piece(0, 100)
    again = sender.piece(0, 100)
    assert (again.status_code, again["Upload-Offset"]) == (409, "100")
    assert sender.offset() == "100"
    sender.piece(100, len(sender.data))
    assert sender.offset() == str(len(sender.data))
    assert stored() == sender.data


def test_what_a_killed_server_wrote_beyond_its_offset_is_cut_back(sender):
    sender.begin()
    sender.piece(0, 100)
    part = EvidenceUpload.objects.get().part
    part.write_bytes(part.read_bytes() + b"half a piece")
    sender.piece(100, len(sender.data))
    assert stored() == sender.data


def test_a_server_killed_before_the_last_step_takes_it_when_the_log_arrives(sender, person, monkeypatch):
    sender.begin()
    with monkeypatch.context() as patch:
        patch.setattr("monitoring.log.views.uploads.finish_upload", lambda upload: None)
        sender.piece(0, len(sender.data))
    assert not EvidenceReceipt.objects.exists()
    body = {"screens": {}, "files": [str(sender.receipt)]}
    sender.client.put(reverse("monitoring:log_queued", args=[sender.log_uid]), body, "application/json")
    assert stored() == sender.data


def test_beginning_twice_is_beginning_once_and_the_same_bytes_stand_in_the_log_once(sender, client):
    sender.begin()
    sender.piece(0, 100)
    assert sender.begin()["Upload-Offset"] == "100"
    sender.piece(100, len(sender.data))
    twin = Sender(client, sender.data, log_uid=sender.log_uid)
    twin.begin()
    assert twin.piece(0, len(twin.data)).status_code == 204
    assert EvidenceReceipt.objects.count() == 1


def test_a_piece_that_differs_from_its_checksum_is_not_kept(sender):
    sender.begin()
    wrong = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    right = base64.b64encode(hashlib.sha256(sender.data[:100]).digest()).decode()
    assert sender.piece(0, 100, **{"Upload-Checksum": f"sha256 {wrong}"}).status_code == 460
    assert sender.offset() == "0"
    assert sender.piece(0, 100, **{"Upload-Checksum": f"md5 {wrong}"}).status_code == 400
    assert sender.piece(0, 100, **{"Upload-Checksum": f"sha256 {right}"}).status_code == 204


def test_a_whole_file_that_is_not_the_promised_one_is_sent_anew(client, person):
    sender = Sender(client, picture().read(), promised=hashlib.sha256(b"other").hexdigest())
    sender.begin()
    assert sender.piece(0, len(sender.data)).status_code == 460
    assert sender.offset() == "0"
    assert not EvidenceReceipt.objects.exists()


def test_a_file_that_is_no_evidence_is_refused_in_words(client, person):
    sender = Sender(client, b"MZ" + bytes(500))
    sender.begin()
    refused = sender.piece(0, len(sender.data))
    assert refused.status_code == 400
    assert refused.json()["refused"]
    assert not EvidenceReceipt.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2"}, 412),
        ({"Upload-Length": "much"}, 400),
        ({"Upload-Length": "0"}, 400),
        ({"Upload-Length": str(51 << 20)}, 413),
        ({"Upload-Metadata": "receipt %%%"}, 400),
        ({"Upload-Metadata": ""}, 400),
    ],
)
def test_a_beginning_that_makes_no_sense_is_refused(sender, headers, status):
    assert sender.begin(**headers).status_code == status
    assert not EvidenceUpload.objects.exists()
    assert not FieldLog.objects.exists()


def test_more_than_was_promised_or_of_another_kind_is_refused(sender):
    sender.begin()
    assert sender.piece(0, 100, content_type="text/plain").status_code == 415
    sender.data += b"more"
    assert sender.piece(0, len(sender.data)).status_code == 413
    assert sender.offset() == "0"


def test_the_protocol_is_told(client, person):
    told = client.options(reverse("monitoring:log_uploads", args=[uuid.uuid4()]))
    assert told.status_code == 204
    assert told["Tus-Extension"] == "creation,checksum,expiration"
    assert told["Tus-Max-Size"] == str(50 << 20)


def test_nobody_sees_or_feeds_the_upload_of_another(sender, client):
    sender.begin()
    client.force_login(volunteer())
    assert client.head(sender.url, headers=TUS).status_code == 404
    assert sender.piece(0, 100).status_code == 404
    assert sender.begin().status_code == 404
    other = Sender(client, sender.data, log_uid=sender.log_uid)
    assert other.begin().status_code == 404


def test_who_is_signed_out_is_told_so_and_not_sent_to_a_page(sender, client):
    sender.begin()
    client.logout()
    assert sender.piece(0, 100).status_code == 401
    assert sender.begin().json() == {"error": "signed_out"}


def test_promises_count_against_what_a_person_may_send(sender, client, settings):
    settings.EVIDENCE_MAX_BYTES_AN_HOUR = len(sender.data) + 10
    assert sender.begin().status_code == 201
    assert Sender(client, picture("blue").read()).begin().json()["refused"]


def test_pieces_have_a_rate_of_their_own(sender, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"log_piece": "2/m/user", "log_write": "1/m/user"}
    assert [sender.begin().status_code for _time in range(3)] == [201, 201, 429]
    cache.clear()


def test_what_nobody_goes_on_with_is_dropped_after_a_week(sender):
    sender.begin()
    sender.piece(0, 100)
    part = EvidenceUpload.objects.get().part
    assert drop_stale_uploads(timezone.now() + dt.timedelta(days=6)) == 0
    assert part.exists()
    assert drop_stale_uploads(timezone.now() + dt.timedelta(days=8)) == 1
    assert not part.exists()
    assert sender.client.head(sender.url, headers=TUS).status_code == 404


def test_a_closed_log_takes_no_more_files(client, person):
    from monitoring.tests.factories import CaseFactory

    log = LogFactory(volunteer=person, case=CaseFactory(published=True))
    assert Sender(client, picture().read(), log_uid=log.uid).begin().status_code == 403
