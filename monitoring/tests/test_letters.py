"""Letters about a volunteer's record: who gets one, in which language, and what none of them says."""

import pytest
from django.core import mail

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.log.tests.conftest import reference
from monitoring.log.tests.factories import LogFactory, full_answers
from monitoring.models import Case
from monitoring.services.logs import submit_log
from monitoring.services.review import refuse_log, return_to_author, submit_for_review
from monitoring.tests.factories import CaseFactory, CentreFactory

__all__ = ["reference"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR, email="desk@example.org")


@pytest.fixture
def log(coordinator):
    return LogFactory(language="kk", answers=full_answers(title="Карьер у села Заря"))


@pytest.fixture
def sent(log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = submit_log(log=log, user=log.volunteer)
    return case


@pytest.fixture
def box(sent):
    """What is sent after the submission."""
    del mail.outbox[:]
    return mail.outbox


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_a_submission_tells_the_coordinators_and_not_who_wrote(sent, coordinator, log):
    (letter,) = mail.outbox
    assert letter.to == ["desk@example.org"]
    assert f"/admin/snippets/monitoring/case/review/{sent.pk}/" in letter.body
    for secret in ("Заря", log.volunteer.email, str(log.volunteer)):
        assert secret not in letter.subject + letter.body


def test_coordinators_of_other_centres_hear_nothing(log, django_capture_on_commit_callbacks):
    stranger = UserFactory()
    grant_role(user=stranger, role=Role.COORDINATOR, centre=CentreFactory(key="astana", regions=[]))
    with django_capture_on_commit_callbacks(execute=True):
        submit_log(log=log, user=log.volunteer)
    assert stranger.email not in {address for letter in mail.outbox for address in letter.to}


@pytest.mark.parametrize("decide", ["return", "publish", "refuse"])
def test_the_volunteer_gets_one_letter_with_a_link_to_the_log(
    decide, sent, box, coordinator, log, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        if decide == "return":
            return_to_author(case=fresh(sent), user=coordinator, reason="Уточните тайну")
        elif decide == "refuse":
            refuse_log(case=fresh(sent), user=coordinator, reason="Не наша тайна")
        else:
            state = fresh(sent).current_workflow_task_state
            state.task.specific.on_action(state, coordinator, "approve")
    (letter,) = box
    assert letter.to == [log.volunteer.email]
    assert f"/kk/log/{log.uid}/send/" in letter.body
    assert "/admin/" not in letter.body
    for secret in ("Заря", "тайн", str(coordinator)):
        assert secret not in letter.subject + letter.body


def test_a_closed_account_gets_no_letter(sent, box, coordinator, log, django_capture_on_commit_callbacks):
    log.volunteer.is_active = False
    log.volunteer.save()
    with django_capture_on_commit_callbacks(execute=True):
        return_to_author(case=fresh(sent), user=coordinator, reason="Уточните")
    assert box == []


def test_a_coordinator_who_submitted_is_told_by_wagtail(coordinator):
    case = CaseFactory()
    submit_for_review(case=fresh(case), user=coordinator)
    return_to_author(case=fresh(case), user=UserFactory(role=Role.COORDINATOR), reason="Уточните")
    assert [letter.to for letter in mail.outbox] == [[coordinator.email]]
