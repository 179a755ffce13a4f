import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import bad_request, server_error


@pytest.mark.parametrize("view", [server_error, bad_request])
def test_pages_of_broken_requests_need_neither_context_nor_database(view) -> None:
    """Runs without database access: pytest-django refuses any query here."""
    arguments = [ValueError()] if view is bad_request else []
    text = view(HttpRequest(), *arguments).content.decode()
    for lang in ("ru", "kk", "en"):
        assert f'lang="{lang}"' in text
        assert f'href="/{lang}/"' in text


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["403.html", "404.html", "410.html"])
def test_pages_of_refused_requests_say_what_to_do(template: str, rf) -> None:
    text = render_to_string(template, request=rf.get("/en/x/"))
    assert "<h1" in text
    assert 'class="links"' in text


@pytest.mark.django_db
def test_unknown_addresses_get_our_page_without_a_cookie(client: Client) -> None:
    response = client.get("/en/no/such/page/")
    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_an_expired_form_gets_our_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/account/login/", {"login": "a"})
    assert response.status_code == 403
    assert "The page is out of date" in response.content.decode()
