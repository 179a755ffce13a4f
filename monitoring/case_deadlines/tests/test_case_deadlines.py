"""Which terms are counted from what a record tells, and which are not."""

import datetime as dt

import pytest

from monitoring.deadlines import Problem
from monitoring.enums import ConsultationForm, ConsultationStatus, DeadlineState, MilestoneKind, NoticeChannel, Origin
from monitoring.models import Notice
from monitoring.tests.factories import consultation, milestone

MET, LATE, SHORT = DeadlineState.MET, DeadlineState.LATE, DeadlineState.SHORT
DUE, OVERDUE, UNCERTAIN = DeadlineState.DUE, DeadlineState.OVERDUE, DeadlineState.UNCERTAIN
HELD = ConsultationStatus.HELD
PORTAL_2 = "проекты, перечисленные в подпункте 2) статьи 87 Экологического кодекса"


def told(item):
    return item.state, item.days


def hearing(*notices, **fields):
    made = consultation(**{"held_on": "2026-04-03", "status": HELD, **fields})
    for channel, date in notices:
        made.notices.add(Notice(channel=channel, date=date))
    return made


def discussion(first, last, form=ConsultationForm.PUBLIC_DISCUSSION):
    return consultation(form=form, held_on=None, period_from=first, period_to=last)


def event(kind, date, **fields):
    return milestone(kind=MilestoneKind(kind), date=date, **fields)


def test_notice_is_counted_by_the_last_of_the_required_channels(terms):
    made = hearing(
        (NoticeChannel.PORTAL, "2026-03-02"),
        (NoticeChannel.NEWSPAPER, "2026-03-16"),
        (NoticeChannel.NEWSPAPER, "2026-03-30"),
        (NoticeChannel.SOCIAL, "2026-04-02"),
    )
    found = terms([made])["D20"]
    assert told(found) == (SHORT, 9)
    assert found.subject == str(made.uid)
    assert {part.label: told(part) for part in found.parts} == {"portal": (MET, 0), "newspaper": (SHORT, 9)}


def test_notice_by_other_channels_or_a_milestone_where_nothing_else_is_known(terms):
    assert told(terms([hearing((NoticeChannel.SOCIAL, "2026-03-02"))])["D20"]) == (MET, 0)
    assert told(terms([hearing(), event("notice", "2026-03-03")])["D20"]) == (SHORT, 1)
    two = [hearing(), hearing(held_on="2026-05-05"), event("notice", "2026-03-03")]
    assert "D20" not in terms(two)


def test_the_wording_is_that_of_the_day_of_the_notice(terms):
    old = hearing((NoticeChannel.PORTAL, "2024-03-22"), held_on="2024-04-30")
    new = hearing((NoticeChannel.PORTAL, "2024-03-23"), held_on="2024-04-30")
    assert terms([old])["D20"].rule.key == "D20-2021"
    assert terms([new])["D20"].rule.key == "D20"
    assert "D20" not in terms([hearing((NoticeChannel.PORTAL, "2020-03-02"), held_on="2020-04-30")])
    # In a month that has both wordings the terms are equal, so the month decides nothing.
    across = terms([hearing((NoticeChannel.PORTAL, "2024-03"), held_on="2024-06-03")])["D20"]
    assert (across.state, across.rule.key) == (MET, "D20")


def test_two_wordings_with_different_terms_leave_an_uncertain_date_undecided(terms, book, monkeypatch):
    monkeypatch.setattr(book.wording("D20", dt.date(2026, 1, 1)), "amount", 30)
    found = terms([hearing((NoticeChannel.PORTAL, "2024-03"), held_on="2024-06-03")])["D20"]
    assert (found.state, found.verdict.problem) == (UNCERTAIN, Problem.WORDING)


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({"kind": "open_meeting"}, True),
        ({"kind": "urban_plan"}, False),
        ({"kind": "ngo_case"}, False),
        ({"kind": None}, False),
        ({"kind": "urban_plan", "legal_ground": "ст. 73 Экологического кодекса"}, True),
        ({"kind": "open_meeting", "legal_ground": "приказ от 30.09.2020 № 505"}, False),
    ],
)
def test_rules_on_hearings_bind_hearings_under_them(terms, fields, counted):
    found = terms([hearing((NoticeChannel.PORTAL, "2026-03-02"), protocol_published_on="2026-04-07")], **fields)
    assert ("D20" in found, "D23" in found) == (counted, counted)


def test_a_hearing_before_its_notice_is_said_plainly(terms):
    found = terms([hearing((NoticeChannel.PORTAL, "2026-04-04"))])["D20"]
    assert (found.state, found.verdict.problem) == (UNCERTAIN, Problem.ORDER)


@pytest.mark.parametrize("status", [ConsultationStatus.CANCELLED, ConsultationStatus.POSTPONED])
def test_what_was_called_off_has_no_terms(terms, status):
    assert terms([hearing((NoticeChannel.PORTAL, "2026-04-01"), status=status)])["all"] == []


def test_protocol(terms):
    assert told(terms([hearing(protocol_published_on="2026-04-07")])["D23"]) == (MET, 0)
    assert told(terms([hearing(protocol_published_on="2026-04-20")])["D23"]) == (LATE, 9)
    assert told(terms([hearing(), event("protocol_published", "2026-04-08")])["D23"]) == (LATE, 1)
    assert "D23" not in terms([hearing(status=ConsultationStatus.FAILED)])
    assert terms([hearing()], today=dt.date(2026, 4, 7))["D23"].state == DUE


@pytest.mark.parametrize(
    ("origin", "status", "state"),
    [
        (Origin.LOG, HELD, OVERDUE),
        (Origin.DESK, HELD, OVERDUE),
        (Origin.DESK, ConsultationStatus.UNKNOWN, UNCERTAIN),
        (Origin.DESK, ConsultationStatus.PLANNED, UNCERTAIN),
        (Origin.IMPORT, HELD, UNCERTAIN),
    ],
)
def test_silence_accuses_nobody_where_the_record_may_not_know(terms, origin, status, state):
    found = terms([hearing(status=status)], origin=origin)["D23"]
    assert found.state == state
    assert found.verdict.problem == (Problem.NOT_RECORDED if state == UNCERTAIN else None)


def test_comments_may_be_sent_until_three_working_days_before(terms):
    assert told(terms([hearing(period_to="2026-03-31")])["D22"]) == (MET, 0)
    assert told(terms([hearing(period_to="2026-03-26")])["D22"]) == (SHORT, 3)
    assert "D22" not in terms([hearing()])


@pytest.mark.parametrize(
    ("ground", "first", "last", "code", "expected"),
    [
        (PORTAL_2, "2025-12-11", "2025-12-17", "D28", (SHORT, 1)),
        (PORTAL_2, "2026-02-26", "2026-03-04", "D28", (MET, 0)),
        (PORTAL_2, "2026-02-10", "2026-02-16", "D28", (MET, 0)),
        (PORTAL_2.replace("2)", "9)"), "2025-11-19", "2025-12-02", "D27", (MET, 0)),
        (PORTAL_2.replace("2)", "3), 4)"), "2025-12-18", "2026-01-19", "D26", (MET, 0)),
        (PORTAL_2.replace("2)", "3), 4)"), "2025-12-18", "2026-01-16", "D26", (SHORT, 1)),
    ],
)
def test_discussions_of_the_portal(terms, ground, first, last, code, expected):
    found = terms([discussion(first, last)], kind="public_discussion", legal_ground=ground)
    assert told(found[code]) == expected


@pytest.mark.parametrize(
    ("ground", "first", "last"),
    [
        ("", "2025-12-11", "2025-12-12"),
        ("предусмотренных пунктом 9 Правил № 165", "2022-01-24", "2022-02-14"),
        ("п. 2 ст. 58, п. 1 ст. 73 Экологического кодекса", "2022-10-12", "2022-10-19"),
        ("подпункты 2) и 9) статьи 87 Экологического кодекса", "2025-12-11", "2025-12-12"),
        (PORTAL_2, "2019-12-11", "2019-12-12"),
        (PORTAL_2, "2025-12-11", None),
        (PORTAL_2, None, "2025-12-11"),
    ],
)
def test_without_a_ground_a_wording_or_both_days_nothing_is_said(terms, ground, first, last):
    assert terms([discussion(first, last)], kind="public_discussion", legal_ground=ground)["all"] == []


def test_drafts_of_acts(terms):
    draft = discussion("2026-04-27", "2026-05-13", ConsultationForm.DRAFT_ACT_DISCUSSION)
    assert told(terms([draft], kind="normative_draft", title="Проект правил охоты")["D30"]) == (SHORT, 5)
    service = terms([draft], kind="normative_draft", title="Правила оказания государственных услуг")
    assert told(service["D30-S"]) == (MET, 0)


def test_request_by_the_procedural_code(terms):
    found = terms([event("request", "2026-04-27"), event("answer", "2026-05-22")])
    assert told(found["D01"]) == (LATE, 1)
    assert told(found["D15"]) == (MET, 0)
    assert "D10" not in found
    assert terms([event("request", "2026-04-27")])["D01"].state == OVERDUE
    assert terms([event("request", "2026-04-27")], origin=Origin.IMPORT)["D01"].state == UNCERTAIN


def test_request_by_the_law_on_information_where_it_is_named(terms):
    asked = event("request", "2026-04-01", description="Запрос по Закону о доступе к информации")
    found = terms([asked, event("refusal", "2026-04-17")])
    assert told(found["D10"]) == (LATE, 1)
    assert told(found["D14"]) == (LATE, 7)
    assert "D01" not in found


def test_an_extended_request(terms):
    chain = [event("request", "2026-04-27"), event("extension", "2026-05-20"), event("answer", "2026-07-10")]
    found = terms([*chain, event("extension_notified", "2026-05-26")])
    assert told(found["D01"]) == (MET, 0)
    assert found["D01"].verdict.due == dt.date(2026, 7, 21)
    assert told(found["D15-2"]) == (LATE, 11)
    assert told(found["D03"]) == (LATE, 1)
    assert "D15" not in found


def test_a_forwarded_request_runs_anew_for_who_got_it(terms):
    found = terms([event("request", "2026-04-01"), event("forwarded", "2026-04-08"), event("answer", "2026-04-29")])
    assert told(found["D04"]) == (LATE, 2)
    assert (found["D01"].started.date.iso, found["D01"].state) == ("2026-04-08", MET)


def test_several_requests_each_with_its_own_answer(terms):
    found = terms(
        [
            event("request", "2026-02-02"),
            event("answer", "2026-02-10"),
            event("request", "2026-06-01"),
            event("answer", "2026-06-25"),
        ]
    )["all"]
    answers = [item for item in found if item.code == "D01"]
    assert [told(item) for item in answers] == [(MET, 0), (LATE, 3)]
    assert len({item.subject for item in answers}) == 2


@pytest.mark.parametrize(
    ("code", "start", "end", "expected"),
    [
        ("D21", ("hearing_requested", "2026-03-02"), ("hearing_answered", "2026-03-11"), (LATE, 1)),
        ("D25", ("conclusion_received", "2026-03-02"), ("conclusion_published", "2026-03-04"), (LATE, 1)),
        ("D08", ("complaint", "2026-03-02"), ("complaint_decided", "2026-04-03"), (MET, 0)),
        ("D24", ("protocol_signed", "2025-05-05"), ("report_submitted", "2025-11-06"), (LATE, 1)),
        ("X01", ("application", "2026-03-02"), ("notice", "2026-03-18"), (LATE, 1)),
    ],
)
def test_terms_told_by_milestones(terms, code, start, end, expected):
    found = terms([event(*start), event(*end)])[code]
    assert told(found) == expected
    assert found.of_law is (code != "X01")


def test_a_decision_dated_before_its_complaint_is_said_plainly(terms):
    found = terms([event("complaint", "2026-03-10"), event("complaint_decided", "2026-03-02")])["D08"]
    assert (found.state, found.verdict.problem) == (UNCERTAIN, Problem.ORDER)


def test_a_report_before_every_protocol_is_under_no_term(terms):
    assert "D24" not in terms([event("report_submitted", "2025-05-05"), event("protocol_signed", "2025-11-06")])


def test_a_month_may_be_enough_or_not(terms):
    assert told(terms([hearing(protocol_published_on="2026-06")])["D23"]) == (LATE, 35)
    vague = terms([hearing(protocol_published_on="2026-04")])["D23"]
    assert (vague.state, vague.verdict.problem) == (UNCERTAIN, Problem.IMPRECISE)


def test_codes_and_subjects_are_unique_in_a_case(terms):
    found = terms(
        [
            hearing((NoticeChannel.PORTAL, "2026-03-02")),
            hearing((NoticeChannel.PORTAL, "2026-04-02"), held_on="2026-05-05"),
            event("request", "2026-02-02"),
            event("request", "2026-02-02"),
            event("complaint", "2026-06-02"),
        ]
    )["all"]
    keys = [(item.code, item.subject) for item in found]
    assert len(keys) == len(set(keys)) == 9
