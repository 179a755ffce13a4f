"""Invitations: the term, the letter, who may do what, and what is decided about a reply."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import Moderation, RecordEventKind
from monitoring.log.tests.factories import picture
from monitoring.models import BodyReply, DeadlineRule, FollowUpFile, RecordEvent, ReplyRequest
from monitoring.services.body_replies import add_paper, enter_reply, moderate, receive_reply
from monitoring.services.errors import NotThePublisher
from monitoring.services.reply_letters import send_to_body
from monitoring.services.right_of_reply import (
    cancel_request,
    expire_reply_requests,
    publish_sooner,
    renew_link,
    term_from,
)
from monitoring.tests.factories import (
    CaseFactory,
    CentreFactory,
    RegionFactory,
    ReplyRequestFactory,
    asked_in_vain,
    finding,
)
from monitoring.tests.replying import case_with, coordinator, drafted, invited, movement_rule

pytestmark = pytest.mark.django_db
WHO = {"name": "Ахметов Б.", "position": "Руководитель", "language": "ru"}


def stranger():
    astana = CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="А")])
    return UserFactory(role=Role.COORDINATOR, role__centre=astana)


def received(invitation, text="Ответ", **fields):
    return receive_reply(request=invitation.request, texts={None: text}, **{**WHO, **fields})[0]


def test_the_term_is_ten_working_days_after_the_notice():
    """Nauryz, 21–23 March, and the weekends do not count."""
    movement_rule()
    assert term_from(dt.date(2026, 3, 2))[1] == dt.date(2026, 3, 17)
    assert term_from(dt.date(2026, 3, 12))[1] > dt.date(2026, 3, 26)


def test_without_the_rule_nobody_is_asked():
    movement_rule()
    DeadlineRule.objects.all().delete()
    with pytest.raises(ValidationError, match="M10"):
        term_from(timezone.localdate())


def test_an_invitation_remembers_the_words_the_law_and_the_rule():
    invitation = invited(case_with(finding(title="Три дня", description="11 марта")))
    row = invitation.request.findings.get()
    assert (row.title, row.description) == ("Три дня", "11 марта")
    assert "Своевременное и эффективное уведомление" in row.law
    assert "6" in row.law
    assert invitation.request.rule.code == "M10"
    assert invitation.request.sent_on == timezone.localdate()
    assert ModelLogEntry.objects.filter(action="monitoring.reply.invite").count() == 1


def test_only_findings_of_the_draft_can_be_asked_about():
    for uids in ([uuid.uuid4()], []):
        with pytest.raises(ValidationError):
            invited(case_with(), uids=uids or [uuid.uuid4()])
    case = case_with()
    with pytest.raises(ValidationError):
        invited(case, uids=[drafted(case)[0].uid, uuid.uuid4()])
    assert not ReplyRequest.objects.exists()


def test_a_form_sent_twice_invites_once():
    case, uid = case_with(), uuid.uuid4()
    invited(case, uid=uid)
    with pytest.raises(ValidationError) as refusal:
        invited(case, uid=uid)
    assert refusal.value.code == "repeated"
    assert ReplyRequest.objects.count() == 1


def test_another_centre_does_nothing_with_the_invitations_of_a_case():
    invitation, other = invited(), stranger()
    reply = received(invitation)
    tries = [
        lambda: invited(invitation.request.case, user=other),
        lambda: renew_link(request=invitation.request, user=other),
        lambda: cancel_request(request=invitation.request, user=other),
        lambda: publish_sooner(request=invitation.request, reason="Так надо", user=other),
        lambda: enter_reply(request=invitation.request, texts={None: "А"}, fields=WHO, scan=None, user=other),
        lambda: moderate(reply=reply, to=Moderation.SHOWN, reason="", public_files=[], user=other),
    ]
    for attempt in tries:
        with pytest.raises(NotThePublisher):
            attempt()
    assert not ReplyRequest.objects.manageable_by(other).exists()
    assert not BodyReply.objects.manageable_by(other).exists()


@pytest.mark.parametrize(("language", "subject"), [("ru", "Приглашение ответить"), ("en", "Invitation to reply")])
def test_the_letter_goes_to_the_body_in_its_language(language, subject, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invited(
            email="body@example.gov", language=language, user=UserFactory(name="Тайная Айгерим", role=Role.COORDINATOR)
        )
    (letter,) = mail.outbox
    assert letter.to == ["body@example.gov"]
    assert f"/{language}/reply/{invitation.token}/" in letter.body
    assert "Уведомили за три дня" in letter.body
    assert str(invitation.request.due_on.year) in letter.body
    assert "Тайная" not in letter.subject + letter.body
    assert subject in letter.subject


def test_without_an_address_nothing_is_mailed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invited()
    assert not mail.outbox


def test_the_worker_does_not_send_a_link_that_was_closed(monkeypatch):
    seeds = []
    monkeypatch.setattr("monitoring.services.right_of_reply._send_link", lambda request, seed: seeds.append(seed))
    invitation = invited(email="body@example.gov")
    renew_link(request=invitation.request, user=coordinator())
    send_to_body(request_id=invitation.request.pk, seed=seeds[0])
    assert not mail.outbox
    send_to_body(request_id=invitation.request.pk, seed=seeds[1])
    assert len(mail.outbox) == 1
    assert invitation.token not in seeds


def test_the_desk_hears_that_a_reply_waits_and_not_what_it_says(django_capture_on_commit_callbacks):
    user = UserFactory(role=Role.COORDINATOR, email="desk@example.org")
    invitation = invited(user=user)
    with django_capture_on_commit_callbacks(execute=True):
        received(invitation, text="Тайный ответ")
    (letter,) = mail.outbox
    assert letter.to == ["desk@example.org"]
    assert f"/replies/{invitation.request.case_id}/" in letter.body
    assert "Тайный" not in letter.body + letter.subject


def test_what_was_answered_or_is_relied_on_is_not_cancelled():
    user = coordinator()
    answered = invited(user=user)
    received(answered)
    with pytest.raises(ValidationError):
        cancel_request(request=answered.request, user=user)
    case = CaseFactory(children=[finding()], published=True)
    with pytest.raises(ValidationError):
        cancel_request(request=case.reply_requests.get(), user=user)


def test_a_reason_is_needed_to_publish_sooner_and_is_recorded_with_who_and_when():
    user, invitation = coordinator(), invited()
    with pytest.raises(ValidationError):
        publish_sooner(request=invitation.request, reason="   ", user=user)
    publish_sooner(request=invitation.request, reason="Слушания завтра", user=user)
    row = ReplyRequest.objects.get()
    assert (row.published_sooner, row.decided_by) == ("Слушания завтра", user)
    assert row.decided_at is not None
    assert ModelLogEntry.objects.get(action="monitoring.reply.publish_sooner").user == user


def test_who_is_awaited_and_who_was_silent():
    today = timezone.localdate()
    running = invited().request
    over = ReplyRequestFactory(due_on=today - dt.timedelta(days=1))
    last_day = ReplyRequestFactory(due_on=today)
    ReplyRequestFactory(due_on=today - dt.timedelta(days=1), cancelled_at=timezone.now())
    ReplyRequestFactory(due_on=today - dt.timedelta(days=1), sent_on=None)
    received(invited())
    assert set(ReplyRequest.objects.awaiting(today)) == {running, last_day}
    assert set(ReplyRequest.objects.expired(today)) == {over}


def test_silence_is_written_once():
    request = ReplyRequestFactory()
    invited()
    today = timezone.localdate()
    assert [expire_reply_requests(today) for _night in range(2)] == [1, 0]
    event = RecordEvent.objects.get(kind=RecordEventKind.NO_REPLY)
    assert (event.case, event.due_on) == (request.case, request.due_on)


def test_the_night_asks_the_same_however_many_were_silent(django_assert_max_num_queries):
    ReplyRequestFactory.create_batch(5)
    with django_assert_max_num_queries(6):
        assert expire_reply_requests(timezone.localdate()) == 5


def test_a_reply_is_shown_or_refused_with_a_public_reason():
    user, invitation = coordinator(), invited()
    reply = received(invitation)
    with pytest.raises(ValidationError):
        moderate(reply=reply, to=Moderation.REFUSED, reason=" ", public_files=[], user=user)
    moderate(reply=reply, to=Moderation.REFUSED, reason="Оскорбления", public_files=[], user=user)
    reply.refresh_from_db()
    assert (reply.moderation, reply.moderation_reason, reply.moderated_by) == (Moderation.REFUSED, "Оскорбления", user)
    moderate(reply=reply, to=Moderation.SHOWN, reason="", public_files=[], user=user)
    reply.refresh_from_db()
    assert (reply.moderation, reply.moderation_reason) == (Moderation.SHOWN, "")


def test_the_moderator_chooses_which_files_are_open():
    user, invitation = coordinator(), invited()
    papers = [add_paper(request=invitation.request, upload=picture(colour)) for colour in ("red", "blue")]
    reply = received(invitation)

    def opened():
        return [FollowUpFile.objects.get(pk=paper.pk).is_public for paper in papers]

    foreign = FollowUpFile.objects.create(case=CaseFactory(), file=papers[0].file, title="Чужая")
    moderate(reply=reply, to=Moderation.SHOWN, reason="", public_files=[papers[0].uid, foreign.uid], user=user)
    assert opened() == [True, False]
    assert not FollowUpFile.objects.get(pk=foreign.pk).is_public
    moderate(reply=reply, to=Moderation.SHOWN, reason="", public_files=[papers[1].uid], user=user)
    assert opened() == [False, True]
    moderate(reply=reply, to=Moderation.REFUSED, reason="Подделка", public_files=[papers[1].uid], user=user)
    assert opened() == [False, False]


def test_a_file_shown_with_one_reply_stays_when_its_sister_is_refused():
    one, other = finding(title="А"), finding(title="Б")
    user, invitation = coordinator(), invited(case_with(one, other))
    paper = add_paper(request=invitation.request, upload=picture())
    first, second = receive_reply(request=invitation.request, texts={one.uid: "Об А", other.uid: "О Б"}, **WHO)
    moderate(reply=first, to=Moderation.SHOWN, reason="", public_files=[paper.uid], user=user)
    moderate(reply=second, to=Moderation.REFUSED, reason="Не о том", public_files=[], user=user)
    assert FollowUpFile.objects.get(pk=paper.pk).is_public


def test_a_reply_on_paper_waits_for_moderation_with_its_scan():
    user, invitation = coordinator(), invited()
    at = timezone.now()
    fields = {**WHO, "received_at": at}
    (reply,) = enter_reply(
        request=invitation.request, texts={None: "По почте"}, fields=fields, scan=picture(), user=user
    )
    assert (reply.moderation, reply.received_at) == (Moderation.WAITING, at)
    assert not reply.files.get().is_public
    assert ReplyRequest.objects.get().used_at is None


@pytest.mark.parametrize(
    ("change", "shown"), [({}, True), ({"live": False}, False), ({"withdrawn_at": timezone.now()}, False)]
)
def test_replies_are_public_with_their_case_only(change, shown):
    case = CaseFactory(children=[finding()], published=True)
    reply = BodyReply.objects.create(
        request=case.reply_requests.get(), text="О", moderation=Moderation.SHOWN, name="А", position="Б"
    )
    type(case).objects.filter(pk=case.pk).update(**change)
    assert BodyReply.objects.public().filter(pk=reply.pk).exists() is shown
    assert ReplyRequest.objects.public().exists() is shown
    BodyReply.objects.update(moderation=Moderation.WAITING)
    assert not BodyReply.objects.public().exists()


def test_a_publication_says_which_invitations_asked_about_what_it_shows():
    case = CaseFactory(children=[finding()])
    request = asked_in_vain(case)
    assert not ReplyRequest.objects.get(pk=request.pk).about_shown
    case.get_latest_revision_as_object().save_revision().publish()
    assert ReplyRequest.objects.get(pk=request.pk).about_shown
