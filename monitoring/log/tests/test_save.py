"""A log is saved as typed, once, and never over what another screen saved."""

import uuid

import pytest

from monitoring.log.answers import clean_answers
from monitoring.log.tests.factories import LogFactory, volunteer
from monitoring.models import FieldLog
from monitoring.services.logs import LogConflictError, LogOfAnother, save_answers

pytestmark = pytest.mark.django_db


def save(user, uid, revision=0, screen="a", **answers):
    return save_answers(uid=uid, user=user, answers=clean_answers(answers), revision=revision, screen=screen)


def test_an_unknown_uid_begins_a_log_of_the_volunteers_centre():
    user, uid = volunteer(), uuid.uuid4()
    log = save(user, uid, title="Карьер")
    assert (log.uid, log.volunteer, log.centre.key) == (uid, user, "pavlodar")
    assert (log.answers, log.revision) == ({"title": "Карьер"}, 1)


def test_the_same_save_twice_is_one():
    user, uid = volunteer(), uuid.uuid4()
    save(user, uid, title="Карьер")
    log = save(user, uid, title="Карьер", screen="b")
    assert log.revision == 1
    assert FieldLog.objects.count() == 1


def test_what_was_told_in_confidence_stays_out_of_the_answers():
    log = save(volunteer(), uuid.uuid4(), in_confidence="Глава хозяйства угрожал")
    assert log.in_confidence == "Глава хозяйства угрожал"
    assert "in_confidence" not in log.answers


def test_an_old_screen_does_not_overwrite_a_newer_answer():
    user, uid = volunteer(), uuid.uuid4()
    save(user, uid, title="Первое", screen="phone")
    save(user, uid, revision=1, title="С телефона", screen="phone")
    with pytest.raises(LogConflictError) as conflict:
        save(user, uid, revision=1, title="С ноутбука", seen="И ещё", screen="laptop")
    assert conflict.value.yours == {"title": "С ноутбука"}
    assert conflict.value.stored == {"title": "С телефона"}
    stored = FieldLog.objects.get(uid=uid)
    assert stored.answers == {"title": "С телефона"}


def test_after_the_choice_the_newer_revision_is_accepted():
    user, uid = volunteer(), uuid.uuid4()
    save(user, uid, title="Первое", screen="phone")
    save(user, uid, revision=1, title="С телефона", screen="phone")
    assert save(user, uid, revision=2, title="С ноутбука", screen="laptop").answers["title"] == "С ноутбука"


def test_different_answers_from_two_screens_are_both_kept():
    user, uid = volunteer(), uuid.uuid4()
    save(user, uid, title="Карьер", screen="phone")
    log = save(user, uid, revision=0, seen="Видел", screen="laptop")
    assert log.answers == {"title": "Карьер", "seen": "Видел"}


def test_a_screen_whose_reply_was_lost_may_save_again():
    user, uid = volunteer(), uuid.uuid4()
    save(user, uid, title="Карь", screen="phone")
    assert save(user, uid, revision=0, title="Карьер", screen="phone").answers["title"] == "Карьер"


def test_anothers_log_cannot_be_saved():
    log = LogFactory()
    with pytest.raises(LogOfAnother):
        save(volunteer(), log.uid, title="Чужое")


def test_zero_bytes_and_broken_characters_reach_no_database():
    log = save(volunteer(), uuid.uuid4(), title="Ка\0рьер \ud800")
    log.refresh_from_db()
    assert log.answers["title"] == "Карьер ?"
