import gzip

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from config.packing import SMALLEST, accepts_gzip, for_reader, made_from
from config.page_cache import KeptPages
from home.site_tree import set_up_trees

TEXT = "Общественные слушания " * 100


@pytest.mark.parametrize(
    ("asked", "accepted"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br, GZIP ; q=0.5", True),
        ("gzip;q=0.001", True),
        ("", False),
        ("identity", False),
        ("br,deflate", False),
        ("gzip;q=0", False),
        ("br, gzip; q=0.000, identity", False),
        ("xgzip, gzipped", False),
    ],
)
def test_who_accepts_gzip(asked, accepted):
    assert accepts_gzip(asked) is accepted


def made(content=TEXT, **headers):
    return made_from(HttpResponse(content, headers={"ETag": '"1"', **headers}))


def test_text_is_packed_once_and_plain_for_whom_asks_so():
    page = made(Vary="Accept")
    content, headers = page
    assert gzip.decompress(content).decode() == TEXT
    assert for_reader(page, "gzip") == page
    plain, said = for_reader(page, "")
    assert plain.decode() == TEXT
    assert said == {
        "Content-Type": "text/html; charset=utf-8",
        "ETag": 'W/"1"',
        "Vary": "Accept, Accept-Encoding",
        "Content-Length": str(len(TEXT.encode())),
    }
    assert headers == {**said, "Content-Encoding": "gzip", "Content-Length": str(len(content))}


@pytest.mark.parametrize(
    "media", ["text/csv", "application/json", "application/atom+xml; charset=utf-8", "image/svg+xml"]
)
def test_what_is_text(media):
    assert made(**{"Content-Type": media})[1].get("Content-Encoding") == "gzip"


@pytest.mark.parametrize(
    "media",
    ["image/png", "application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
)
def test_what_is_packed_already_or_short_stays(media):
    content, headers = made(**{"Content-Type": media})
    assert (content.decode(), headers["ETag"], headers.get("Vary")) == (TEXT, '"1"', None)
    assert "Content-Encoding" not in headers
    assert made("коротко")[1]["ETag"] == '"1"'


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(autouse=True)
    def site(self, rows_of_module):
        set_up_trees()

    @pytest.fixture(params=[True, False], ids=["kept", "made anew"])
    def phone(self, request, settings):
        settings.PAGE_CACHE = request.param
        cache.clear()
        return Client(headers={"accept-encoding": "gzip, br"})

    def test_a_page_comes_packed_to_whom_accepts_it(self, phone):
        for _time in range(2):
            packed, plain = phone.get("/ru/cases/"), Client().get("/ru/cases/")
            assert packed["Content-Encoding"] == "gzip"
            assert "Content-Encoding" not in plain
            assert gzip.decompress(packed.content) == plain.content
            assert packed["ETag"] == plain["ETag"]
            for response in (packed, plain):
                assert int(response["Content-Length"]) == len(response.content)
                assert "Accept-Encoding" in response["Vary"]

    def test_asking_for_the_headers_tells_those_of_the_page(self, phone):
        told = phone.head("/ru/cases/").headers
        assert dict(phone.get("/ru/cases/").headers) == dict(told)

    @pytest.mark.parametrize("prefix", ["", "W/"])
    def test_who_holds_the_page_packed_is_told_that_nothing_changed(self, phone, prefix):
        tag = phone.get("/ru/cases/")["ETag"].removeprefix("W/")
        cache.clear()  # the view itself finds nothing changed
        unchanged = phone.get("/ru/cases/", headers={"if-none-match": prefix + tag})
        assert (unchanged.status_code, unchanged["ETag"]) == (304, prefix + tag)
        assert ("Accept-Encoding" in unchanged.get("Vary", "")) == bool(prefix)
        assert not unchanged.has_header("Content-Encoding")

    def test_what_may_hold_a_secret_is_never_packed(self, phone):
        assert "Content-Encoding" not in phone.get("/ru/account/login/")
        phone.force_login(UserFactory(role=Role.VOLUNTEER))
        response = phone.get("/ru/log/", follow=True)
        assert (response.status_code, len(response.content) >= SMALLEST) == (200, True)
        assert "Content-Encoding" not in response

    def test_before_django_is_asked_each_reader_gets_what_they_accept(self, settings):
        settings.PAGE_CACHE = True
        page = Client().get("/ru/cases/").content

        def asked(codings):
            headers = {}
            environ = Client()._base_environ(PATH_INFO="/ru/cases/", HTTP_ACCEPT_ENCODING=codings)
            body = b"".join(KeptPages(None)(environ, lambda _status, found: headers.update(found)))
            assert headers["Content-Length"] == str(len(body))
            return headers.get("Content-Encoding"), body

        assert asked("") == (None, page)
        coding, body = asked("gzip")
        assert (coding, gzip.decompress(body)) == ("gzip", page)
