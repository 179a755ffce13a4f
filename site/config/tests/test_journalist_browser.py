"""From a ready question to the table, the file, the alert, the feed and the citation; then by API."""

import datetime as dt
import io
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import openpyxl
import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.tests.factories import BodyFactory, CaseFactory, finding, milestone
from notify.tests.conftest import path_in
from search.changes.collecting import collect
from search.questions.models import ReadyQuestion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def records():
    """Two of one body and year with signs of a breach; one of another year, one of another body, one without signs."""
    ecology = BodyFactory(key="ecology", name_en="Department of Ecology")
    akimat = BodyFactory(key="akimat", name_en="Akimat")
    ReadyQuestion.objects.create(
        key="breaches",
        title_ru="Где есть признаки нарушений?",
        title_kk="Бұзушылық белгілері қайда?",
        title_en="Where are there signs of a breach?",
        query="findings=1",
    )
    for title, body, day, breached in [
        ("Карьер у реки", ecology, "2026-02-03", True),
        ("Полигон за селом", ecology, "2026-05", True),
        ("Старый разрез", ecology, "2024-07-01", True),
        ("Порт", akimat, "2026-03-01", True),
        ("Завод", ecology, "2026-04-01", False),
    ]:
        children = [milestone(date=day), *([finding()] if breached else [])]
        CaseFactory(title=title, body=body, children=children, published=True)
    collect(timezone.now() + dt.timedelta(minutes=1))


def test_from_a_ready_question_to_a_story(live_server, browser_page, client, records):
    page = browser_page(width=1280)
    page.goto(f"{live_server.url}/en/cases/")
    page.get_by_role("link", name="Where are there signs of a breach?").click()
    expect(page.locator(".hit")).to_have_count(4)
    choose(page, "Department of Ecology")
    expect(page.locator(".hit")).to_have_count(3)
    choose(page, "2026")
    expect(page.locator(".hit")).to_have_count(2)

    page.get_by_role("link", name="Table", exact=True).click()
    expect(page.locator("main table tbody tr")).to_have_count(2)
    screen = [row.locator("td, th").all_inner_texts() for row in page.locator("main table tbody tr").all()]
    with page.expect_download() as downloading:
        page.get_by_role("link", name="XLSX").click()
    workbook = openpyxl.load_workbook(io.BytesIO(downloading.value.path().read_bytes()))
    header, *rows = workbook.worksheets[0].iter_rows(values_only=True)
    place = header.index("Title")
    assert [row[place] for row in rows] == [next(cell for cell in cells if cell in titles()) for cells in screen]
    assert {"Карьер у реки", "Полигон за селом"} == {row[place] for row in rows}

    feed = page.get_by_role("link", name="Atom").first.get_attribute("href")
    listed = page.url
    follow(page, live_server.url)
    entries = ElementTree.fromstring(client.get(path_of(feed)).content).findall(f"{ATOM}entry")  # noqa: S314
    told = " ".join(entry.findtext(f"{ATOM}title", "") for entry in entries)
    assert "Карьер у реки" in told
    assert "Порт" not in told

    page.goto(listed.replace("view=table", ""))
    page.get_by_role("link", name="Карьер у реки").first.click()
    assert "KZ-PAV-2026-0001" in page.locator(".cite").first.inner_text()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="BibTeX").click()
    assert "KZ-PAV-2026-0001" in downloading.value.path().read_text()


def test_the_same_by_api(client, records):
    found = client.get("/api/v1/cases/", {"findings": "1", "body": "ecology", "year": "2026", "fields": "title"}).json()
    assert sorted(row["title"] for row in found["results"]) == ["Карьер у реки", "Полигон за селом"]
    sheet = client.get("/en/cases.xlsx?findings=1&body=ecology&year=2026")
    workbook = openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))
    assert len(list(workbook.worksheets[0].iter_rows())) == 3


def choose(page, value):
    page.locator(".facet a", has_text=value).first.click()
    page.locator(".active, .chips").first.wait_for()


def follow(page, address):
    """By e-mail: asked for, confirmed from the message."""
    page.get_by_role("link", name="By e-mail").click()
    page.get_by_label("E-mail").fill("journalist@example.org")
    page.get_by_role("button", name="Send me a message to confirm").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()
    confirming = page.context.new_page()
    confirming.goto(address + path_in(mail.outbox[-1], "confirm"))
    confirming.get_by_role("button", name="Yes, send me messages").click()
    confirming.get_by_role("link", name="Change how often, or stop").wait_for()
    confirming.close()


def titles():
    return {"Карьер у реки", "Полигон за селом", "Старый разрез", "Порт", "Завод"}


def path_of(address):
    split = urlsplit(address)
    assert dict(parse_qsl(split.query))["findings"] == "1"
    return f"{split.path}?{split.query}"
