"""The clock: each event once, whoever runs it and how often, and one digest a day with nothing of a record in it."""

import datetime as dt
from unittest import mock

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import RecordEventKind, ReplyResult, StepEventKind
from monitoring.models import DigestSent, NightRun, RecordEvent, ReferralStep, StepEvent
from monitoring.services import digest, nightly
from monitoring.services.referrals import record_reply
from monitoring.tests.factories import (
    CaseFactory,
    CentreFactory,
    ReferralFactory,
    RegionFactory,
    StepFactory,
    finding,
)

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 5, 4)
NIGHT = DUE + dt.timedelta(days=1)


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR, role__centre=CentreFactory(), email="coordinator@example.org")


def watched(**fields):
    return StepFactory(due_on=DUE, watched_until=DUE, **fields)


def overdue_events():
    return StepEvent.objects.filter(kind=StepEventKind.OVERDUE)


def test_a_passed_day_is_written_once(coordinator):
    step = watched()
    assert nightly.mark_overdue(DUE) == 0
    assert [nightly.mark_overdue(NIGHT), nightly.mark_overdue(NIGHT)] == [1, 0]
    event = overdue_events().get()
    assert (event.step, event.on, event.author) == (step, DUE, None)


def test_two_runs_at_once_write_one_event(coordinator):
    """The second read its rows before the first wrote: the database has the last word."""
    step = watched()
    StepEvent.objects.create(step=step, kind=StepEventKind.OVERDUE, on=DUE)
    nightly.mark_overdue(NIGHT)
    assert overdue_events().count() == 1
    assert ReferralStep.objects.get().watched_until is None


def test_a_reply_that_came_is_not_overdue(coordinator):
    step = watched(referral=ReferralFactory(case=CaseFactory(published=True)))
    record_reply(step=step, received_on=DUE, result=ReplyResult.SATISFIED, user=coordinator)
    assert nightly.mark_overdue(NIGHT) == 0


def test_questions_do_not_grow_with_the_letters():
    referral = ReferralFactory()

    def asked(number):
        for _ in range(number):
            watched(referral=referral)
        with CaptureQueriesContext(connection) as queries:
            assert nightly.mark_overdue(NIGHT) == number
        return len(queries)

    first, few, many = asked(1), asked(2), asked(12)
    assert many == few <= first


def test_the_night_runs_once_a_day_from_five(coordinator):
    early, morning = (timezone.make_aware(dt.datetime(2026, 5, 5, hour)) for hour in (4, 5))
    assert [nightly.is_due(early), nightly.is_due(morning)] == [False, True]
    nightly.run_night(dt.date(2026, 5, 5))
    assert not nightly.is_due(morning)
    assert nightly.is_due(morning + dt.timedelta(days=1))


def test_a_part_that_fails_does_not_stop_the_others_and_is_run_again(coordinator):
    watched()

    def broken(today):
        raise RuntimeError("нет связи")

    parts = {"broken": broken, "letters": nightly.mark_overdue}
    with mock.patch.object(nightly, "PARTS", parts), pytest.raises(CommandError, match="нет связи"):
        call_command("nightly", date=NIGHT)
    assert overdue_events().count() == 1
    assert NightRun.objects.get().finished_at is None
    call_command("nightly", date=NIGHT)
    assert NightRun.objects.get().finished_at is not None
    assert overdue_events().count() == 1


def test_the_digest_tells_numbers_and_links_in_the_language_of_the_person(
    coordinator, django_capture_on_commit_callbacks
):
    step = watched(referral=ReferralFactory(case=CaseFactory(published=True, children=[finding()])))
    profile = UserProfile.get_for_user(coordinator)
    profile.preferred_language = "en"
    profile.save()
    with django_capture_on_commit_callbacks(execute=True):
        nightly.run_night(NIGHT)
    letter = mail.outbox[-1]
    assert letter.to == ["coordinator@example.org"]
    assert "1 letter got no reply by the legal date: http" in letter.body
    case = step.referral.case
    for secret in (case.title, case.reference, step.addressee_name, "Уведомили"):
        assert secret not in letter.subject + letter.body


def test_the_digest_comes_once_a_day_and_only_with_news(coordinator, django_capture_on_commit_callbacks):
    def night(on):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            digest.queue_digests(on)
        return len(mail.outbox) - before

    assert night(NIGHT) == 0
    watched()
    nightly.mark_overdue(NIGHT)
    assert [night(NIGHT), night(NIGHT)] == [1, 0]
    later = NIGHT + dt.timedelta(days=1)
    assert night(later) == 0
    watched()
    nightly.mark_overdue(later)
    assert night(later) == 1
    assert DigestSent.objects.count() == 2


def test_a_digest_the_worker_takes_twice_is_sent_once(coordinator):
    made = DigestSent.objects.create(user=coordinator, on=NIGHT, counts={"letters": 2}, written_at=timezone.now())
    digest.send(digest_id=made.pk)
    digest.send(digest_id=made.pk)
    assert len(mail.outbox) == 1


def test_two_runs_at_once_make_one_digest(coordinator):
    """The other run wrote its row between our look and our writing."""
    now = timezone.now()
    assert digest._write(coordinator, NIGHT, now, {"letters": 1})
    assert not digest._write(coordinator, NIGHT, now, {"letters": 1})


@pytest.mark.parametrize("change", ["other centre", "switched off", "not active", "volunteer"])
def test_who_gets_no_digest(change):
    there = CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="Астана")])
    centre = there if change == "other centre" else CentreFactory()
    role = Role.VOLUNTEER if change == "volunteer" else Role.COORDINATOR
    person = UserFactory(role=role, role__centre=centre, is_active=change != "not active")
    if change == "switched off":
        profile = UserProfile.get_for_user(person)
        profile.submitted_notifications = False
        profile.save()
    watched()
    nightly.mark_overdue(NIGHT)
    assert digest.queue_digests(NIGHT) == 0


def test_every_kind_of_event_has_its_sentence(coordinator):
    case = watched().referral.case
    for kind in RecordEventKind:
        RecordEvent.objects.create(case=case, kind=kind, key=f"test:{kind}")
    RecordEvent.objects.create(kind=RecordEventKind.NO_REPLY, key="council", detail={"region": "PAV"})
    RecordEvent.objects.create(kind=RecordEventKind.NO_REPLY, key="elsewhere", detail={"region": "AST"})
    now = timezone.now()
    counts = digest.news(coordinator, now - dt.timedelta(days=1), now + dt.timedelta(minutes=1))
    assert counts == {"overdue": 1, "moved": 1, "no_reply": 2}
    assert len(list(digest.lines({**counts, "letters": 1}))) == 4
