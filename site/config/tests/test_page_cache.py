from time import monotonic

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from config.page_cache import EDITION, KeptPages, is_for_everyone, new_edition
from home.site_tree import set_up_trees
from monitoring.models import Case
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings):
    settings.PAGE_CACHE = True


@pytest.fixture(scope="module")
def case(rows_of_module):
    set_up_trees()
    return CaseFactory(title="Разрез", published=True)


def queries(client, address, **headers):
    with CaptureQueriesContext(connection) as found:
        response = client.get(address, headers=headers)
    return response, len(found)


@pytest.mark.parametrize("address", ["/ru/", "/ru/cases/", "/ru/cases/?q=разрез", "/ru/regions/", "case"])
def test_the_second_reader_costs_the_database_nothing(client, case, address):
    address = case.get_absolute_url() if address == "case" else address
    first, asked = queries(client, address)
    second, again = queries(client, address)
    assert asked > 0
    assert again == 0
    assert second.content == first.content
    assert {name: second[name] for name in ("Content-Type", "Content-Security-Policy", "Cache-Control", "ETag")} == {
        name: first[name] for name in ("Content-Type", "Content-Security-Policy", "Cache-Control", "ETag")
    }
    assert not second.cookies


def test_who_has_the_page_already_is_told_so(client, case):
    tag = client.get("/ru/")["ETag"]
    response, asked = queries(client, "/ru/", if_none_match=tag)
    assert (response.status_code, asked) == (304, 0)


def test_languages_addresses_and_hosts_are_kept_apart(client, case):
    assert client.get("/ru/").content != client.get("/kk/").content
    assert client.get("/ru/cases/?q=ничего").content != client.get("/ru/cases/").content
    assert queries(client, "/ru/", host="localhost")[1] > 0
    assert client.get("/ru/", headers={"host": "evil.example"}).status_code == 400


def test_what_is_published_shows_at_once(client, case, django_capture_on_commit_callbacks):
    assert "Новое дело" not in client.get("/ru/cases/").text
    with django_capture_on_commit_callbacks(execute=True):
        CaseFactory(title="Новое дело", published=True)
    assert "Новое дело" in client.get("/ru/cases/").text


def test_what_is_withdrawn_is_gone_at_once(client, case, django_capture_on_commit_callbacks):
    assert client.get(case.get_absolute_url()).status_code == 200
    administrator = UserFactory(role=Role.ADMINISTRATOR)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_case(case=Case.objects.get(pk=case.pk), user=administrator, reason="По просьбе заявителя")
    assert client.get(case.get_absolute_url()).status_code == 410


def test_what_the_desk_saves_begins_a_new_edition(client, case, django_capture_on_commit_callbacks):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    cache.set(EDITION, "old")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/logout/")
    assert cache.get(EDITION) != "old"


def test_a_cache_that_lost_its_edition_begins_one_and_sends_nothing_kept_before(client, case):
    cache.clear()
    client.get("/ru/")
    first = cache.get(EDITION)
    assert first
    assert queries(client, "/ru/")[1] == 0
    cache.delete(EDITION)
    assert queries(client, "/ru/")[1] > 0
    assert cache.get(EDITION) not in (None, first)


def test_what_another_process_published_shows_after_a_moment(client, case, settings, monkeypatch):
    client.get("/ru/")
    settings.PAGE_EDITION_SECONDS = 60
    assert queries(client, "/ru/")[1] == 0
    cache.set(EDITION, "of another process")
    assert queries(client, "/ru/")[1] == 0
    later = monotonic() + 60
    monkeypatch.setattr("config.page_cache.monotonic", lambda: later)
    assert queries(client, "/ru/")[1] > 0


def test_what_this_process_published_shows_at_once(client, case, settings, django_capture_on_commit_callbacks):
    settings.PAGE_EDITION_SECONDS = 60
    client.get("/ru/")
    assert queries(client, "/ru/")[1] == 0
    with django_capture_on_commit_callbacks(execute=True):
        new_edition()
    assert queries(client, "/ru/")[1] > 0


def test_nothing_made_for_one_reader_is_kept(client, case, rf):
    client.force_login(UserFactory(role=Role.COORDINATOR))
    for address in ("/ru/log/", "/admin/", "/ru/account/login/"):
        response = client.get(address)
        assert not is_for_everyone(response), address
    assert queries(client, "/ru/log/")[1] > 0


def test_a_kept_page_goes_out_before_django_is_asked(client, case):
    def asked(**environ):
        answers = []

        def django(environ, start_response):
            answers.append("django")
            return [b""]

        request = client._base_environ(PATH_INFO="/ru/", **environ)
        body = b"".join(KeptPages(django)(request, lambda status, headers: answers.extend([status, dict(headers)])))
        return answers, body

    assert asked()[0] == ["django"]
    first = client.get("/ru/")
    (status, headers), body = asked()
    assert (status, body) == ("200 OK", first.content)
    assert headers == dict(first.items())
    for other in ({"REQUEST_METHOD": "POST"}, {"HTTP_HOST": "evil.example"}, {"HTTP_IF_NONE_MATCH": first["ETag"]}):
        assert asked(**other)[0] == ["django"]
    cache.set(EDITION, "new")
    assert asked()[0] == ["django"]
