"""A volunteer with a phone of 360 px logs a decision: with JavaScript by touch and keys, and without it."""

import re
import uuid

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from monitoring.enums import MilestoneKind
from monitoring.log.tests.factories import LogFactory, picture, volunteer
from monitoring.models import Case, EvidenceReceipt, FieldLog
from monitoring.tests.factories import BodyFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference"),
]


@pytest.fixture
def person():
    BodyFactory(name_ru="Акимат Баянаульского района", name_en="Akimat of Bayanaul district")
    return volunteer()


def sign_in(page, person, address):
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def photo(colour):
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": picture(colour).read()}


def go_on(page):
    page.get_by_role("button", name="Go on", exact=True).press("Enter")


def question(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


def test_a_case_is_logged_on_a_phone_with_two_photos(live_server, browser_page, assert_accessible, person):
    page = browser_page(width=360)
    sign_in(page, person, live_server.url)
    page.goto(f"{live_server.url}/en/log/")
    assert_accessible(page)
    page.get_by_role("link", name="Start a new log").click()

    question(page, "What is being decided")
    page.get_by_label("In your own words").fill("Карьер у села Заря")
    page.get_by_role("radio").first.press("Space")
    assert_accessible(page)
    go_on(page)

    question(page, "Who decides")
    box = page.get_by_role("combobox", name="Who decides?")
    box.press_sequentially("bayan")
    expect(page.get_by_role("option")).to_have_count(1)
    assert_accessible(page)
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("Akimat of Bayanaul district")
    go_on(page)

    question(page, "Where is it")
    page.get_by_label("Region").select_option("PAV")
    page.get_by_label("District or city").select_option("PAV-bayanaul")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 52.12361, "longitude": 76.54321})
    page.get_by_role("button", name="Use my location").click()
    expect(page.get_by_text("52.1236, 76.5432")).to_be_visible()
    assert_accessible(page)
    go_on(page)

    question(page, "What has happened")
    page.get_by_label("What happened?").select_option(MilestoneKind.NOTICE)
    page.get_by_text("I only know about when").click()
    page.get_by_label("Month").select_option("03")
    page.get_by_label("Year").fill("2026")
    assert_accessible(page)
    go_on(page)

    question(page, "Was there a hearing")
    page.get_by_label("Yes, a meeting in a hall").check()
    go_on(page)

    question(page, "When and where")
    page.get_by_label("Yes, it took place").check()
    page.get_by_label("Day", exact=True).fill("2026-03-14")
    page.get_by_role("textbox", name=re.compile("At what time")).fill("15.00")
    page.get_by_role("textbox", name=re.compile("How many people")).fill("сорок")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Write a number")
    assert_accessible(page)
    page.get_by_role("textbox", name=re.compile("How many people")).fill("40")
    go_on(page)

    question(page, "How did people learn")
    page.get_by_label("On a notice board or a door").check()
    go_on(page)

    question(page, "Could everybody")
    page.get_by_label("Not everybody").check()
    go_on(page)

    question(page, "How was the meeting led")
    page.get_by_role("button", name="How many questions were asked?: One more").click()
    page.get_by_role("group", name=re.compile("Was it recorded")).get_by_label("No", exact=True).check()
    assert_accessible(page)
    go_on(page)

    question(page, "How did it end")
    page.get_by_role("group", name=re.compile("list of those present")).get_by_label("Yes").check()
    go_on(page)

    question(page, "What did you see")
    page.get_by_label("What did you see?").press_sequentially("Читали доклад.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    go_on(page)

    question(page, "Photos and documents")
    page.get_by_label("Photos, documents, recordings").set_input_files([photo("red"), photo("blue")])
    expect(page.get_by_text("Received")).to_have_count(2)
    page.get_by_label(re.compile("What does it show")).first.fill("Объявление на двери")
    assert_accessible(page)
    go_on(page)

    question(page, "in confidence")
    page.get_by_role("textbox").fill("Просили не снимать")
    go_on(page)

    question(page, "Check and send")
    assert_accessible(page)
    page.get_by_role("button", name="Send to the coordinator").press("Enter")
    expect(page.get_by_text("Sent to the coordinator. Thank you.")).to_be_visible()

    draft = Case.objects.get().get_latest_revision_as_object()
    assert draft.body.name_ru == "Акимат Баянаульского района"
    assert draft.district.key == "PAV-bayanaul"
    assert (draft.latitude, draft.longitude) == (52.1236, 76.5432)
    assert {link.title for link in draft.evidence.all()} == {"Объявление на двери", "Photograph"}
    assert draft.consultations.get().attendance == 40


def test_a_case_is_logged_without_javascript(live_server, browser_page, person):
    page = browser_page(width=360, javascript=False)
    sign_in(page, person, live_server.url)
    page.goto(f"{live_server.url}/en/log/{uuid.uuid4()}/what/")
    page.get_by_label("In your own words").fill("Карьер у села Заря")
    go_on(page)
    page.get_by_label("Who decides?").fill("bayanaul")
    page.get_by_role("button", name="Find in the list").click()
    page.get_by_label("Akimat of Bayanaul district").check()
    go_on(page)
    page.get_by_label("Region").select_option("PAV")
    go_on(page)
    page.get_by_label("What happened?").select_option(MilestoneKind.NOTICE)
    page.get_by_role("button", name="Add another event").click()
    page.get_by_label("What happened?").last.select_option(MilestoneKind.DECISION)
    go_on(page)
    page.get_by_label("No, there was nothing").check()
    go_on(page)
    page.get_by_label("What did you see?").fill("Ничего не было.")
    go_on(page)
    page.get_by_label("Photos, documents, recordings").set_input_files([photo("red"), photo("blue")])
    page.get_by_role("button", name="Add these files").click()
    expect(page.get_by_text("Received")).to_have_count(2)
    go_on(page)
    go_on(page)
    page.get_by_role("button", name="Send to the coordinator").click()
    expect(page.get_by_text("Sent to the coordinator. Thank you.")).to_be_visible()
    draft = Case.objects.get().get_latest_revision_as_object()
    assert [milestone.kind for milestone in draft.milestones.all()] == [MilestoneKind.NOTICE, MilestoneKind.DECISION]
    assert (draft.evidence.count(), draft.body.name_ru) == (2, "Акимат Баянаульского района")


def test_without_a_connection_the_screen_says_what_waits(live_server, browser_page, person):
    page = browser_page(width=360)
    log = LogFactory(volunteer=person)
    sign_in(page, person, live_server.url)
    page.goto(f"{live_server.url}/en/log/{log.uid}/seen/")
    page.evaluate("() => { window.online = fetch; window.fetch = () => Promise.reject(new TypeError()); }")
    page.get_by_label("What did you see?").fill("Набрано без сети")
    expect(page.locator("[data-saved]")).to_contain_text("No connection")
    page.evaluate("() => { window.fetch = window.online; }")
    page.get_by_label("What did you see?").press("End")
    page.get_by_label("What did you see?").press_sequentially(".")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    assert FieldLog.objects.get().answers["seen"] == "Набрано без сети."
    assert not EvidenceReceipt.objects.exists()
