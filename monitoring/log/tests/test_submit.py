"""From a volunteer's answers to a draft under review, and a correction that spares the coordinator's work."""

import pytest

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import Answer, ConsultationStatus, EvidenceKind, Origin, Stage
from monitoring.log.state import LogState, state_of, with_state
from monitoring.log.tests.factories import EVENT, LogFactory, full_answers, picture
from monitoring.models import Case, EvidenceLink, FieldLog, Milestone, ReviewComment
from monitoring.services.logs import LogIncompleteError, add_file, save_answers, submit_log
from monitoring.services.review import return_to_author
from monitoring.tests.factories import BodyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def submit(log):
    return submit_log(log=log, user=log.volunteer)


def draft_of(case):
    return Case.objects.get(pk=case.pk).get_latest_revision_as_object()


def state(log):
    return state_of(with_state(FieldLog.objects.all()).get(pk=log.pk))


def coordinator():
    return UserFactory(role=Role.COORDINATOR)


def send_back(case, text="Уточните"):
    return_to_author(case=Case.objects.get(pk=case.pk), user=coordinator(), reason=text)


def correct(log, **answers):
    log.refresh_from_db()
    save_answers(uid=log.uid, user=log.volunteer, answers=answers, revision=log.revision, screen="x")
    return submit(log)


def test_answers_become_a_draft_under_review_and_nothing_public():
    log = LogFactory()
    case = submit(log)
    draft = draft_of(case)
    assert (draft.title, draft.kind.key, draft.article, draft.region.key) == (
        "Карьер у села Заря",
        "open_meeting",
        "6",
        "PAV",
    )
    assert (draft.origin, draft.live, draft.centre.key, draft.stage) == (
        Origin.LOG,
        False,
        "pavlodar",
        Stage.AWAITING_DECISION,
    )
    assert draft.body_text == "Акимат Баянаульского района"
    assert [(str(m.uid), m.kind, str(m.date)) for m in draft.milestones.all()] == [(EVENT, "notice", "2026-03")]
    consultation = draft.consultations.get()
    assert (str(consultation.held_on), consultation.attendance, consultation.online) == ("2026-03-14", 40, False)
    assert consultation.status == ConsultationStatus.HELD
    assert "Читали доклад" in consultation.note
    assert "Про воду" in consultation.note
    assert [(n.channel, str(n.date)) for n in consultation.notices.all()] == [("notice_board", "2026-03")]
    assert {a.criterion.key: a.answer for a in draft.assessments.all()} == {"P19": Answer.PARTLY, "P09": Answer.NOT_MET}
    assert not Case.objects.public().exists()
    assert not Milestone.objects.exists()
    assert state(log) == LogState.UNDER_REVIEW


def test_a_body_of_the_list_is_linked():
    body = BodyFactory()
    case = submit(LogFactory(answers=full_answers(body=body.key, body_text=body.name)))
    assert (case.body, case.body_text) == (body, "")


def test_sent_twice_is_stored_once():
    log = LogFactory()
    assert submit(log) == submit(log)
    assert Case.objects.count() == 1
    assert draft_of(log.case or Case.objects.get()).revisions.count() == 1


def test_files_are_confidential_whatever_was_wished():
    log = LogFactory()
    receipt = add_file(uid=log.uid, user=log.volunteer, upload=picture(), receipt_uid=log.uid)
    log.answers["files"] = {str(receipt.uid): {"title": "Объявление", "publish": "yes"}}
    log.save()
    link = draft_of(submit(log)).evidence.get()
    assert (link.title, link.kind, link.is_public, link.file) == (
        "Объявление",
        EvidenceKind.PHOTO,
        False,
        receipt.file,
    )
    assert not EvidenceLink.objects.public().exists()


def test_the_volunteer_and_what_was_confided_are_nowhere_in_the_draft():
    log = LogFactory(in_confidence="Мне угрожали")
    receipt = add_file(uid=log.uid, user=log.volunteer, upload=picture(name="Асель.jpg"), receipt_uid=log.uid)
    content = str(submit(log).latest_revision.content)
    for secret in (
        log.volunteer.email,
        log.volunteer.name,
        "Мне угрожали",
        "Асель.jpg",
        str(log.uid),
        str(receipt.uid),
    ):
        assert secret not in content


def test_what_is_missing_or_wrong_is_named_with_its_step():
    log = LogFactory(answers=full_answers(title="", held_on="2026-02-30", region=""))
    with pytest.raises(LogIncompleteError) as refusal:
        submit(log)
    assert [(step.key, problem.field) for step, problem in refusal.value.problems] == [
        ("what", "title"),
        ("place", "region"),
        ("meeting", "held_on"),
    ]
    assert not Case.objects.exists()


def test_without_a_hearing_the_words_become_the_summary():
    case = submit(LogFactory(answers=full_answers(form="none")))
    draft = draft_of(case)
    assert draft.consultations.count() == 0
    assert "Читали доклад" in draft.summary
    assert draft.assessments.count() == 0


def test_a_correction_spares_what_the_coordinator_did_meanwhile():
    log = LogFactory()
    case = submit(log)
    draft = draft_of(case)
    draft.title = "Разработка карьера «Заря 1»"
    draft.consultations.get().note += "\n\nПроверено по протоколу."
    draft.milestones.add(Milestone(kind="registered", date="2026-02-20", sort_order=5))
    draft.save_revision(user=coordinator())
    send_back(case)
    assert state(log) == LogState.RETURNED
    correct(log, attendance="45", seen="Читали доклад три часа.")
    draft = draft_of(case)
    consultation = draft.consultations.get()
    assert draft.title == "Разработка карьера «Заря 1»"
    assert consultation.attendance == 45
    assert "три часа" in consultation.note
    assert "два часа" not in consultation.note
    assert "Проверено по протоколу." in consultation.note
    assert {m.kind for m in draft.milestones.all()} == {"notice", "registered"}
    assert state(log) == LogState.UNDER_REVIEW


def test_a_correction_changes_moves_and_removes_events():
    log = LogFactory()
    case = submit(log)
    send_back(case)
    other = "6f1c7c1e-0000-4000-8000-000000000002"
    correct(log, events=[{"uid": other, "kind": "decision", "when": "2026-04-01", "text": ""}])
    draft = draft_of(case)
    assert [(str(m.uid), m.kind) for m in draft.milestones.all()] == [(other, "decision")]
    assert draft.stage == Stage.DECIDED


def test_a_correction_resolves_the_remarks():
    log = LogFactory()
    case = submit(log)
    ReviewComment.objects.create(case=case, field="held_on", text="Точно 14-го?")
    send_back(case)
    correct(log, held_on="2026-03-15")
    assert ReviewComment.objects.get().resolved_at


def test_a_log_under_review_keeps_what_was_sent():
    from monitoring.services.logs import LogClosed

    log = LogFactory()
    submit(log)
    with pytest.raises(LogClosed):
        correct(log, title="Другое")


def test_the_case_is_written_by_the_volunteer_so_another_must_publish():
    log = LogFactory()
    assert submit(log).latest_revision.user == log.volunteer


def test_kazakh_words_make_a_kazakh_record():
    case = submit(LogFactory(answers=full_answers(title="Ауыл маңындағы карьер", seen="Тыңдау екі сағатқа созылды")))
    assert draft_of(case).language == "kk"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_devices_sending_at_once_make_one_case():
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    log = LogFactory()

    def send(_number):
        try:
            return submit(FieldLog.objects.get(pk=log.pk)).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as devices:
        assert len(set(devices.map(send, range(4)))) == 1
    assert Case.objects.count() == 1
    assert Case.objects.get().revisions.count() == 1
