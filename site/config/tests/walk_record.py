"""The first half of a walk: the log of a real record, its checklist, one finding and the reply of the body."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import expect

from config.tests.journey import CASES, go_on, send_to_the_coordinator

RECORDS = Path(settings.ROOT) / "monitoring" / "data" / "records" / "hearings.jsonl"
DEFENCE = "Портал закрыл приём замечаний автоматически."


def real_record():
    """The first collected one: a discussion of five working days that fell on a public holiday."""
    with RECORDS.open(encoding="utf-8") as lines:
        return json.loads(next(lines))


def log_the_discussion(page, address, told):
    page.goto(f"{address}/en/log/")
    page.get_by_role("link", name="Start a new log").click()
    page.get_by_label("In your own words").fill(told["title"])
    page.get_by_role("radio", name=re.compile("Public discussion on the portal")).check()
    go_on(page)
    page.get_by_role("combobox", name="Who decides?").press_sequentially("Информационно-аналитический")
    page.get_by_role("option").first.click()
    go_on(page)
    page.get_by_label("Region").select_option("AST")
    page.get_by_label("District or city").select_option("AST-esil")
    go_on(page)
    go_on(page)
    page.get_by_label("Yes, on a website, in writing").check()
    go_on(page)
    days = page.get_by_label("Day", exact=True)
    days.nth(0).fill(told["period_from"])
    days.nth(1).fill(told["period_to"])
    page.get_by_label("On what website?").fill(told["source_url"])
    go_on(page)
    page.get_by_label("On the state ecological portal").check()
    go_on(page)
    page.get_by_label("What did you see?").fill(told["notes"])
    for _step in ("seen", "files", "confidence"):
        go_on(page)
    send_to_the_coordinator(page)


def write_the_legal_ground(page, address, case, told):
    page.goto(f"{address}{CASES}/edit/{case.pk}/")
    page.locator("#id_legal_ground").fill(told["legal_ground"])
    save_draft(page)


def save_draft(page):
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success")).to_be_visible()


def answer_the_checklist(page, address, case):
    """Dates answer P15 by themselves; a person answers whether there was a notice in both languages."""
    page.goto(f"{address}{CASES}/checklist/{case.pk}/")
    expect(page.locator("#c-P15")).to_contain_text("Not met")
    page.locator("#c-P04").get_by_role("combobox").select_option("not_met")
    page.get_by_role("button", name="Save the answers in the draft").click()
    expect(page.get_by_text("The answers are saved in the draft.")).to_be_visible()


def make_a_finding_of(page, address, case, code):
    page.goto(f"{address}{CASES}/suggestions/{case.pk}/")
    page.locator(f"#s-{code}").get_by_role("button", name="Make a finding of it").click()
    page.get_by_role("button", name="Hand over for checking").click()
    expect(page.get_by_text("You wrote it: a second person verifies it.")).to_be_visible()


def move_the_finding(page, address, case, verb):
    page.goto(f"{address}{CASES}/suggestions/{case.pk}/")
    page.get_by_role("button", name=verb).click()
    expect(page.get_by_text("The status of the finding is changed.")).to_be_visible()


def invite_the_body(page, address, case):
    """Returns the path of the link, which is shown this once."""
    page.goto(f"{address}{CASES}/replies/{case.pk}/")
    page.get_by_role("link", name="Invite the body to reply").click()
    page.get_by_role("checkbox").check()
    page.get_by_label("Language of the notice").select_option("ru")
    page.get_by_role("button", name="Look at the notice").click()
    page.get_by_role("button", name="Send and start the term").click()
    expect(page.get_by_text("This link is shown once")).to_be_visible()
    return urlsplit(page.locator(".reply-notice__link").inner_text()).path


def reply_by_the_link(page, address, link, assert_accessible):
    page.goto(f"{address}{link}")
    assert_accessible(page)
    page.get_by_label("Ваш ответ").fill(DEFENCE)
    page.get_by_label("Имя того, кто отвечает").fill("Ахметов Б.")
    page.get_by_label("Должность").fill("Руководитель")
    page.get_by_role("button", name="Проверить перед отправкой").click()
    assert_accessible(page)
    page.get_by_role("button", name="Отправить ответ").click()
    expect(page.get_by_role("heading", name="Ваш ответ получен")).to_be_visible()


def show_the_reply(page, address, case):
    page.goto(f"{address}{CASES}/replies/{case.pk}/")
    page.get_by_role("link", name=re.compile("Open invitation")).click()
    expect(page.get_by_text(DEFENCE)).to_be_visible()
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("The decision is recorded.")).to_be_visible()
