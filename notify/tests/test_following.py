"""From the block on a page to a confirmed subscription; nobody learns who follows what."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from monitoring.tests.factories import CaseFactory
from notify.enums import Frequency
from notify.models import Subscriber, Subscription
from notify.services.subscribing import sweep
from notify.tests.conftest import ADDRESS, path_in
from search.changes.collecting import collect
from search.changes.models import RecordChange

pytestmark = pytest.mark.django_db


def ask(client, address="/ru/follow/cases/", **changed):
    return client.post(address, {"email": ADDRESS, "frequency": "weekly", "language": "ru", **changed})


def test_every_list_and_case_leads_to_its_feed_and_form(client):
    case = CaseFactory(published=True)
    page = client.get("/ru/cases/?region=PAV&view=table&sort=title").text
    assert 'href="/ru/follow/cases/?region=PAV"' in page
    assert page.count('href="/ru/cases.atom?region=PAV"') == 2
    page = client.get(f"/ru/cases/{case.reference}/").text
    assert f'href="/ru/follow/cases/{case.reference}/"' in page
    assert f'rel="alternate" type="application/atom+xml" href="/ru/cases/{case.reference}.atom"' in page


def test_the_form_says_first_what_there_would_have_been(client):
    for number in range(3):
        CaseFactory(published=True).versions.update(at=timezone.now() - dt.timedelta(weeks=4 * number, days=1))
    collect(timezone.now())
    page = client.get("/en/follow/cases/?region=PAV")
    assert page.context["estimate"].total == 3
    text = " ".join(page.text.split())
    assert "In the last 12 weeks: 3 changes." in text
    assert "Once a week, on Monday — 3 messages in 12 weeks" in text
    assert "Region: Павлодарская область (en)" in text
    assert not page.cookies
    assert "public" in page["Cache-Control"]
    page = client.get("/en/follow/cases/?region=NOWHERE")
    assert "“NOWHERE” is not known here" in page.text
    assert "All published cases" in page.text
    assert client.get("/en/follow/cases/?q=марсиане").context["estimate"].total == 0


def test_a_wrong_address_is_told_and_nothing_typed_is_lost(client):
    page = ask(client, email="reader@", frequency="daily", language="kk")
    assert page.status_code == 200
    assert 'value="reader@"' in page.text
    assert page.context["form"]["frequency"].value() == "daily"
    assert not Subscriber.objects.exists()
    assert ask(client, frequency="hourly").status_code == 200


def test_the_message_that_asks_holds_nothing_that_whoever_asked_has_typed(follow):
    follow("?q=купите+дёшево+example.com", confirm=False)
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    for text in (message.subject, message.body, message.alternatives[0].content):
        assert "дёшево" not in text
        assert "example.com" not in text


def test_opening_the_link_confirms_nothing_pressing_the_button_does(client, follow):
    follow("?region=PAV", confirm=False)
    link = path_in(mail.outbox[0], "confirm")
    page = client.get(link)
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert 'rel="canonical"' not in page.text
    assert "og:url" not in page.text
    assert Subscription.objects.get().confirmed_at is None
    page = client.post(link, follow=True)
    subscription = Subscription.objects.get()
    assert subscription.confirmed_at
    assert subscription.next_on == Frequency.WEEKLY.next_after(timezone.localdate())
    assert "/follow/manage/" in page.text


def test_what_changed_before_is_not_told(follow):
    CaseFactory(published=True)
    collect(timezone.now())
    assert follow().told_until == RecordChange.objects.last_key() > 0


def test_a_forged_or_old_link_does_nothing(client, follow, monkeypatch):
    follow(confirm=False)
    link = path_in(mail.outbox[0], "confirm")
    assert client.post(f"{link[:-2]}x/").status_code == 404
    assert client.post(link.replace("/confirm/", "/manage/")).status_code == 404
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 8 * 86400)
    assert client.post(link).status_code == 404
    assert Subscription.objects.get().confirmed_at is None


def test_the_answer_is_the_same_whatever_is_known_of_the_address(client, follow, commits):
    follow()
    with commits():
        known = ask(client)
    with commits():
        new = ask(client, email="other@example.org")
    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert [message.to for message in mail.outbox] == [[ADDRESS], ["other@example.org"]]
    assert "/follow/manage/" in mail.outbox[0].body
    assert "/follow/confirm/" not in mail.outbox[0].body
    assert Subscription.objects.confirmed().count() == 1


def test_an_address_in_capitals_is_the_same(follow):
    follow()
    follow("?q=рудник", email=ADDRESS.upper())
    assert Subscriber.objects.get().subscriptions.count() == 2


def test_one_address_gets_few_messages_an_hour_and_the_answer_does_not_say_so(client, commits):
    with commits():
        answers = [ask(client).url for _each in range(7)]
    assert len(set(answers)) == 1
    assert len(mail.outbox) == 5


def test_one_reader_asks_few_times_a_minute(client):
    answers = [ask(client, email=f"r{number}@example.org").status_code for number in range(12)]
    assert answers[-1] == 429


def test_who_never_confirmed_is_forgotten_after_a_week(follow):
    follow(confirm=False)
    follow(email="kept@example.org")
    Subscription.objects.update(asked_at=timezone.now() - dt.timedelta(days=8))
    assert sweep(timezone.now()) == 1
    assert Subscriber.objects.get().email == "kept@example.org"


def test_a_case_that_is_no_more_cannot_be_followed(client):
    case = CaseFactory()
    assert client.get("/ru/follow/cases/KZ-PAV-2026-9999/").status_code == 404
    assert case.reference is None


@pytest.mark.parametrize(
    ("frequency", "day", "following"),
    [
        (Frequency.DAILY, dt.date(2026, 2, 28), dt.date(2026, 3, 1)),
        (Frequency.WEEKLY, dt.date(2026, 11, 23), dt.date(2026, 11, 30)),
        (Frequency.WEEKLY, dt.date(2026, 11, 29), dt.date(2026, 11, 30)),
        (Frequency.MONTHLY, dt.date(2026, 1, 31), dt.date(2026, 2, 1)),
        (Frequency.MONTHLY, dt.date(2026, 12, 1), dt.date(2027, 1, 1)),
    ],
)
def test_the_next_period_begins_on_its_first_day(frequency, day, following):
    assert frequency.next_after(day) == following
