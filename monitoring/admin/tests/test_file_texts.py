"""Coordinators see which files of their cases were not read, and why, and may have them read again."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from monitoring import permissions
from monitoring.enums import TextState
from monitoring.evidence.extraction import Failure
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests.papers import pdf_of
from monitoring.models import EvidenceText
from monitoring.services.evidence_texts import read_file
from monitoring.tests.factories import CaseFactory, EvidenceFileFactory, evidence


@pytest.fixture
def failed(coordinator):
    [centre] = permissions.managed_centres(coordinator)

    def made():
        file = EvidenceFileFactory()
        CaseFactory(published=True, centre_id=centre, children=[evidence(file=file, is_public=True)])
        assert read_file(file).state == TextState.FAILED
        return file

    return made


def watched(desk):
    return desk.get(reverse("monitoring_files:list")).content.decode()


def test_the_list_says_why_the_words_were_not_read(desk, failed):
    failed()
    html = watched(desk)
    assert str(TextState.FAILED.label) in html
    assert str(Failure.UNREADABLE.label) in html


def test_a_failed_file_is_read_again_when_asked(desk, failed, django_capture_on_commit_callbacks):
    file = failed()
    file.derivative_type = MediaType.PDF
    file.derivative.save("copy", ContentFile(pdf_of("Протокол")))
    address = reverse("monitoring_files:again", args=[file.uid])
    assert address in watched(desk)
    assert desk.get(address).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address)
    assert EvidenceText.objects.get().state == TextState.DONE
    assert address not in watched(desk)


def test_other_desks_neither_see_nor_read_it(client, stranger, failed):
    file = failed()
    client.force_login(stranger)
    assert str(file.uid) not in watched(client)
    assert client.post(reverse("monitoring_files:again", args=[file.uid])).status_code == 404


def test_queries_do_not_grow_with_files(desk, failed, django_assert_max_num_queries):
    failed()
    watched(desk)
    with django_assert_max_num_queries(25) as few:
        watched(desk)
    for _ in range(3):
        failed()
    with django_assert_max_num_queries(len(few)):
        watched(desk)
