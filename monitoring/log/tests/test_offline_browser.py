"""A village hall without a network: whatever breaks, everything arrives once, byte for byte, and nothing is lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.log.tests.factories import LogFactory, volunteer
from monitoring.log.tests.line import Line
from monitoring.log.tests.phone import Phone, noise, sound
from monitoring.log.tests.served import Served
from monitoring.models import Case, EvidenceUpload, FieldLog, ReviewComment
from monitoring.services.logs import submit_log
from monitoring.services.review import return_to_author
from monitoring.tests.factories import BodyFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference"),
]
PIECE = 256 << 10


@pytest.fixture
def person():
    BodyFactory(name_ru="Акимат Баянаульского района", name_en="Akimat of Bayanaul district")
    return volunteer()


@pytest.fixture
def line(live_server):
    made = Line(live_server.url)
    made.up()
    yield made
    made.down()


@pytest.fixture
def phone(offline_page, line, person):
    made = Phone(offline_page(), line)
    made.sign_in(person)
    made.open_first()
    return made


def test_a_hearing_with_five_photos_and_a_long_recording_is_logged_without_a_network(phone):
    phone.cut()
    phone.open()
    phone.fill_hearing(photos=[noise(n) for n in range(5)], recording=sound())
    phone.queue()
    expect(phone.page.get_by_text("Not sent yet: 1")).to_be_visible()
    expect(phone.page.get_by_text("No network. All is kept").first).to_be_visible()
    assert not FieldLog.objects.exists()
    phone.mend()
    phone.all_sent()
    phone.assert_arrived_once()
    log = FieldLog.objects.get()
    assert log.in_confidence == "Просили не снимать"
    assert (log.answers["attendance"], log.answers["asked"]) == ("3", "7")
    assert Case.objects.get().get_latest_revision_as_object().body.name_ru == "Акимат Баянаульского района"


def test_any_other_log_is_written_without_a_network_too(phone):
    phone.cut()
    page = phone.page
    page.get_by_role("button", name="Log something else").click()
    phone.question("What is being decided")
    page.get_by_label("In your own words").fill("Карьер у села Заря")
    phone.go_on()
    phone.question("Who decides")
    page.get_by_role("combobox").fill("Лесхоз, которого нет в списке")
    phone.go_on()
    phone.question("Where is it")
    page.get_by_label("Region").select_option("PAV")
    page.get_by_label("District or city").select_option("PAV-bayanaul")
    phone.go_on()
    phone.question("What has happened so far")
    page.get_by_label("What happened?").select_option("notice")
    page.get_by_role("button", name="Add another event").click()
    page.get_by_label("What happened?").last.select_option("decision")
    page.get_by_role("button", name="When?: Today").last.click()
    page.get_by_role("button", name="Add another event").click()
    page.get_by_role("button", name="Remove this event").last.click()
    phone.go_on()
    phone.question("Was there a hearing")
    page.get_by_label("No, there was nothing").check()
    phone.go_on()
    phone.question("What did you see")
    page.get_by_label("What did you see?").fill("Ничего не было.")
    phone.go_on()
    phone.question("Photos and documents")
    phone.take(noise(0))
    page.get_by_label("What does it show?").fill("Пустой зал")
    page.get_by_label("This may be published").check()
    phone.go_on()
    phone.question("in confidence")
    phone.go_on()
    phone.question("Check and send")
    phone.queue()
    phone.mend()
    phone.all_sent()
    phone.assert_arrived_once()
    draft = Case.objects.get().get_latest_revision_as_object()
    assert sorted(milestone.kind for milestone in draft.milestones.all()) == ["decision", "notice"]
    assert (draft.body_text, draft.district.key) == ("Лесхоз, которого нет в списке", "PAV-bayanaul")
    assert draft.evidence.get().title == "Пустой зал"
    assert [wish["publish"] for wish in FieldLog.objects.get().answers["files"].values()] == ["yes"]


def test_a_returned_log_is_mended_without_a_network(phone, person):
    log = LogFactory(volunteer=person)
    case = submit_log(log=log, user=person)
    ReviewComment.objects.create(case=case, field="venue", text="Где именно?")
    return_to_author(case=case, user=UserFactory(role=Role.COORDINATOR), reason="Уточните место")
    phone.page.reload()
    expect(phone.page.get_by_text("Returned to you")).to_be_visible()
    phone.cut()
    phone.page.get_by_role("link", name="Карьер у села Заря").click()
    phone.go_on()
    expect(phone.page.get_by_text("Где именно?")).to_be_visible()
    phone.page.get_by_label("Where?").fill("Школа")
    phone.page.get_by_role("link", name="Check and send").click()
    phone.queue()
    phone.mend()
    phone.all_sent()
    assert Case.objects.get().get_latest_revision_as_object().consultations.get().venue == "Школа"


def test_the_line_breaks_in_the_middle_of_a_piece_and_again(phone):
    phone.fill_hearing(photos=[noise(0)], recording=sound(6_000))
    phone.line.cut_after(PIECE + 100_000)
    phone.queue()
    expect(phone.page.get_by_text("The site does not answer.").first).to_be_visible(timeout=30_000)
    assert not phone.line.is_up
    first = EvidenceUpload.objects.order_by("-offset").first()
    phone.line.up()
    phone.line.cut_after(3 * PIECE + 50_000)
    phone.send_now()
    expect(phone.page.get_by_role("button", name="Send now")).to_be_visible(timeout=30_000)
    while phone.line.is_up:
        phone.page.wait_for_timeout(200)
    assert first is None or EvidenceUpload.objects.filter(offset__gte=first.offset).exists()
    phone.line.up()
    phone.page.reload()
    phone.all_sent()
    phone.assert_arrived_once()


def test_the_same_queue_is_sent_from_two_tabs_once(phone):
    phone.cut()
    phone.fill_hearing(photos=[noise(0), noise(1)], recording=sound(3_000))
    phone.queue()
    other = phone.context.new_page()
    other.goto(phone.shell)
    phone.mend()
    for page in (phone.page, other):
        page.evaluate("dispatchEvent(new Event('online'))")
    phone.all_sent()
    expect(other.get_by_text("Everything is sent.")).to_be_visible()
    phone.assert_arrived_once()


def test_what_the_server_finds_wrong_comes_back_beside_its_field(phone):
    phone.fill_hearing(photos=[noise(0)], title=" ")
    phone.queue()
    line = phone.page.get_by_role("link", name="Hearing")
    expect(phone.page.get_by_text("Something needs correcting")).to_be_visible(timeout=30_000)
    line.first.click()
    phone.page.get_by_role("link", name="Write what is being decided").click()
    title = phone.page.get_by_label("In your own words")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    title.fill("Карьер у села Заря")
    phone.page.get_by_role("link", name="Check and send").click()
    phone.queue()
    phone.all_sent()
    phone.assert_arrived_once()


def test_a_session_that_ended_meanwhile_is_signed_in_again_and_it_goes_on(phone, person):
    phone.cut()
    phone.fill_hearing(photos=[noise(0)])
    phone.queue()
    Session.objects.all().delete()
    phone.mend()
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.page.get_by_text("You were signed out").first).to_be_visible(timeout=30_000)
    expect(phone.page.get_by_role("link", name="Sign in")).to_have_attribute(
        "href", "/en/account/login/?next=%2Fen%2Flog%2Fphone%2F"
    )
    assert not FieldLog.objects.exists()
    phone.sign_in(person)
    phone.page.reload()
    phone.all_sent()
    phone.assert_arrived_once()


def test_another_person_on_the_same_phone_sees_and_sends_nothing(phone):
    phone.cut()
    phone.fill_hearing()
    phone.queue()
    phone.sign_in(volunteer())
    phone.mend()
    phone.page.reload()
    expect(phone.page.get_by_text("This phone holds logs of another person.").first).to_be_visible(timeout=30_000)
    expect(phone.page.get_by_text("Карьер")).to_have_count(0)
    assert not FieldLog.objects.exists()


def test_what_another_device_changed_gives_a_choice(phone, person):
    log = LogFactory(volunteer=person, revision=1, changes={"venue": {"revision": 1, "screen": "laptop"}})
    phone.page.reload()
    phone.page.get_by_role("link", name="Карьер у села Заря").click()
    phone.page.goto(f"{phone.shell}#/log/{log.uid}/during")
    venue = phone.page.get_by_label("Where?")
    expect(venue).to_have_value("Сельский клуб")
    venue.fill("Школа")
    FieldLog.objects.update(
        answers={**log.answers, "venue": "Дом культуры"},
        revision=2,
        changes={"venue": {"revision": 2, "screen": "laptop"}},
    )
    phone.page.get_by_role("link", name="Check and send").click()
    phone.queue()
    expect(phone.page.get_by_text("Which version stays?")).to_be_visible(timeout=30_000)
    phone.page.get_by_role("link", name="Карьер у села Заря").click()
    expect(phone.page.get_by_label("Школа")).to_be_checked()
    phone.page.get_by_label("Дом культуры").check()
    phone.queue()
    phone.all_sent()
    log.refresh_from_db()
    assert log.answers["venue"] == "Дом культуры"


def test_a_full_phone_says_so_and_keeps_what_it_had(offline_page, line, person):
    phone = Phone(offline_page(), line)
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": line.address, "quotaSize": 4_000_000})
    phone.sign_in(person)
    phone.open_first()
    phone.fill_hearing(photos=[noise(0)])
    phone.page.goto(f"{phone.shell}#/")
    phone.page.get_by_role("link", name="Карьер у села Заря").click()
    phone.page.locator("[data-file]").nth(1).set_input_files(sound(12_000))
    expect(phone.page.get_by_text("No room on this phone for “hall.mp3”")).to_be_visible(timeout=30_000)
    phone.page.get_by_role("link", name="Check and send").click()
    phone.queue()
    phone.all_sent()
    phone.assert_arrived_once()


def test_with_the_page_gone_the_browser_sends_in_the_background(phone):
    phone.cut()
    phone.fill_hearing(photos=[noise(0)])
    phone.queue()
    expect(phone.page.get_by_text("No network. All is kept").first).to_be_visible()
    session = phone.context.new_cdp_session(phone.page)
    workers = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda news: workers.extend(news["registrations"]))
    session.send("ServiceWorker.enable")
    phone.page.wait_for_timeout(300)
    phone.page.goto("about:blank")
    phone.mend()
    registration = next(one["registrationId"] for one in workers if one["scopeURL"].startswith(phone.line.address))
    sync = {"origin": phone.line.address, "registrationId": registration, "tag": "send", "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", sync)
    for _try in range(100):
        if Case.objects.exists():
            break
        phone.page.wait_for_timeout(200)
    phone.open()
    phone.all_sent()
    phone.assert_arrived_once()


def test_a_server_that_is_killed_in_the_middle_of_a_file_goes_on_where_it_was(offline_page, person):
    served = Served()
    served.start()
    try:
        phone = Phone(offline_page(), served)
        phone.sign_in(person)
        phone.open_first()
        phone.fill_hearing(photos=[noise(0)], recording=sound(12_000))
        phone.queue()
        while not EvidenceUpload.objects.filter(length__gt=1_000_000, offset__gt=4 * PIECE).exists():
            phone.page.wait_for_timeout(20)
        served.kill()
        came = EvidenceUpload.objects.get(length__gt=1_000_000)
        expect(phone.page.get_by_text("Not sent yet: 1")).to_be_visible()
        expect(phone.page.get_by_text("The site does not answer.").first).to_be_visible(timeout=30_000)
        assert not Case.objects.exists()
        served.start()
        phone.send_now()
        phone.all_sent()
        phone.assert_arrived_once()
        assert PIECE <= came.offset <= came.length
    finally:
        served.kill()
