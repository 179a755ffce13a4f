"""The body's way through the form in a browser: on a phone, without JavaScript too, nothing lost on the way."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from monitoring.log.tests.factories import picture
from monitoring.models import BodyReply
from monitoring.tests.factories import finding
from monitoring.tests.replying import address, case_with, invited

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link(live_server):
    cache.clear()
    one = finding(title="Объявление вышло за три дня", description="Газета от 11 марта, слушания 14 марта")
    invitation = invited(case_with(one, finding(title="Протокол не опубликован")))
    return live_server.url + address(invitation, "en")


def uploaded(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.mark.parametrize(("width", "javascript"), [(360, True), (360, False), (1440, True)])
def test_a_body_replies(browser_page, assert_accessible, link, width, javascript):
    page = browser_page(width=width, javascript=javascript)
    page.goto(link)
    check = assert_accessible if javascript else lambda page: None
    check(page)
    expect(page.get_by_role("heading", name="Reply before publication")).to_be_visible()
    page.get_by_label("Reply to all of it together").fill("Объявление вышло 20 февраля.")
    page.get_by_label("Name of the person").fill("Ахметов Б.")
    files = [uploaded("order.pdf", b"MZ\x90\x00" + b"\0" * 300), uploaded("page.jpg", picture().read())]
    page.get_by_label("Add files").set_input_files(files)
    page.get_by_role("button", name="Check before sending").click()
    expect(page.get_by_text("order.pdf").first).to_be_visible()
    expect(page.get_by_text("Received ·")).to_be_visible()
    expect(page.get_by_label("Reply to all of it together")).to_have_value("Объявление вышло 20 февраля.")
    check(page)
    page.get_by_label("Position").fill("Руководитель управления")
    page.get_by_label("What is it?").fill("Страница газеты")
    page.get_by_role("button", name="Check before sending").click()
    expect(page.get_by_text("Страница газеты").first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Change").click()
    page.get_by_label("Reply to this alone").nth(1).fill("Протокол на портале с 2 апреля.")
    page.get_by_role("button", name="Check before sending").click()
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("heading", name="Your reply is received")).to_be_visible()
    check(page)
    page.goto(link)
    expect(page.get_by_text("Протокол на портале с 2 апреля.")).to_be_visible()
    assert BodyReply.objects.count() == 2
