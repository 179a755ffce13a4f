"""The second half of a walk: every letter, one of them sent and answered, and what it led to."""

import io

import docx
from playwright.sync_api import expect

from config.tests.journey import CASES
from config.tests.walk_record import save_draft
from monitoring.letters.kinds import LETTERS
from monitoring.models import Authority, Outcome

QUESTIONS = ("Почему обсуждение закрыто 17 декабря?", "Будет ли оно проведено заново?", "Кто отвечает за портал?")
ACT = "Предписание № 41 от 02.06.2026"


def do(panel, words):
    """Opens what can be done with a letter; returns its form."""
    verb = panel.locator("details.referral__verb").filter(has=panel.page.locator("summary", has_text=words))
    verb.locator("summary").click()
    return verb


def done(verb):
    verb.get_by_role("button").last.click()
    expect(verb.page.get_by_text("It is written.")).to_be_visible()


def letter_of(page):
    return page.locator("[id^=step-]").first


def refer_the_finding(page, address, case):
    page.goto(f"{address}/admin/monitoring_referrals/open/{case.pk}/")
    page.get_by_role("checkbox").check()
    page.get_by_label("What is asked for").fill("Провести обсуждение заново")
    page.get_by_label("Kind of letter").select_option("environmental_inspection_request")
    page.get_by_label("Kind of addressee").select_option(str(Authority.objects.get(key="R-ECO").pk))
    page.get_by_label("What is asked, one question a line").fill("\n".join(QUESTIONS))
    page.get_by_role("button", name="Open the chain").click()
    expect(page.get_by_text("The chain is open.")).to_be_visible()


def take_every_letter(page, address, case):
    """The words of each letter that the software writes, by kind and language."""
    page.goto(f"{address}{CASES}/letters/{case.pk}/")
    return {(kind, language): take_the_letter(page, kind, language) for kind, language in LETTERS}


def take_the_letter(page, kind, language):
    page.get_by_label("Kind of letter").select_option(kind)
    page.get_by_label("Language of the letter").select_option(language)
    page.get_by_label("Kind of addressee").select_option(index=1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as DOCX").click()
    return words_of(download.value.path().read_bytes())


def words_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(line.text for line in document.paragraphs), *(cell.text for cell in cells)])


def send_the_letter(page, on):
    form = do(letter_of(page), "It was sent")
    form.get_by_label("Sent on").fill(on)
    done(form)


def register_the_letter(page, on, number):
    form = do(letter_of(page), "The addressee received it")
    form.get_by_label("Received by the addressee on").fill(on)
    form.get_by_label("Registration number").fill(number)
    done(form)


def enter_the_reply(page, on, number):
    form = do(letter_of(page), "A reply came")
    form.get_by_label("Received on").fill(on)
    form.get_by_label("Number", exact=True).fill(number)
    form.get_by_label("Result").select_option("satisfied")
    form.get_by_label("What it says").fill("Обсуждение будет проведено заново.")
    done(form)


def rate_the_reply(page, *marks):
    for question, mark in zip(QUESTIONS, marks, strict=True):
        page.get_by_label(f"How it was answered: {question}").select_option(mark)
    page.get_by_role("button", name="Save the marks").click()
    expect(page.get_by_text("It is written.")).to_be_visible()


def record_that_it_was_put_right(page, on):
    form = do(letter_of(page), "Record an outcome")
    form.get_by_label("Outcome").first.select_option(str(Outcome.objects.get(key="O-FIX").pk))
    form.get_by_label("Date").first.fill(on)
    form.get_by_label("Act that says so").fill(ACT)
    done(form)


def resolve_the_finding(page, address, case):
    resolve = page.locator("form", has=page.get_by_role("button", name="Mark as resolved in the draft"))
    resolve.get_by_role("checkbox").check()
    resolve.get_by_role("button").click()
    expect(page.get_by_text("It is written.")).to_be_visible()
    page.goto(f"{address}{CASES}/edit/{case.pk}/#tab-publication")
    page.locator("#id_change_note").fill("Нарушение устранено: обсуждение проведено заново")
    save_draft(page)
