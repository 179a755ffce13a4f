"""Words are kept of the public copies of public files, and of nothing else."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import TextState
from monitoring.evidence.media_types import MediaType
from monitoring.evidence.tests.papers import pdf_of
from monitoring.models import Case, EvidenceLink, EvidencePage, EvidenceText
from monitoring.services.evidence_texts import forget_hidden, read_missing
from monitoring.services.publishing import withdraw_case
from monitoring.tasks import read_evidence
from monitoring.tests.factories import CaseFactory, EvidenceFileFactory, evidence

pytestmark = pytest.mark.django_db


def paper(*pages):
    content = ContentFile(pdf_of(*pages), "copy")
    return EvidenceFileFactory(derivative=content, derivative_type=MediaType.PDF, derivative_sha256="a" * 64)


def published(file, **link):
    return CaseFactory(published=True, children=[evidence(file=file, **{"is_public": True, **link})])


def test_publishing_reads_the_public_copy(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        published(paper("Протокол", "", "Подписи"))
    pages = EvidencePage.objects.filter(text__in=EvidenceText.objects.public())
    assert list(pages.values_list("number", "content")) == [(1, "Протокол"), (3, "Подписи")]
    assert EvidenceText.objects.get().state == TextState.DONE


def test_a_confidential_file_and_one_of_a_draft_are_not_read():
    published(paper("Тайна"), is_public=False)
    CaseFactory(children=[evidence(file=paper("Черновик"), is_public=True)])
    assert list(read_missing()) == []
    assert not EvidencePage.objects.exists()


def test_a_failure_is_seen_and_tried_again_by_hand_only():
    case = published(EvidenceFileFactory())
    read_evidence.call(case.pk)
    text = EvidenceText.objects.get()
    assert (text.state, text.reason) == (TextState.FAILED, "unreadable")
    assert list(read_missing()) == []
    assert [again.pk for again in read_missing(again=True)] == [text.pk]


def test_a_new_copy_is_read_anew_and_the_words_of_the_old_one_show_no_more():
    file = paper("Имя свидетеля")
    published(file)
    list(read_missing())
    file.derivative.save("copy", ContentFile(pdf_of("Закрыто")), save=False)
    file.derivative_sha256 = "b" * 64
    file.save()
    assert not EvidenceText.objects.public().exists()
    list(read_missing())
    assert [page.content for page in EvidencePage.objects.all()] == ["Закрыто"]


@pytest.mark.parametrize("hide", ["withdraw", "close"])
def test_words_go_with_the_file(hide):
    case = published(paper("Протокол"))
    list(read_missing())
    if hide == "withdraw":
        withdraw_case(case=Case.objects.get(), user=UserFactory(role=Role.ADMINISTRATOR), reason="Ошибка")
    else:
        EvidenceLink.objects.filter(case=case).update(is_public=False)
    assert not EvidenceText.objects.public().exists()
    assert forget_hidden() == 1
    assert not EvidencePage.objects.exists()


def test_the_data_of_a_case_say_whether_and_how_much_was_read(client):
    case = published(paper("Протокол", "", "Подписи"))
    told = lambda: client.get(f"/en/cases/{case.reference}.json").json()["evidence"][0]["file"]["text"]  # noqa: E731
    assert told() is None
    list(read_missing())
    assert told() == {"state": {"code": "done", "label": "Text read"}, "pages_read": 2}


def test_the_command_reads_what_is_missing_and_then_nothing():
    published(paper("Протокол"))
    told = [StringIO(), StringIO()]
    for each in told:
        call_command("extract_texts", stdout=each)
    assert "done: 1" in told[0].getvalue()
    assert "read before" in told[1].getvalue()
