"""Each criterion that dates or numbers answer: met, not met, partly, without data, with uncertain dates."""

import datetime as dt
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.checklist.facts import Facts
from monitoring.checklist.machine import RULES, machine_answers
from monitoring.checklist.tests.records import TODAY, case, discussion, event, meeting, said
from monitoring.enums import Answer, MilestoneKind, Origin

MET, PARTLY, NOT_MET, NOT_APPLICABLE, NO_DATA = (
    Answer.MET,
    Answer.PARTLY,
    Answer.NOT_MET,
    Answer.NOT_APPLICABLE,
    Answer.NO_DATA,
)
GROUND = "подпункт 2) статьи 87 Экологического кодекса"
CHANNELS = ("portal", "body_site", "newspaper", "broadcast", "notice_board")


@pytest.mark.parametrize(
    ("code", "children", "answer"),
    [
        # P01: application -> first notice, 10 working days
        ("P01", [event("application", "2026-02-02"), event("notice", "2026-02-16")], MET),
        ("P01", [event("application", "2026-02-02"), event("notice", "2026-02-17")], NOT_MET),
        ("P01", [event("application", "2026-02-02"), event("notice", "2026-02")], NO_DATA),
        ("P01", [event("notice", "2026-02-02")], NO_DATA),
        # P02: 20 working days after the latest of the channels
        ("P02", [meeting("2026-03-16", ("portal", "2026-02-10"))], MET),
        ("P02", [meeting("2026-03-16", ("portal", "2026-02-10"), ("newspaper", "2026-03-10"))], NOT_MET),
        ("P02", [meeting("2026-03-16", ("portal", "2026-02-10"), ("social", "2026-03-15"))], MET),
        ("P02", [meeting("2026-03-16", ("portal", "2026"))], NO_DATA),
        ("P02", [meeting("2026-03-16")], NO_DATA),
        (
            "P02",
            [meeting("2026-03-16", ("portal", "2026-01")), meeting("2026-05-20", ("portal", "2026-05-18"))],
            PARTLY,
        ),
        # P03: a channel that is not in the record may still have been used
        ("P03", [meeting("2026-03-16", *((channel, None) for channel in CHANNELS))], MET),
        ("P03", [meeting("2026-03-16", ("portal", "2026-02-10"))], NO_DATA),
        ("P03", [discussion("2026-03-02", "2026-03-06")], NO_DATA),
        ("P03", [], NO_DATA),
        # P06
        ("P06", [event("hearing_requested", "2026-02-02"), event("hearing_answered", "2026-02-09")], MET),
        ("P06", [event("hearing_requested", "2026-02-02"), event("hearing_answered", "2026-02-10")], NOT_MET),
        ("P06", [event("hearing_requested", "2026-02-02")], NO_DATA),
        ("P06", [event("hearing_requested", "2026-02"), event("hearing_answered", "2026-02-10")], NO_DATA),
        # P07 is never answered by the machine
        ("P07", [meeting("2026-03-16", held_at=dt.time(11))], NO_DATA),
        ("P07", [], NO_DATA),
        # P09: open with the notice, and until the end
        (
            "P09",
            [
                event("notice", "2026-02-10"),
                event("documents_published", "2026-02-10"),
                event("documents_removed", "2026-03-20"),
                meeting(),
            ],
            MET,
        ),
        ("P09", [event("notice", "2026-02-10"), event("documents_published", "2026-02-11"), meeting()], NOT_MET),
        (
            "P09",
            [
                event("notice", "2026-02-10"),
                event("documents_published", "2026-02-10"),
                event("documents_removed", "2026-03-01"),
                meeting(),
            ],
            PARTLY,
        ),
        ("P09", [event("notice", "2026-02-10"), event("documents_published", "2026-02-10"), meeting()], NO_DATA),
        ("P09", [event("notice", "2026-02-10"), event("documents_published", "2026-02"), meeting()], NO_DATA),
        ("P09", [meeting()], NO_DATA),
        # P11: silence counts
        ("P11", [event("request", "2026-02-02"), event("answer", "2026-02-23")], MET),
        ("P11", [event("request", "2026-02-02"), event("answer", "2026-02-24")], NOT_MET),
        ("P11", [event("request", "2026-02-02")], NOT_MET),
        ("P11", [event("request", "2026-05-29")], NO_DATA),
        ("P11", [event("request", "2026-02"), event("answer", "2026-02-24")], NO_DATA),
        ("P11", [], NO_DATA),
        (
            "P11",
            [
                event("request", "2026-01-12"),
                event("answer", "2026-01-20"),
                event("request", "2026-03-02"),
                event("answer", "2026-04-30"),
            ],
            PARTLY,
        ),
        # P12
        (
            "P12",
            [
                event("request", "2026-02-02"),
                event("extension", "2026-02-12"),
                event("extension_notified", "2026-02-17"),
            ],
            MET,
        ),
        (
            "P12",
            [
                event("request", "2026-02-02"),
                event("extension", "2026-02-12"),
                event("extension_notified", "2026-02-18"),
            ],
            NOT_MET,
        ),
        ("P12", [event("request", "2026-02-02"), event("extension", "2026-02-12")], NO_DATA),
        ("P12", [event("request", "2026-02-02"), event("answer", "2026-02-12")], NOT_APPLICABLE),
        ("P12", [event("request", "2026-02-02")], NO_DATA),
        ("P12", [], NO_DATA),
        # P13: only lateness shows in dates
        ("P13", [event("request", "2026-02-02"), event("refusal", "2026-02-05")], NO_DATA),
        ("P13", [event("request", "2026-02-02"), event("refusal", "2026-03-04")], NOT_MET),
        (
            "P13",
            [event("request", "2026-02-02", "по закону о доступе к информации"), event("refusal", "2026-02-20")],
            PARTLY,
        ),
        ("P13", [event("request", "2026-02-02"), event("answer", "2026-02-05")], NOT_APPLICABLE),
        ("P13", [], NO_DATA),
        # P14
        ("P14", [event("request", "2026-02-02"), event("forwarded", "2026-02-05")], MET),
        ("P14", [event("request", "2026-02-02"), event("forwarded", "2026-02-06")], NOT_MET),
        ("P14", [event("request", "2026-02-02"), event("answer", "2026-02-06")], NOT_APPLICABLE),
        ("P14", [event("request", "2026-02-02")], NO_DATA),
        # P15: five working days, both ends counted; 16 December is a holiday
        ("P15", [discussion("2026-02-26", "2026-03-04")], MET),
        ("P15", [discussion("2025-12-11", "2025-12-17")], NOT_MET),
        ("P15", [discussion("2026-02-26", "2026-03")], NO_DATA),
        ("P15", [meeting()], NO_DATA),
        # P16
        ("P16", [meeting("2026-03-16", period_to="2026-03-11")], MET),
        ("P16", [meeting("2026-03-16", period_to="2026-03-03")], NOT_MET),
        ("P16", [meeting("2026-03-16")], NO_DATA),
        # P17
        ("P17", [meeting(), event("commitment", "2026-03-17")], MET),
        ("P17", [meeting(), event("commitment", "2026-03-15")], NOT_MET),
        ("P17", [meeting(period_to="2026-03-11"), event("commitment", "2026-03-13")], NOT_MET),
        ("P17", [meeting(), meeting("2026-05-04"), event("commitment", "2026-04-01")], PARTLY),
        ("P17", [meeting(), event("commitment", "2026-03")], NO_DATA),
        ("P17", [meeting(), event("commitment", "2026-03-17"), event("commitment")], NO_DATA),
        ("P17", [meeting(), meeting(None), event("commitment", "2026-03-17")], NO_DATA),
        ("P17", [meeting()], NO_DATA),
        ("P17", [event("commitment", "2026-03-15")], NO_DATA),
        # P18
        ("P18", [event("protocol_signed", "2026-01-15"), event("report_submitted", "2026-05-15")], MET),
        ("P18", [event("protocol_signed", "2025-01-15"), event("report_submitted", "2026-01-15")], NOT_MET),
        ("P18", [event("protocol_signed", "2026-01-15")], NO_DATA),
        # P21
        ("P21", [meeting("2026-03-16", protocol_published_on="2026-03-18")], MET),
        ("P21", [meeting("2026-03-16", protocol_published_on="2026-03-19")], NOT_MET),
        ("P21", [meeting("2026-03-16", protocol_published_on="2026-03")], NO_DATA),
        ("P21", [meeting("2026-03-16")], NO_DATA),
        ("P21", [], NO_DATA),
        # P23
        ("P23", [meeting(status="failed"), meeting("2026-04-20")], MET),
        ("P23", [meeting(status="failed")], NO_DATA),
        ("P23", [meeting(None, status="failed"), meeting("2026-04-20")], NO_DATA),
        ("P23", [meeting()], NOT_APPLICABLE),
        ("P23", [meeting(status="planned")], NO_DATA),
        # P24
        ("P24", [meeting(comments_received=5, comments_accepted=2, comments_rejected=3)], MET),
        ("P24", [meeting(comments_received=5, comments_accepted=2, comments_unanswered=3)], PARTLY),
        ("P24", [meeting(comments_received=5, comments_unanswered=5)], NOT_MET),
        ("P24", [meeting(comments_received=0)], NOT_APPLICABLE),
        ("P24", [meeting(comments_received=5, comments_accepted=2)], NO_DATA),
        ("P24", [meeting(comments_received=5, comments_accepted=5), meeting("2026-04-20")], NO_DATA),
        ("P24", [meeting()], NO_DATA),
        # P25
        ("P25", [event("table_published", "2026-04-01"), event("conclusion_published", "2026-04-01")], MET),
        ("P25", [event("table_published", "2026-04-02"), event("conclusion_published", "2026-04-01")], NOT_MET),
        ("P25", [event("table_published", "2026-04"), event("conclusion_published", "2026-04-01")], NO_DATA),
        ("P25", [event("conclusion_published", "2026-04-01")], NO_DATA),
        # P26
        ("P26", [discussion("2026-02-02", "2026-02-27"), event("adopted", "2026-03-02")], MET),
        ("P26", [discussion("2026-02-02", "2026-02-27"), event("adopted", "2026-02-27")], NOT_MET),
        ("P26", [discussion("2026-02-02", "2026-02-27"), event("adopted", "2026-02")], NO_DATA),
        ("P26", [event("adopted", "2026-02-27")], NO_DATA),
        # P27
        ("P27", [discussion("2026-02-02", "2026-02-20", form="draft_act_discussion")], MET),
        ("P27", [discussion("2026-02-02", "2026-02-19", form="draft_act_discussion")], NOT_MET),
        ("P27", [discussion("2026-02", "2026-02-20", form="draft_act_discussion")], NO_DATA),
        ("P27", [], NO_DATA),
        # P28
        ("P28", [meeting(), event("project_changed", "2026-04-01"), meeting("2026-05-04")], MET),
        (
            "P28",
            [
                meeting(),
                event("project_changed", "2026-04-01"),
                event("decision", "2026-04-10"),
                meeting("2026-05-04"),
            ],
            NOT_MET,
        ),
        ("P28", [meeting(), event("project_changed", "2026-04-01"), event("decision", "2026-04-10")], NO_DATA),
        ("P28", [meeting(), event("project_changed", "2026-03-01")], NOT_APPLICABLE),
        ("P28", [meeting(), event("project_changed", "2026-03")], NO_DATA),
        ("P28", [meeting()], NO_DATA),
        # P29
        ("P29", [meeting(), event("decision", "2026-03-17")], MET),
        ("P29", [meeting(), event("decision", "2026-03-16")], NOT_MET),
        ("P29", [meeting(protocol_published_on="2026-03-20"), event("decision", "2026-03-18")], PARTLY),
        ("P29", [meeting(protocol_published_on="2026-03-20"), event("decision", "2026-03-23")], MET),
        ("P29", [meeting(), event("decision", "2026-03")], NO_DATA),
        ("P29", [meeting(), meeting(None), event("decision", "2026-03-17")], NO_DATA),
        ("P29", [meeting(status="cancelled"), event("decision", "2026-03-01")], NO_DATA),
        ("P29", [meeting()], NO_DATA),
        # P30
        ("P30", [event("conclusion_received", "2026-03-16"), event("conclusion_published", "2026-03-17")], MET),
        ("P30", [event("conclusion_received", "2026-03-16"), event("conclusion_published", "2026-03-18")], NOT_MET),
        ("P30", [event("conclusion_received", "2026-03-16")], NO_DATA),
        # P32: no decision is a refusal by law
        ("P32", [event("complaint", "2026-02-02"), event("complaint_decided", "2026-03-02")], MET),
        ("P32", [event("complaint", "2026-02-02"), event("complaint_decided", "2026-03-16")], NOT_MET),
        ("P32", [event("complaint", "2026-02-02")], NOT_MET),
        ("P32", [event("complaint", "2026-05-25")], NO_DATA),
        ("P32", [], NO_DATA),
    ],
)
def test_answer(code, children, answer):
    made = said(code, case(*children, legal_ground=GROUND))
    assert made.answer == answer
    assert made.reasons


def test_an_import_that_tells_of_no_answer_does_not_prove_silence():
    record = case(event("request", "2026-02-02"), origin=Origin.IMPORT)
    assert said("P11", record).answer == NO_DATA


@pytest.mark.parametrize(("lines", "answer"), [([3], PARTLY), ([0], NO_DATA), ([], NO_DATA), ([0, 1], PARTLY)])
def test_repeated_lines_are_never_more_than_a_part(lines, answer):
    assert said("P20", case(meeting()), repeated={uuid.uuid4(): count for count in lines}).answer == answer


def test_the_working_and_the_doubt_of_the_rule_come_with_the_answer():
    made = said("P32", case(event("complaint", "2026-02-02"), event("complaint_decided", "2026-03-16")))
    [term] = made.terms
    assert term.working is not None
    assert made.unverified
    assert not said("P30", case(event("conclusion_received", "2026-03-16"))).unverified


DATES = st.one_of(
    st.none(),
    st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)).flatmap(
        lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
    ),
)
EVENTS = st.lists(st.builds(event, st.sampled_from(MilestoneKind.values), DATES), max_size=12)
MEETINGS = st.lists(
    st.builds(
        lambda day, status, notices: meeting(day, *notices, status=status),
        DATES,
        st.sampled_from(["planned", "held", "failed", "cancelled", "unknown"]),
        st.lists(st.tuples(st.sampled_from(CHANNELS), DATES), max_size=3),
    ),
    max_size=3,
)


@settings(deadline=None)
@given(EVENTS, MEETINGS)
def test_every_record_gets_an_answer_with_a_reason(events, meetings):
    record = case(*events, *meetings, legal_ground=GROUND)
    for code in RULES:
        made = said(code, record)
        assert made.reasons
        assert made.answer in Answer


@settings(deadline=None)
@given(EVENTS, MEETINGS)
def test_taking_dates_away_never_proves_more(events, meetings):
    """With no date at all nothing is met or broken."""
    bare = case(*(event(made.kind) for made in events), *(meeting(None, status=made.status) for made in meetings))
    for code in set(RULES) - {"P03"}:
        assert said(code, bare).answer in {NO_DATA, NOT_APPLICABLE}


def test_only_what_is_asked_is_answered():
    facts = Facts(case(meeting()), [], TODAY)
    assert set(machine_answers(facts, {"P02", "P04"})) == {"P02"}
