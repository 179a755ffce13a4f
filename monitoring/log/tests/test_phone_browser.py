"""The program on the phone itself: sealed, updated without loss, readable by everyone, small."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from monitoring.log.tests.factories import volunteer
from monitoring.log.tests.line import Line
from monitoring.log.tests.phone import Phone, noise
from monitoring.models import FieldLog
from monitoring.tests.factories import BodyFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference"),
]
EVERYTHING_KEPT = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
  }
  const answer = (asking) => new Promise((done) => { asking.onsuccess = () => done(asking.result); });
  const db = await answer(indexedDB.open("log-phone"));
  const readable = (_key, value) => value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
  for (const store of db.objectStoreNames) {
    texts.push(JSON.stringify(await answer(db.transaction(store).objectStore(store).getAll()), readable));
  }
  db.close();
  return texts.join(" ");
}"""


@pytest.fixture
def phone(offline_page, live_server):
    line = Line(live_server.url)
    line.up()
    BodyFactory(name_ru="Акимат Баянаульского района")
    made = Phone(offline_page(), line)
    made.sign_in(volunteer())
    made.open_first()
    yield made
    line.down()


def set_pin(phone, pin="шесть слов", tries="5"):
    page = phone.page
    page.goto(f"{phone.shell}#/lock")
    page.get_by_label("New PIN").fill(pin)
    page.get_by_label("The same once more").fill(pin)
    page.get_by_label("Erase everything after").select_option(tries)
    page.get_by_role("button", name="Set the PIN").click()
    expect(page.get_by_text("The PIN is set.")).to_be_visible()


def log_something(phone, words="Просили не снимать"):
    phone.cut()
    phone.start_hearing()
    phone.take(noise(0))
    page = phone.page
    uid = page.url.split("/")[-2]
    page.goto(f"{phone.shell}#/log/{uid}/confidence")
    phone.question("In confidence")
    page.get_by_role("textbox").fill(words)
    expect(page.get_by_text(re.compile("Kept on this phone at"))).to_be_visible()
    return f"{phone.shell}#/log/{uid}/confidence"


def unlock(phone, pin):
    phone.page.get_by_label("PIN").fill(pin)
    phone.page.get_by_role("button", name="Open").click()


def test_nothing_a_person_wrote_is_readable_on_the_phone_and_no_key_is_under_a_pin(phone):
    log_something(phone)
    assert "Просили" not in phone.page.evaluate(EVERYTHING_KEPT)
    assert "photo-0" not in phone.page.evaluate(EVERYTHING_KEPT)
    set_pin(phone)
    keys = phone.page.evaluate(
        """() => new Promise((done) => { const opening = indexedDB.open("log-phone"); opening.onsuccess = () => {
          const ask = opening.result.transaction("meta").objectStore("meta").getAllKeys();
          ask.onsuccess = () => { opening.result.close(); done(ask.result); }; }; })"""
    )
    assert "lock" in keys
    assert "key" not in keys


def test_a_pin_opens_what_was_written_and_nothing_is_sent_before(phone):
    place = log_something(phone)
    page = phone.page
    page.goto(place.replace("confidence", "finish"))
    phone.queue()
    set_pin(phone)
    phone.mend()
    page.reload()
    expect(page.get_by_role("heading", name="Enter the PIN")).to_be_visible()
    assert not FieldLog.objects.exists()
    unlock(phone, "чужой пин")
    expect(page.get_by_text("Wrong PIN. Tries left: 4.")).to_be_visible()
    unlock(phone, "шесть слов")
    expect(page.get_by_text("Something needs correcting")).to_be_visible(timeout=30_000)
    page.goto(place)
    phone.question("In confidence")
    expect(page.get_by_role("textbox")).to_have_value("Просили не снимать")


def test_too_many_wrong_tries_erase_everything(phone):
    log_something(phone)
    set_pin(phone)
    phone.page.reload()
    for left in (4, 3, 2, 1):
        unlock(phone, "чужой пин")
        expect(phone.page.get_by_text(f"Wrong PIN. Tries left: {left}.")).to_be_visible()
    unlock(phone, "чужой пин")
    expect(phone.page.get_by_text("Everything is sent.")).to_be_visible()
    assert (phone.kept("drafts"), phone.kept("files"), phone.kept("pieces")) == (0, 0, 0)


def test_what_was_sent_is_cleared_in_one_tap(phone):
    phone.fill_hearing(photos=[noise(0)])
    phone.queue()
    phone.all_sent()
    expect(phone.page.get_by_text(re.compile("Sent at"))).to_be_visible()
    kept = phone.page.evaluate(EVERYTHING_KEPT)
    assert "Карьер" not in kept
    phone.page.get_by_role("button", name="Clear everything sent").click()
    expect(phone.page.get_by_text(re.compile("Sent at"))).to_have_count(0)
    assert phone.kept("drafts") == 0


def test_a_new_version_waits_until_it_is_wanted_and_loses_nothing(phone, monkeypatch):
    phone.start_hearing()
    place = phone.page.url
    monkeypatch.setattr("monitoring.log.views.phone.version", lambda shell: "another")
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    expect(phone.page.get_by_text("A new version is ready.")).to_be_visible(timeout=30_000)
    phone.page.get_by_label("Where could they be read?").fill("В акимате")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Refresh").click()
    assert phone.page.url == place
    expect(phone.page.get_by_label("Where could they be read?")).to_have_value("В акимате")
    expect(phone.page.get_by_text("A new version is ready.")).to_have_count(0)
    names = phone.page.evaluate("caches.keys()")
    assert [name.split()[-1] for name in names] == ["another"]


def test_who_signs_out_is_told_what_is_not_sent(phone, offline_page):
    log_something(phone)
    phone.mend()
    phone.page.goto(f"{phone.shell}#/")
    phone.page.get_by_role("link", name="Sign out").click()
    assert "It stays on this phone" in offline_page.asked[-1]
    expect(phone.page.get_by_text(re.compile("^Not sent yet: 1"))).to_be_visible()
    assert phone.page.url.startswith(f"{phone.line.address}/en/account/logout/")
    assert (phone.kept("packs"), phone.kept("drafts"), phone.kept("files")) == (0, 1, 1)


def test_an_address_of_the_online_log_leads_to_the_phones_own_when_there_is_no_network(phone):
    phone.cut()
    phone.page.goto(f"{phone.line.address}/en/log/")
    expect(phone.page.get_by_role("heading", name="Log on this phone")).to_be_visible()


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_every_screen_can_be_used_by_everyone_on_the_smallest_phone(phone, assert_accessible, language):
    phone.language = language
    phone.page.set_viewport_size({"width": 320, "height": 640})
    phone.open()
    assert_accessible(phone.page)
    phone.page.locator("[data-new=kit]").click()
    for _section in range(7):
        expect(phone.page.locator("[data-form]")).to_be_visible()
        assert_accessible(phone.page)
        before = phone.page.url
        phone.page.locator(".phone__actions [type=submit]").click()
        expect(phone.page).not_to_have_url(before)
    expect(phone.page.locator("[data-queue]")).to_be_visible()
    assert_accessible(phone.page)
    for part in ("guide", "lock"):
        phone.page.goto(f"{phone.shell}#/{part}")
        expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(phone.page)


def test_the_shell_is_where_the_manifest_says(client):
    told = client.get(reverse("monitoring:log_manifest")).json()
    assert client.get(told["start_url"]).status_code == 200
    assert told["start_url"].startswith(told["scope"])
