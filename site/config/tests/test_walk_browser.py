"""A real record from a volunteer's log to “remedied”, as its people walk it: volunteer, coordinators, body, reader."""

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from config.tests import walk_followup as followup
from config.tests import walk_record as record
from config.tests.journey import person, publish, sign_in
from home.site_tree import set_up_trees
from monitoring.enums import FindingStatus
from monitoring.models import Case, Centre, ReferralStep
from monitoring.reference.loading import load_all
from monitoring.services.workflow import ensure_review_workflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def centre(db):
    set_up_trees()
    load_all()
    ensure_review_workflow()
    return Centre.objects.get(key="astana")


@pytest.fixture
def desk_of(browser_page, live_server, centre):
    def opened(role, width):
        page = browser_page(width=width)
        sign_in(page, person(role, centre), live_server.url)
        return page

    return opened


def record_it(desk_of, browser_page, address, assert_accessible):
    """Up to the first publication; returns the case and the desks of both coordinators."""
    told = record.real_record()
    record.log_the_discussion(desk_of(Role.VOLUNTEER, 360), address, told)
    case = Case.objects.get()
    first, second = desk_of(Role.COORDINATOR, 1440), desk_of(Role.COORDINATOR, 1440)
    record.write_the_legal_ground(first, address, case, told)
    record.answer_the_checklist(first, address, case)
    record.make_a_finding_of(first, address, case, "P15")
    record.move_the_finding(second, address, case, "Verify as a second person")
    link = record.invite_the_body(first, address, case)
    record.reply_by_the_link(browser_page(width=360), address, link, assert_accessible)
    record.show_the_reply(first, address, case)
    record.move_the_finding(second, address, case, "Show it in the next version")
    publish(second, address, case)
    return Case.objects.get(), first, second


def follow_it_up(page, address, case):
    """Up to the finding that is put right, in the draft."""
    followup.refer_the_finding(page, address, case)
    followup.send_the_letter(page, "2026-04-29")
    followup.register_the_letter(page, "2026-04-30", "ЗТ-2026-0417")
    # Fifteen working days after 30 April: 1 and 7 May are holidays, 11 May stands in for Saturday the 9th.
    assert f"{ReferralStep.objects.get().due_on}" == "2026-05-26"
    expect(followup.letter_of(page)).to_contain_text("26.05.2026")
    followup.enter_the_reply(page, "2026-06-02", "01-12/417")
    followup.rate_the_reply(page, "answered", "partly", "nothing")
    followup.record_that_it_was_put_right(page, "2026-06-02")
    followup.resolve_the_finding(page, address, case)


def read_it(reader, address, case):
    for language in ("ru", "kk", "en"):
        reader.goto(f"{address}/{language}/cases/{case.reference}/")
        expect(reader.locator("#referrals")).to_contain_text(followup.QUESTIONS[0])
        expect(reader.locator("#findings")).to_contain_text(record.DEFENCE)
        reader.goto(f"{address}/{language}/cases/{case.reference}/remedies/")
        expect(reader.locator("article")).to_contain_text(followup.ACT)
        reader.goto(f"{address}/{language}/outcomes/")
        expect(reader.locator(".ledger__item")).to_contain_text(case.reference)


def test_a_real_record_goes_from_the_log_to_remedied(live_server, browser_page, desk_of, assert_accessible):
    address = live_server.url
    case, first, second = record_it(desk_of, browser_page, address, assert_accessible)
    assert case.reference.startswith("KZ-AST-")

    for (kind, language), words in followup.take_every_letter(first, address, case).items():
        assert case.reference in words, (kind, language)
        assert "{{" not in words, (kind, language)

    follow_it_up(first, address, case)
    publish(second, address, case, "Publish")

    reader = browser_page(width=360)
    read_it(reader, address, case)
    assert_accessible(reader)
    reader.goto(f"{address}/en/cases/{case.reference}/")
    expect(reader.locator("#findings")).to_contain_text("Resolved")
    expect(reader.locator("#referrals")).to_contain_text("Answered in part")
    data = reader.request.get(f"{address}/en/cases/{case.reference}.json").json()
    assert [finding["status"]["code"] for finding in data["findings"]] == [FindingStatus.RESOLVED]
    assert [step["due_on"] for step in data["referral_steps"]] == ["2026-05-26"]
