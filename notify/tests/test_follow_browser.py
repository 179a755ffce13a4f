"""The pages of following by the means of a narrow screen: axe, width, the form without JavaScript."""

import pytest
from django.core import mail
from django.utils import timezone

from monitoring.tests.factories import CaseFactory
from notify.links import manage_link
from notify.models import Subscription
from notify.tests.conftest import path_in
from search.changes.collecting import collect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reader_follows_and_confirms_without_javascript(live_server, browser_page, assert_accessible):
    CaseFactory(published=True)
    collect(timezone.now())
    page = browser_page(width=320, javascript=False)
    page.goto(f"{live_server.url}/en/cases/?region=PAV")
    page.get_by_role("link", name="By e-mail").click()
    page.get_by_role("button", name="Send me a message to confirm").click()
    assert page.get_by_text("Write the address").count()
    page.get_by_label("E-mail").fill("reader@example.org")
    page.get_by_role("button", name="Send me a message to confirm").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()
    page.goto(live_server.url + path_in(mail.outbox[0], "confirm"))
    page.get_by_role("button", name="Yes, send me messages").click()
    page.get_by_role("link", name="Change how often, or stop").wait_for()
    subscription = Subscription.objects.select_related("subscriber").get()
    assert subscription.confirmed_at
    narrow = browser_page(width=320, scheme="dark")
    for address in ("/en/follow/cases/?region=PAV", manage_link(subscription).removeprefix("http://localhost:8000")):
        narrow.goto(live_server.url + address)
        assert_accessible(narrow)
