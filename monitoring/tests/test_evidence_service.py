import hashlib
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import FileState
from monitoring.evidence.errors import EvidenceRejected
from monitoring.models import EvidenceFile, EvidenceReceipt
from monitoring.services.evidence import store_evidence

pytestmark = pytest.mark.django_db


def photo(colour="teal", name="Иванов И.И. телефон.jpg"):
    exif = Image.Exif()
    exif[0x013B] = "Secret Volunteer"
    content = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(content, "JPEG", exif=exif)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def content_of(stored):
    with stored.open() as opened:
        return opened.read()


@pytest.fixture
def volunteer():
    return UserFactory(role=Role.VOLUNTEER)


def test_a_photograph_is_kept_as_it_came_and_gets_a_clean_copy(volunteer, django_capture_on_commit_callbacks):
    upload = photo()
    sent = upload.read()
    upload.seek(0)
    with django_capture_on_commit_callbacks(execute=True):
        file = store_evidence(upload=upload, user=volunteer).file
    file.refresh_from_db()
    assert file.sha256 == hashlib.sha256(sent).hexdigest()
    assert content_of(file.original) == sent
    assert file.state == FileState.READY
    assert b"Secret Volunteer" in sent
    assert b"Secret Volunteer" not in content_of(file.derivative)
    assert content_of(file.preview)
    assert (file.width, file.height) == (900, 600)
    assert "Иванов" not in file.original.name + file.derivative.name + file.preview.name


def test_the_same_file_is_stored_once_and_received_twice(volunteer):
    first = store_evidence(upload=photo(), user=volunteer)
    second = store_evidence(upload=photo(name="b.jpg"), user=UserFactory(role=Role.VOLUNTEER))
    assert first.file == second.file
    assert (EvidenceFile.objects.count(), EvidenceReceipt.objects.count()) == (1, 2)


def test_the_same_receipt_is_received_once(volunteer):
    uid = uuid.uuid4()
    first = store_evidence(upload=photo(), user=volunteer, receipt_uid=uid)
    assert store_evidence(upload=photo(), user=volunteer, receipt_uid=uid) == first
    assert EvidenceReceipt.objects.count() == 1


def test_a_mislabelled_program_is_refused_and_leaves_nothing(volunteer):
    program = SimpleUploadedFile("protocol.pdf", b"MZ\x90\x00" + b"\0" * 500, "application/pdf")
    with pytest.raises(EvidenceRejected):
        store_evidence(upload=program, user=volunteer)
    assert not EvidenceFile.objects.exists()


def test_a_file_without_safe_copy_stays_confidential(volunteer, monkeypatch):
    from monitoring.evidence.errors import DerivativeFailed
    from monitoring.services import evidence

    def fail(*args):
        raise DerivativeFailed("author left")

    monkeypatch.setattr(evidence, "make_derivative", fail)
    file = store_evidence(upload=photo(), user=volunteer).file
    evidence.prepare_file(file)
    file.refresh_from_db()
    assert file.state == FileState.FAILED
    assert not file.derivative
