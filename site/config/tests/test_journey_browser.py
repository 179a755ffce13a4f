"""From the village hall to the published record, as its people walk it; and what an outsider can never find."""

import io
import re

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from accounts.enums import Role
from config.tests.journey import CASES, go_on, person, publish, send_to_the_coordinator, sign_in
from home.site_tree import set_up_trees
from monitoring.models import Case, EvidenceFile, EvidenceLink
from monitoring.services.workflow import ensure_review_workflow
from monitoring.tests.factories import (
    BodyFactory,
    CentreFactory,
    CriterionFactory,
    DecisionKindFactory,
    DistrictFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Гүлнар Сейтқазы"
CAMERA = "Nokia Gulnar-Private"
SECRET_FILE = "Гүлнар-двор.jpg"
SECRET_TITLE = "Список жителей с подписями"
SECRET_NOTE = "Меня могут узнать по голосу"
NEVER_PUBLIC = [NAME, "seitkazy@example.org", CAMERA, "Гүлнар", SECRET_TITLE, SECRET_NOTE]


@pytest.fixture
def place(db):
    set_up_trees()
    DistrictFactory()
    DecisionKindFactory()
    CriterionFactory(key="P19", name_ru="Могли ли все выступить?")
    CriterionFactory(key="P09", name_ru="Были ли документы открыты?")
    BodyFactory(name_ru="Акимат Баянаульского района", name_en="Akimat of Bayanaul district")
    ensure_review_workflow()
    return CentreFactory()


def photo(name, colour):
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x013B] = NAME
    content = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(content, "JPEG", exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue()}


def log_the_decision(page, address):
    page.goto(f"{address}/en/log/")
    page.get_by_role("link", name="Start a new log").click()
    page.get_by_label("In your own words").fill("Расширение угольного разреза у села Торайгыр")
    page.get_by_role("radio").first.check()
    go_on(page)
    box = page.get_by_role("combobox", name="Who decides?")
    box.press_sequentially("bayan")
    page.get_by_role("option").first.click()
    go_on(page)
    page.get_by_label("Region").select_option("PAV")
    page.get_by_label("District or city").select_option("PAV-bayanaul")
    go_on(page)
    page.get_by_label("What happened?").select_option("notice")
    page.get_by_text("I only know about when").click()
    page.get_by_label("Month").select_option("03")
    page.get_by_label("Year").fill("2026")
    go_on(page)
    page.get_by_label("Yes, a meeting in a hall").check()
    go_on(page)
    page.get_by_label("Yes, it took place").check()
    page.get_by_label("Day", exact=True).fill("2026-03-14")
    page.get_by_role("textbox", name=re.compile("How many people")).fill("40")
    go_on(page)
    page.get_by_label("On a notice board or a door").check()
    go_on(page)
    page.get_by_label("Not everybody").check()
    go_on(page)
    page.get_by_label("Somebody of the company").check()
    go_on(page)
    go_on(page)
    page.get_by_label("What did you see?").fill("Читали доклад, вопросы не записали.")
    go_on(page)
    page.get_by_label("Photos, documents, recordings").set_input_files(
        [photo("hall.jpg", "teal"), photo(SECRET_FILE, "maroon")]
    )
    expect(page.get_by_text("Received")).to_have_count(2)
    titles = page.get_by_label(re.compile("What does it show"))
    titles.nth(0).fill("Объявление на двери клуба")
    titles.nth(1).fill(SECRET_TITLE)
    go_on(page)
    page.get_by_role("textbox").fill(SECRET_NOTE)
    go_on(page)
    send_to_the_coordinator(page)


def return_with_reasons(page, address, case):
    page.goto(f"{address}/admin/")
    page.get_by_role("link", name=re.compile("угольного разреза")).first.click()
    page.goto(f"{address}{CASES}/review/{case.pk}/")
    expect(page.get_by_text(SECRET_NOTE)).to_be_visible()
    remark = page.locator("details", has=page.locator("#id_attendance_text"))
    remark.locator("summary").click()
    remark.locator("textarea").fill("Сколько человек записано в листе?")
    remark.get_by_role("button").click()
    page.locator("form", has=page.locator("[name=step][value=return]")).locator("textarea").fill(
        "Уточните число людей."
    )
    page.get_by_role("button", name="Return to the author").click()
    expect(page.get_by_text("The record is returned to its author.")).to_be_visible()


def correct_and_resend(page, address):
    page.goto(f"{address}/en/log/")
    expect(page.get_by_text("Returned")).to_be_visible()
    page.get_by_role("link", name=re.compile("угольного разреза")).click()
    page.goto(page.url.split("/send/")[0].rstrip("/") + "/meeting/")
    expect(page.get_by_text("Сколько человек записано в листе?")).to_be_visible()
    page.get_by_role("textbox", name=re.compile("How many people")).fill("38")
    go_on(page)
    page.goto(re.sub(r"/[a-z]+/$", "/send/", page.url))
    send_to_the_coordinator(page)


def every_address(case):
    """All that an outsider can ask for about a case."""
    for language in ("ru", "kk", "en"):
        yield f"/{language}/"
        yield f"/{language}/cases/{case.reference}/"
        for path in ("cases/", "cases/?q=разрез", "hearings/", "hearings/all.ics", "regions/PAV/", "search/?q=разрез"):
            yield f"/{language}/{path}"
        yield f"/{language}/bodies/{case.body.key}/"
    for link in EvidenceLink.objects.filter(case=case):
        for path in ("", "preview/", "original/"):
            yield f"/ru/evidence/{link.uid}/{path}"
    yield "/sitemap.xml"
    yield "/sitemap-cases.xml"
    yield f"/admin/snippets/monitoring/case/preview/{case.pk}/"
    yield f"/admin/snippets/monitoring/case/history/{case.pk}/revisions/{case.latest_revision_id}/view/"
    for file in EvidenceFile.objects.all():
        yield f"/media/{file.original.name}"
        yield f"/media/{file.derivative.name}"


def answer_to(path):
    """Status, and headers with body as bytes."""
    response = Client().get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, str(response.headers).encode() + body


def test_a_decision_goes_from_the_hall_to_the_public_record(live_server, browser_page, assert_accessible, place):
    volunteer = person(Role.VOLUNTEER, place, name=NAME, email="seitkazy@example.org")
    coordinator = person(Role.COORDINATOR, place)
    phone, desk, reader = browser_page(width=360), browser_page(width=1440), browser_page(width=360)
    sign_in(phone, volunteer, live_server.url)
    sign_in(desk, coordinator, live_server.url)

    log_the_decision(phone, live_server.url)
    case = Case.objects.get()
    assert case.live is False
    return_with_reasons(desk, live_server.url, case)
    correct_and_resend(phone, live_server.url)

    # A colleague of the centre opens one photograph to the public and adds the Kazakh title.
    draft = Case.objects.get().get_latest_revision_as_object()
    draft.other_title = "Торайғыр ауылындағы көмір кенішін кеңейту"
    draft.article = "6"
    for link in draft.evidence.all():
        link.is_public = link.title != SECRET_TITLE
    draft.save_revision(user=person(Role.COORDINATOR, place))

    publish(desk, live_server.url, case)
    case = Case.objects.get()
    assert (case.live, case.reference) == (True, "KZ-PAV-2026-0001")
    assert case.consultations.get().attendance == 38

    for words in ("угольный разрез", "кеніш кеңейту"):
        reader.goto(f"{live_server.url}/ru/cases/")
        reader.get_by_role("searchbox", name="Поиск дел").fill(words)
        reader.get_by_role("searchbox", name="Поиск дел").press("Enter")
        reader.get_by_role("link", name=re.compile("угольного разреза")).click()
        expect(reader.get_by_role("heading", level=1)).to_contain_text("угольного разреза")
    assert_accessible(reader)
    expect(reader.get_by_role("link", name="Объявление на двери клуба")).to_be_visible()

    shown = {link.title: link for link in EvidenceLink.objects.filter(case=case)}
    for path in every_address(case):
        status, answer = answer_to(path)
        assert status < 500, path
        for secret in NEVER_PUBLIC:
            assert secret.encode() not in answer, f"{path} tells {secret}"
        if str(shown[SECRET_TITLE].uid) in path or "/original/" in path or path.startswith("/media/"):
            assert status == 404, path
        if path.startswith("/admin/"):
            assert status == 302, path
    status, photograph = answer_to(f"/ru/evidence/{shown['Объявление на двери клуба'].uid}/")
    assert status == 200
    assert b"image/jpeg" in photograph
