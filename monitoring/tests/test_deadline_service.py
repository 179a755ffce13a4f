"""Stored terms follow the public version, the calendar, the law and the clock, and each event is written once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monitoring.calendars import current_calendar
from monitoring.enums import ConsultationForm, ConsultationStatus, DeadlineState, Origin, RecordEventKind
from monitoring.models import CalendarDay, Case, CaseDeadline, DeadlineRule, RecordEvent
from monitoring.rules import rule_book
from monitoring.services import deadlines as service
from monitoring.services.deadlines import law_changed, recompute_open_cases, run_due_dates, store_deadlines
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import CaseFactory, consultation, milestone
from monitoring.tests.law import load_law

pytestmark = pytest.mark.django_db
OVERDUE, MOVED = RecordEventKind.OVERDUE, RecordEventKind.MOVED
GROUND = "подпункт 2) статьи 87 Экологического кодекса"


@pytest.fixture
def law(db):
    load_law()


@pytest.fixture
def today(monkeypatch):
    """Sets the clock of counting: `today("2026-03-03")`."""

    def be(text):
        monkeypatch.setattr(timezone, "localdate", lambda *args: dt.date.fromisoformat(text))
        return dt.date.fromisoformat(text)

    return be


def held(**fields):
    return consultation(**{"held_on": "2026-03-02", "status": ConsultationStatus.HELD, **fields})


def portal(first="2025-12-11", last="2025-12-17"):
    return consultation(form=ConsultationForm.PUBLIC_DISCUSSION, held_on=None, period_from=first, period_to=last)


def published(*children, **fields):
    return CaseFactory(published=True, children=children or [held()], **fields)


def stored(**filters):
    return [(row.code, row.state, row.days) for row in CaseDeadline.objects.filter(**filters)]


def events(kind):
    return list(RecordEvent.objects.filter(kind=kind).order_by("pk"))


def decree(day, *, working=False):
    CalendarDay.objects.create(date=dt.date.fromisoformat(day), is_working=working, name_ru="Постановление № 1")


def test_publishing_stores_and_withdrawing_takes_away(law, admin_user):
    case = published(portal(), kind=None, legal_ground=GROUND)
    row = CaseDeadline.objects.get()
    assert (row.case_id, row.code, row.state, row.days) == (case.pk, "D28", DeadlineState.SHORT, 1)
    assert (row.started, row.done, row.due_on) == ("2025-12-11", "2025-12-17", dt.date(2025, 12, 18))
    assert row.calendar_version == current_calendar().version
    withdraw_case(case=case, user=admin_user, reason="Ошибка")
    assert not CaseDeadline.objects.exists()


def test_a_draft_changes_nothing_and_its_publication_does(law):
    case = published(portal(), kind=None, legal_ground=GROUND)
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.change_note = "Уточнены даты"
    only = draft.consultations.get()
    only.period_to = "2025-12-18"
    draft.consultations.set([only])
    revision = draft.save_revision()
    assert stored() == [("D28", DeadlineState.SHORT, 1)]
    revision.publish()
    assert stored() == [("D28", DeadlineState.MET, 0)]


def test_terms_of_a_draft_are_not_stored(law):
    store_deadlines(case=CaseFactory(children=[held()]))
    assert not CaseDeadline.objects.exists()


def test_measures_of_the_movement_are_not_stored_as_law(law):
    published(milestone(kind="application", date="2026-01-05"), milestone(kind="notice", date="2026-03-05"))
    assert not CaseDeadline.objects.exists()


def test_a_term_that_runs_out_is_overdue_once(law, today):
    today("2026-03-03")
    published()
    assert stored() == [("D23", DeadlineState.DUE, 1)]
    assert run_due_dates(today("2026-03-04")) == 0
    assert run_due_dates(today("2026-03-05")) == 1
    assert run_due_dates(today("2026-03-05")) == 0
    assert stored() == [("D23", DeadlineState.OVERDUE, 1)]
    [event] = events(OVERDUE)
    assert (event.case_id, event.due_on, event.detail["code"]) == (
        CaseDeadline.objects.get().case_id,
        dt.date(2026, 3, 4),
        "D23",
    )


def test_silence_of_an_imported_record_is_no_event(law, today):
    today("2026-03-03")
    case = published(origin=Origin.IMPORT)
    assert stored() == [("D23", DeadlineState.DUE, 1)]
    assert run_due_dates(today("2026-03-05")) == 0
    assert stored(case=case) == [("D23", DeadlineState.UNCERTAIN, 0)]
    assert not RecordEvent.objects.exists()


def test_a_term_from_a_month_runs_out_with_its_last_possible_day(law, today):
    today("2026-03-10")
    published(held(held_on="2026-03"))
    assert stored() == [("D23", DeadlineState.UNCERTAIN, 0)]
    assert run_due_dates(today("2026-04-02")) == 0
    assert run_due_dates(today("2026-04-03")) == 1
    assert stored() == [("D23", DeadlineState.OVERDUE, 1)]


def test_a_decree_moves_what_it_touches_and_says_so_once(law, today):
    today("2026-03-03")
    touched, untouched = published(), published(held(held_on="2026-02-02", protocol_published_on="2026-02-03"))
    before = current_calendar().version
    assert recompute_open_cases() == 0
    decree("2026-03-04")
    assert recompute_open_cases() == 1
    assert recompute_open_cases() == 0
    [event] = events(MOVED)
    assert event.case_id == touched.pk
    assert event.detail == {
        "code": "D23",
        "subject": CaseDeadline.objects.get(case=touched).subject,
        "old_due": "2026-03-04",
        "new_due": "2026-03-05",
        "old_calendar": before,
        "new_calendar": current_calendar().version,
    }
    assert CaseDeadline.objects.get(case=untouched).calendar_version == current_calendar().version


def test_a_changed_rule_moves_terms_and_a_deleted_wording_takes_them_away(law, today):
    today("2026-03-03")
    published()
    DeadlineRule.objects.filter(code="D23").update(amount=5)
    assert recompute_open_cases() == 1
    assert CaseDeadline.objects.get().due_on == dt.date(2026, 3, 10)
    DeadlineRule.objects.filter(code="D23").update(valid_to=dt.date(2026, 1, 1))
    assert recompute_open_cases() == 1
    assert not CaseDeadline.objects.exists()
    assert [event.detail["new_due"] for event in events(MOVED)] == ["2026-03-10", None]


def test_a_change_of_law_is_counted_by_the_worker_after_the_transaction(law, today, django_capture_on_commit_callbacks):
    today("2026-03-03")
    published()
    decree("2026-03-04")
    with django_capture_on_commit_callbacks(execute=True):
        law_changed()
    assert CaseDeadline.objects.get().due_on == dt.date(2026, 3, 5)


def test_overrides_are_read_in_one_query_and_kept_by_content(law, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = current_calendar()
    assert current_calendar() is first
    decree("2026-03-04")
    assert current_calendar().version != first.version
    assert current_calendar().day_off(dt.date(2026, 3, 4)).names == (("ru", "Постановление № 1"),)
    assert current_calendar().day_off(dt.date(2026, 5, 27)).estimated is False


def test_rules_are_read_in_one_query(law, django_assert_num_queries):
    with django_assert_num_queries(1):
        book = rule_book()
        assert all(rule.provision.act.name for rule in book.rules if rule.provision)


@pytest.mark.parametrize("verb", ["recompute", "night"])
def test_queries_grow_with_batches_not_with_cases(law, today, verb, monkeypatch):
    today("2026-03-03")
    for _ in range(6):
        published()
    night = dt.date(2026, 3, 5)
    counted = []
    for size in (6, 3, 6):
        monkeypatch.setattr(service, "BATCH", size)
        CaseDeadline.objects.update(state=DeadlineState.DUE)
        with CaptureQueriesContext(connection) as queries:
            recompute_open_cases() if verb == "recompute" else run_due_dates(night)
        counted.append(len(queries))
    # Two batches of three, then one of six: a batch costs the same whatever its size. The first round meets new values.
    _first, two, one = counted
    assert one < two <= 2 * one


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_nights_at_once_write_one_event(monkeypatch):
    load_law()
    monkeypatch.setattr(timezone, "localdate", lambda *args: dt.date(2026, 3, 3))
    published()

    def night(_number):
        try:
            run_due_dates(dt.date(2026, 3, 5))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(night, range(4)))
    assert stored() == [("D23", DeadlineState.OVERDUE, 1)]
    assert len(events(OVERDUE)) == 1
