"""What the journeys through the browser share: people of the movement, their way in, and the desk's publishing."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from accounts.services import grant_role
from accounts.tests.factories import UserFactory

CASES = "/admin/snippets/monitoring/case"


def person(role, centre, **fields):
    """Somebody with that role in the centre, who reads the desk in English."""
    user = UserFactory(**fields)
    grant_role(user=user, role=role, centre=centre)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    return user


def sign_in(page, user, address):
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def go_on(page):
    page.get_by_role("button", name="Go on", exact=True).click()


def send_to_the_coordinator(page):
    page.get_by_role("button", name="Send to the coordinator").click()
    expect(page.get_by_text("Sent to the coordinator.")).to_be_visible()


def publish(page, address, case, verb="Approve and Publish"):
    page.goto(f"{address}{CASES}/edit/{case.pk}/")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=verb, exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()
