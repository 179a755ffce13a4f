"""What a message tells, to whom, once; and how it is stopped."""

import datetime as dt
import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import CaseFactory, RegionFactory, finding
from notify.enums import Frequency
from notify.links import manage_link
from notify.models import Delivery, Subscriber, Subscription, Topic
from notify.services import sending
from notify.services.planning import plan
from notify.services.sending import MOST_REFUSALS, queue, send
from notify.tests.conftest import ADDRESS, path_in
from search.changes.collecting import collect

pytestmark = pytest.mark.django_db


def test_a_message_tells_what_changed_and_which_filter_matched(follow, later):
    RegionFactory()
    follow("?q=рудник&region=PAV", language="en")
    case = CaseFactory(title="Рудник у озера", children=[finding(title="Уведомили за три дня")], published=True)
    CaseFactory(title="Карьер", published=True)
    (message,) = later()
    assert message.subject == "1 change: words: рудник; Region: Павлодарская область (en)"
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert "words: рудник; Region: Павлодарская область (en)" in text
        assert "New record, with signs of a breach" in text
        assert case.reference in text
        assert "Рудник у озера" in text
        assert "Уведомили за три дня" in text
        assert "Карьер" not in text
        assert f"/en/cases/{case.reference}/#f-" in text
        assert "/follow/stop/" in text
    assert 'lang="ru"' in html
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/en/follow/stop/" in message.extra_headers["List-Unsubscribe"]


def test_nothing_new_no_message(follow, later):
    RegionFactory(key="AST", name_ru="Астана")
    follow("?region=AST")
    CaseFactory(published=True)
    assert later() == []
    assert later(14) == []


def test_a_question_whose_value_is_no_more_tells_nothing_rather_than_everything(follow, later):
    region = RegionFactory(key="AST", name_ru="Астана")
    follow("?region=AST")
    region.delete()
    CaseFactory(published=True)
    assert later() == []


def test_the_same_change_is_told_once_and_only_on_the_day(follow, later):
    subscription = follow()
    CaseFactory(published=True)
    assert later(0) == []
    assert len(later(7)) == 1
    assert later(7) == []
    assert later(14) == []
    CaseFactory(published=True)
    assert len(later(21)) == 1
    subscription.refresh_from_db()
    assert subscription.next_on > timezone.localdate() + dt.timedelta(days=21)


def test_a_case_is_followed_by_its_number(follow, later):
    case = CaseFactory(published=True)
    other = CaseFactory(published=True)
    collect(timezone.now())
    follow(of=f"cases/{case.reference}/")
    for each in (case, other):
        draft = each.get_latest_revision_as_object()
        draft.change_note = "Уточнена дата"
        draft.save_revision().publish()
    (message,) = later()
    assert case.reference in message.body
    assert "Уточнена дата" in message.body
    assert other.reference not in message.body


def test_a_message_is_in_the_language_of_its_reader_alone(follow, later):
    follow(language="kk")
    follow(language="en", email="en@example.org")
    CaseFactory(published=True)
    english, kazakh = sorted(later(), key=lambda message: message.to)
    assert '<html lang="kk">' in kazakh.alternatives[0].content
    assert "Only a court" not in kazakh.body
    assert "Only a court" in english.body


def test_what_was_withdrawn_meanwhile_is_not_told(follow, commits):
    follow()
    gone = CaseFactory(title="Рудник", published=True)
    collect(timezone.now())
    then = timezone.now() + dt.timedelta(days=7)
    assert plan(then) == 1
    withdraw_case(case=gone, user=UserFactory(role=Role.ADMINISTRATOR), reason="Ошибка")
    mail.outbox.clear()
    with commits():
        queue(then)
    assert mail.outbox == []
    assert Delivery.objects.unsent().count() == 0


def test_of_many_changes_the_latest_are_listed_and_the_rest_counted(follow, later, monkeypatch):
    monkeypatch.setattr("notify.services.planning.LISTED", 2)
    follow(language="en")
    CaseFactory.create_batch(3, published=True)
    (message,) = later()
    assert message.subject.startswith("3 changes")
    assert message.body.count("New record") == 2
    assert "And 1 more" in message.body


def test_fifty_subscribers_of_one_question_cost_as_much_as_one(commits):
    topic = Topic.objects.create(kind="cases", query="region=PAV", digest="x")

    def more(number):
        for _each in range(number):
            subscriber = Subscriber.objects.create(email=f"{Subscriber.objects.count()}@example.org")
            Subscription.objects.create(
                subscriber=subscriber,
                topic=topic,
                language="ru",
                confirmed_at=timezone.now(),
                next_on=timezone.localdate(),
            )

    def cost():
        CaseFactory(published=True)
        collect(timezone.now())
        Subscription.objects.update(next_on=timezone.localdate())
        with CaptureQueriesContext(connection) as asked:
            planned = plan(timezone.now())
            queue(timezone.now())
        return planned, len(asked)

    more(1)
    assert cost()[0] == 1
    one = cost()
    more(49)
    assert cost() == (50, one[1])
    # Writing the messages: what they say is asked for once; each is claimed and marked.
    batch = Delivery.objects.unsent().latest("pk").batch
    number = Delivery.objects.unsent().filter(batch=batch).count()
    with CaptureQueriesContext(connection) as asked:
        assert send(batch) == number
    assert len(asked) <= 2 * number + 30


# Failures ---------------------------------------------------------------------------------------------


@pytest.fixture
def planned(follow):
    """One message, given to the worker."""
    follow()
    CaseFactory(published=True)
    collect(timezone.now())
    plan(timezone.now() + dt.timedelta(days=7))
    mail.outbox.clear()
    queue(timezone.now())
    return Delivery.objects.get()


def failing(monkeypatch, failure):
    def fail(self, **how):
        raise failure

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)


def test_a_batch_that_runs_twice_sends_once(planned):
    assert send(planned.batch) == 1
    assert send(planned.batch) == 0
    assert len(mail.outbox) == 1
    assert queue(timezone.now() + dt.timedelta(days=1)) == 0


def test_a_crash_after_sending_repeats_that_message_alone_under_the_same_identity(planned, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(sending, "_mark", lambda delivery: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError):
            send(planned.batch)
    assert queue(timezone.now()) == 0
    assert queue(timezone.now() + dt.timedelta(hours=2)) == 1
    planned.refresh_from_db()
    assert send(planned.batch) == 1
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second
    assert queue(timezone.now() + dt.timedelta(days=1)) == 0


def test_when_the_server_is_away_the_message_waits(planned, monkeypatch, caplog):
    with monkeypatch.context() as patched:
        failing(patched, ConnectionRefusedError(ADDRESS))
        assert send(planned.batch) == 0
    assert ADDRESS not in caplog.text
    assert queue(timezone.now() + dt.timedelta(hours=2)) == 1
    planned.refresh_from_db()
    assert send(planned.batch) == 1


def test_what_fails_again_and_again_is_given_up(planned, monkeypatch):
    failing(monkeypatch, SMTPDataError(451, b"later"))
    now = timezone.now()
    for _each in range(10):
        now += dt.timedelta(days=2)
        Delivery.objects.update(held_until=None)
        queue(now)
        planned.refresh_from_db()
        if planned.batch:
            send(planned.batch)
    planned.refresh_from_db()
    assert planned.attempts == 6
    assert planned.sent_at is None
    assert Subscriber.objects.exists()


def test_an_address_that_is_refused_for_good_is_forgotten_in_the_end(follow, later, monkeypatch, caplog):
    follow()
    failing(monkeypatch, SMTPRecipientsRefused({ADDRESS: (550, b"no such user")}))
    with caplog.at_level(logging.INFO):
        for week in range(1, MOST_REFUSALS + 1):
            assert Subscriber.objects.exists()
            CaseFactory(published=True)
            later(7 * week)
    assert not Subscriber.objects.exists()
    assert ADDRESS not in caplog.text


# Stopping ---------------------------------------------------------------------------------------------


def test_one_click_of_a_mail_program_stops_and_forgets(client, follow, later):
    follow()
    CaseFactory(published=True)
    (message,) = later()
    link = path_in(message, "stop")
    assert link in message.extra_headers["List-Unsubscribe"]
    assert "<form" in client.get(link).text
    assert Subscription.objects.exists()
    for _twice in range(2):
        response = client.post(link, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert not response.cookies
    assert not Subscriber.objects.exists()
    assert client.get(link).status_code == 404


def test_the_link_of_a_reader_changes_stops_and_deletes(client, follow, later):
    first, second = follow(), follow("?q=рудник")
    CaseFactory(title="Рудник", published=True)
    link = path_in(later()[0], "manage")
    page = client.get(link).text
    assert page.count('name="subscription"') == 2
    assert ADDRESS not in page
    uid = first.uid.hex
    client.post(
        link,
        {"subscription": uid, "action": "change", f"{uid}-frequency": "monthly", f"{uid}-language": "kk"},
    )
    first.refresh_from_db()
    assert (first.frequency, first.language) == ("monthly", "kk")
    assert first.next_on == Frequency.MONTHLY.next_after(timezone.localdate())
    client.post(link, {"subscription": second.uid.hex, "action": "stop"})
    assert list(Subscription.objects.all()) == [first]
    client.post(link, {"action": "forget"})
    assert not Subscriber.objects.exists()
    assert client.get(link).status_code == 404


def test_the_list_of_what_one_follows_costs_the_same_for_many(client, follow):
    regions = [RegionFactory(key=key, name_ru=key) for key in ("AST", "ALA", "PAV", "KAR")]
    cases = CaseFactory.create_batch(4, published=True)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page = client.get(manage_link(subscription).removeprefix("http://localhost:8000"))
        assert page.status_code == 200
        return len(asked)

    def more(region, case):
        follow(f"?region={region.key}", email="many@example.org")
        return follow(of=f"cases/{case.reference}/", email="many@example.org")

    subscription = more(regions[0], cases[0])
    cost()
    one = cost()
    more(regions[1], cases[1])
    assert cost() == one


def test_a_reader_cannot_touch_what_another_follows(client, follow, later):
    follow()
    other = follow(email="other@example.org")
    CaseFactory(published=True)
    link = next(path_in(message, "manage") for message in later() if message.to == [ADDRESS])
    client.post(link, {"subscription": other.uid.hex, "action": "stop"})
    assert Subscription.objects.filter(pk=other.pk).exists()


def test_the_clock_runs_all_of_it(follow, commits, capsys):
    follow(frequency="daily")
    CaseFactory(published=True, region=RegionFactory(key="AST", name_ru="Астана"))
    Subscription.objects.update(next_on=timezone.localdate())
    mail.outbox.clear()
    with commits():
        call_command("send_alerts")
    assert len(mail.outbox) == 1
    assert "messages: 1" in capsys.readouterr().out
    call_command("send_alerts")
    assert capsys.readouterr().out == ""
