"""What newspapers embed: frames without script or cookie, found by oEmbed; nothing else may be framed."""

import re
from html import escape, unescape

import pytest
from django.utils import timezone

from monitoring.models import Case
from monitoring.tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


@pytest.fixture
def case():
    return Case.objects.get(pk=CaseFactory(title="Разрез «Восточный»", published=True).pk)


@pytest.fixture
def pages(case):
    return {
        "case": f"/ru/cases/{case.reference}/",
        "country": "/ru/scorecard/",
        "region": "/ru/regions/PAV/scorecard/",
        "body": f"/ru/bodies/{case.body.key}/scorecard/?below=1",
        "list": "/ru/cases/?q=%D1%80%D0%B0%D0%B7%D1%80%D0%B5%D0%B7&region=PAV",
    }


def asked(client, **query):
    return client.get("/oembed/", query)


@pytest.mark.parametrize("name", ["case", "country", "region", "body", "list"])
def test_every_page_with_a_frame_is_described_and_its_frame_opens_anywhere(client, settings, pages, name):
    settings.SCORECARD_MIN_CASES = 1
    page = client.get(pages[name])
    found = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page.text)
    assert found, "no discovery"
    described = client.get(unescape(found[1]).removeprefix(SITE)).json()
    assert (described["version"], described["type"]) == ("1.0", "rich")
    address = unescape(re.search(r'src="([^"]+)"', described["html"])[1])
    copied = unescape(re.search(r'<code id="embed-code">([^<]+)</code>', page.text)[1])
    assert f'src="{escape(address)}"' in copied
    frame = client.get(address.removeprefix(SITE))
    assert frame.status_code == 200
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "script-src 'none'" in frame["Content-Security-Policy"]
    assert "<script" not in frame.text
    assert not frame.cookies
    assert "Cookie" not in frame.get("Vary", "")
    assert f'<link rel="canonical" href="{SITE}/ru/' in frame.text


def test_the_page_itself_may_not_be_framed_elsewhere(client, pages):
    for page in pages.values():
        response = client.get(page)
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_the_frame_shows_the_record(client, case):
    html = client.get(f"/ru/embed/cases/{case.reference}/").text.replace("\xad", "")
    assert "Разрез «Восточный»" in html
    assert f'href="{SITE}{case.get_absolute_url()}"' in html
    listed = client.get("/ru/embed/cases/?q=разрез").text.replace("\xad", "")
    assert "Восточный" in listed
    assert "Восточный" not in client.get("/ru/embed/cases/?q=полигон").text


def test_sizes_are_kept_to(client, pages):
    described = asked(client, url=SITE + pages["case"], maxwidth=320, maxheight=200).json()
    assert (described["width"], described["height"]) == (320, 200)
    assert 'width="320" height="200"' in described["html"]
    assert asked(client, url=SITE + pages["case"], maxwidth=5000).json()["width"] == 600


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"format": "xml"}, 501),
        ({"maxwidth": "wide"}, 400),
        ({"maxheight": "0"}, 400),
        ({"url": ""}, 404),
        ({"url": "http://elsewhere.example/ru/cases/"}, 404),
        ({"url": "http://[::1"}, 404),
        ({"url": f"{SITE}/ru/cases/KZ-PAV-1999-0001/"}, 404),
        ({"url": f"{SITE}/ru/bodies/none/scorecard/"}, 404),
        ({"url": f"{SITE}/ru/method/"}, 404),
        ({"url": f"{SITE}/nowhere"}, 404),
        ({"url": f"{SITE}/admin/"}, 404),
    ],
)
def test_what_cannot_be_embedded_is_refused(client, pages, query, status):
    assert asked(client, **{"url": SITE + pages["case"], **query}).status_code == status


def test_a_withdrawn_case_is_embedded_no_more(client, case):
    Case.objects.filter(pk=case.pk).update(live=False, withdrawn_at=timezone.now())
    assert asked(client, url=SITE + case.get_absolute_url()).status_code == 404
    response = client.get(f"/ru/embed/cases/{case.reference}/")
    assert response.status_code == 410
    assert "Восточный" not in response.text
    assert client.get("/ru/embed/cases/KZ-PAV-1999-0001/").status_code == 404


def test_too_few_cases_have_no_chart(client, case):
    html = client.get("/ru/embed/scorecard/").text
    assert "<svg" not in html


def test_a_title_cannot_break_out_of_the_code(client):
    made = CaseFactory(title='"><script>alert(1)</script>', published=True)
    html = asked(client, url=f"{SITE}/ru/cases/{made.reference}/").json()["html"]
    assert "<script" not in html
    assert html.count('"') % 2 == 0
