"""No finding is shown before the body could answer, whichever way a version is published."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from monitoring.enums import FindingStatus, Moderation
from monitoring.models import BodyReply, Case, FindingStatusRow, ReplyRequest
from monitoring.services.desk import publish_latest
from monitoring.services.errors import ReplyTermRunning
from monitoring.services.publishing import withdraw_case
from monitoring.services.right_of_reply import publish_sooner
from monitoring.tests.factories import CaseFactory, ReplyRequestFactory, asked_in_vain, consultation, finding
from monitoring.tests.replying import case_with, coordinator, drafted, invited

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


def publish(case):
    Case.objects.get(pk=case.pk).latest_revision.publish()
    return Case.objects.get(pk=case.pk)


def asked(case, due_on, **fields):
    return ReplyRequestFactory(case=case, of=drafted(case), sent_on=TODAY - 14 * DAY, due_on=due_on, **fields)


def set_status(draft, status):
    found = draft.findings.get()
    found.statuses.add(FindingStatusRow(status=status))
    draft.findings.add(found)


def replied(request, **fields):
    return BodyReply.objects.create(request=request, text="Ответ", name="А.", position="Акім", **fields)


def test_a_finding_nobody_was_asked_about_is_not_shown():
    case = case_with(finding(title="Без протокола"))
    with pytest.raises(ReplyTermRunning, match="Без протокола"):
        publish(case)
    assert Case.objects.get(pk=case.pk).version == 0


def test_findings_that_stay_hidden_ask_nobody():
    hidden = [finding(status=status) for status in (FindingStatus.DRAFT, FindingStatus.VERIFIED)]
    assert publish(case_with(*hidden)).live


@pytest.mark.parametrize(("due_on", "allowed"), [(TODAY + DAY, False), (TODAY, False), (TODAY - DAY, True)])
def test_the_last_day_belongs_to_the_body(due_on, allowed):
    case = case_with()
    asked(case, due_on)
    if allowed:
        assert publish(case).live
        return
    with pytest.raises(ReplyTermRunning):
        publish(case)


@pytest.mark.parametrize(
    ("moderation", "reason", "allowed"),
    [(Moderation.WAITING, "", True), (Moderation.SHOWN, "", True), (Moderation.REFUSED, "Спам", False)],
)
def test_a_reply_ends_the_waiting_unless_it_was_refused(moderation, reason, allowed):
    case = case_with()
    replied(asked(case, TODAY + DAY), moderation=moderation, moderation_reason=reason)
    if allowed:
        assert publish(case).live
        return
    with pytest.raises(ReplyTermRunning):
        publish(case)


def test_a_reply_about_another_finding_does_not_end_the_waiting():
    one, other = finding(title="Первое"), finding(title="Второе")
    case = case_with(one, other)
    replied(asked(case, TODAY + DAY), finding_uid=one.uid)
    with pytest.raises(ReplyTermRunning, match="Второе") as refusal:
        publish(case)
    assert "Первое" not in str(refusal.value)


def test_a_recorded_reason_allows_to_publish_sooner():
    case = case_with()
    invitation = invited(case)
    with pytest.raises(ReplyTermRunning):
        publish(case)
    publish_sooner(request=invitation.request, reason="Слушания завтра", user=coordinator())
    assert publish(case).live


def test_a_cancelled_invitation_or_one_never_sent_covers_nothing():
    case = case_with()
    asked(case, TODAY - DAY, cancelled_at=timezone.now())
    ReplyRequestFactory(case=case, of=drafted(case), sent_on=None, due_on=TODAY - DAY)
    with pytest.raises(ReplyTermRunning):
        publish(case)


def test_an_invitation_of_another_case_covers_nothing():
    case = case_with()
    ReplyRequestFactory(case=CaseFactory(), of=drafted(case))
    with pytest.raises(ReplyTermRunning):
        publish(case)


def test_what_readers_see_already_is_not_asked_about_again():
    case = CaseFactory(children=[consultation(), finding()], published=True)
    ReplyRequest.objects.all().delete()
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.change_note = "Опечатка"
    set_status(draft, FindingStatus.DISPUTED)
    draft.save_revision().publish()
    assert Case.objects.get(pk=case.pk).version == 2


def test_a_hidden_finding_of_a_public_case_is_asked_about_before_it_is_shown():
    case = CaseFactory(children=[consultation(), finding(status=FindingStatus.VERIFIED)], published=True)
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.change_note = "Показан признак"
    set_status(draft, FindingStatus.PUBLISHED)
    revision = draft.save_revision()
    with pytest.raises(ReplyTermRunning):
        revision.publish()
    asked_in_vain(draft)
    revision.publish()
    assert Case.objects.get(pk=case.pk).version == 2


def test_a_withdrawn_case_comes_back_by_the_same_rule():
    case = CaseFactory(children=[consultation(), finding()], published=True)
    withdraw_case(case=case, user=coordinator(), reason="Ошибка")
    ReplyRequest.objects.all().delete()
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.change_note = "Вернули"
    revision = draft.save_revision()
    with pytest.raises(ReplyTermRunning):
        revision.publish()


def test_a_version_meant_for_a_later_day_is_judged_by_that_day():
    case = case_with()
    asked(case, TODAY + 3 * DAY)
    draft = case.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + 2 * DAY
    with pytest.raises(ReplyTermRunning):
        draft.save_revision().publish()
    draft.go_live_at = timezone.now() + 5 * DAY
    draft.save_revision().publish()
    assert Case.objects.get(pk=case.pk).scheduled_revision is not None


def test_the_schedule_drops_what_would_come_too_early_and_says_why():
    case = case_with()
    request = asked(case, TODAY - DAY)
    draft = case.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + DAY
    revision = draft.save_revision()
    revision.publish()
    ReplyRequest.objects.filter(pk=request.pk).update(due_on=TODAY + DAY)
    past = timezone.now() - DAY
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=past, content={**revision.content, "go_live_at": past.isoformat()}
    )
    call_command("publish_scheduled")
    assert Case.objects.get(pk=case.pk).version == 0
    assert "Уведомили за три дня" in ModelLogEntry.objects.get(action="monitoring.unschedule").data["reason"]


def test_the_desk_and_its_bulk_action_are_refused_too():
    """The bulk action and the workflow's approval publish by this verb."""
    case = case_with()
    with pytest.raises(ReplyTermRunning):
        publish_latest(case=case, user=coordinator())


def test_the_refusal_says_which_finding_until_when_and_what_to_do():
    case = case_with(finding(title="Без протокола"))
    asked(case, dt.date(2099, 3, 14))
    with pytest.raises(ReplyTermRunning) as refusal:
        publish(case)
    for expected in ("Без протокола", "2099", "14"):
        assert expected in str(refusal.value)
