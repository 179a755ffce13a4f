import uuid

import pytest

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def policy(response):
    return response.headers["Content-Security-Policy"]


def test_public_pages_allow_no_inline_code(client):
    header = policy(client.get("/ru/account/login/"))
    assert "unsafe" not in header
    assert "default-src 'self'" in header


def test_the_admin_has_a_policy_of_its_own(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    header = policy(client.get("/admin/"))
    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval'" in header
    assert "object-src 'none'" in header


def test_the_admin_signs_in_where_everyone_does(client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/ru/account/login/?next=/admin/")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_elsewhere(client, target):
    response = client.get("/admin/login/", {"next": target})
    assert "evil" not in response.url
    assert "javascript" not in response.url


def test_who_publishes_needs_a_second_factor(client, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(UserFactory(role=Role.COORDINATOR))
    assert "2fa/totp/activate" in client.get("/admin/").url
    assert "2fa/totp/activate" in client.get(f"/ru/evidence/{uuid.uuid4()}/original/").url


def test_nobody_signs_up_alone(client):
    response = client.get("/ru/account/signup/")
    assert response.status_code == 200
    assert "password1" not in response.text


def test_who_has_no_business_in_the_admin_is_told_so_and_not_sent_in_circles(client):
    client.force_login(UserFactory(role=Role.VOLUNTEER))
    assert client.get("/admin/", follow=True).status_code == 403


def test_what_the_admin_does_not_find_is_not_looked_for_among_the_pages(client):
    administrator = UserFactory()
    grant_role(user=administrator, role=Role.ADMINISTRATOR)
    client.force_login(administrator)
    assert client.get("/admin/snippets/monitoring/case/edit/0/").status_code == 404


@pytest.mark.parametrize("address", ["/ru/account/login/", "/robots.txt", "/ru/none/"])
def test_every_answer_keeps_powers_and_referrers_at_home(client, address):
    headers = client.get(address).headers
    assert headers["Permissions-Policy"].startswith("geolocation=(self), camera=()")
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    ["/media/images/%00", "/ru/cases/%00/", "/ru/%00/", "/ru/cases/?q=%00&region=%00&page=%00", "/documents/1/%00",
     "/ru/search/?q=%00", "/ru/hearings/?region=%00", "/ru/account/login/?next=%00"],
)  # fmt: skip
def test_a_zero_byte_in_an_address_breaks_nothing(client, address):
    """PostgreSQL refuses it in any text."""
    assert client.get(address).status_code in {200, 400, 404}
