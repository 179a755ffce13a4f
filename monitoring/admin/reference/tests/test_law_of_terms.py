"""Rules and days of the calendar at the desk: who may change them, and what a change does to published records."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.admin.reference import law_views
from monitoring.admin.tests.form_data import posted
from monitoring.enums import ConsultationStatus, DeadlineState, RecordEventKind
from monitoring.models import CalendarDay, CaseDeadline, DeadlineRule, RecordEvent
from monitoring.services import foreseeing
from monitoring.services.deadlines import recompute_open_cases
from monitoring.services.foreseeing import concerned_terms, foresee
from monitoring.services.referrals.terms import settle
from monitoring.tests.factories import CaseFactory, StepFactory, consultation
from monitoring.tests.law import load_law

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def running(monkeypatch):
    """A published record whose protocol is due on 4 March 2026, seen on the 3rd."""
    load_law()
    monkeypatch.setattr(timezone, "localdate", lambda *args: dt.date(2026, 3, 3))
    held = consultation(held_on="2026-03-02", status=ConsultationStatus.HELD)
    return CaseFactory(published=True, children=[held])


def url(model, name, *args):
    return reverse(f"wagtailsnippets_monitoring_{model._meta.model_name}:{name}", args=args)


def due():
    return CaseDeadline.objects.get(code="D23").due_on.isoformat()


def send(client, address, **changes):
    data = posted(client.get(address).content, **changes)
    return client.post(address, data, follow=True)


def test_a_longer_term_moves_what_is_counted_by_it(office, django_capture_on_commit_callbacks):
    rule = DeadlineRule.objects.get(key="D23")
    with django_capture_on_commit_callbacks(execute=True):
        response = send(office, url(DeadlineRule, "edit", rule.pk), amount="3")
    assert "1 term of published records is being counted again" in response.content.decode()
    assert due() == "2026-03-05"
    assert RecordEvent.objects.get().kind == RecordEventKind.MOVED


def test_only_a_real_change_is_counted(office, monkeypatch):
    called = []
    monkeypatch.setattr(law_views, "law_changed", lambda: called.append(True))
    address = url(DeadlineRule, "edit", DeadlineRule.objects.get(key="D23").pk)
    send(office, address)
    assert called == []
    send(office, address, amount="3")
    assert called == [True]


def test_a_decree_added_and_taken_back(office, django_capture_on_commit_callbacks):
    fields = {"date": "2026-03-04", "name_ru": "Постановление № 1", "source": "adilet.zan.kz"}
    with django_capture_on_commit_callbacks(execute=True):
        send(office, url(CalendarDay, "add"), **fields)
    assert due() == "2026-03-05"
    day = CalendarDay.objects.get(date="2026-03-04")
    with django_capture_on_commit_callbacks(execute=True):
        office.post(url(CalendarDay, "delete", day.pk))
    assert due() == "2026-03-04"


def test_days_deleted_together_are_counted_too(office, django_capture_on_commit_callbacks):
    day = CalendarDay.objects.create(date=dt.date(2026, 3, 4), name_ru="Постановление № 1")
    address = reverse("wagtail_bulk_action", args=["monitoring", "calendarday", "delete"])
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"{address}?id={day.pk}")
    assert not CalendarDay.objects.filter(pk=day.pk).exists()
    assert CaseDeadline.objects.get().calendar_version.count("+1.") == 1


def test_two_decisions_on_one_day_are_refused(office):
    response = send(office, url(CalendarDay, "add"), date="2026-05-27", name_ru="Ещё раз")
    assert CalendarDay.objects.filter(date="2026-05-27").count() == 1
    assert response.status_code == 200


@pytest.mark.parametrize("model", [DeadlineRule, CalendarDay])
def test_coordinators_read_the_law_and_change_nothing(desk, model):
    record = model.objects.first()
    assert desk.get(url(model, "list")).status_code == 200
    assert desk.get(url(model, "inspect", record.pk)).status_code == 200
    for name, args in (("add", []), ("edit", [record.pk]), ("delete", [record.pk])):
        assert desk.get(url(model, name, *args)).status_code in (302, 403)
        assert desk.post(url(model, name, *args), {}).status_code in (302, 403)
    assert model.objects.filter(pk=record.pk).exists()


def look(client, address, **changes):
    response = client.post(address, {**posted(client.get(address).content, **changes), "look": "1"})
    assert response.status_code == 200
    return response


def moves(response):
    return [(row["old"], row["new"]) for row in response.context["ahead"]["rows"]]


def test_what_a_longer_term_would_move_is_shown_and_nothing_is_saved(office):
    rule = DeadlineRule.objects.get(key="D23")
    response = look(office, url(DeadlineRule, "edit", rule.pk), amount="3")
    assert moves(response) == [("04.03.2026", "05.03.2026")]
    assert "1 due date moves." in response.content.decode()
    assert DeadlineRule.objects.get(pk=rule.pk).amount == 2
    assert due() == "2026-03-04"
    assert not RecordEvent.objects.exists()


def test_a_term_that_stays_is_not_listed(office):
    rule = DeadlineRule.objects.get(key="D23")
    response = look(office, url(DeadlineRule, "edit", rule.pk), note="Уточнить у юриста")
    assert moves(response) == []
    assert "No due date moves." in response.content.decode()


def test_a_rule_with_a_mistake_is_told_of_it_instead(office):
    rule = DeadlineRule.objects.get(key="D23")
    response = look(office, url(DeadlineRule, "edit", rule.pk), valid_from="2026-05-01", valid_to="2026-01-01")
    assert response.context["form"].errors
    assert not response.context["ahead"]


def test_what_a_decree_would_move_is_shown_before_it_is_added_and_before_it_is_deleted(office):
    response = look(office, url(CalendarDay, "add"), date="2026-03-04", name_ru="Постановление № 1", source="adilet")
    assert moves(response) == [("04.03.2026", "05.03.2026")]
    assert not CalendarDay.objects.filter(date="2026-03-04").exists()
    day = CalendarDay.objects.create(key="act", date=dt.date(2026, 3, 4), name_ru="Постановление № 1")
    recompute_open_cases()
    assert moves(office.get(url(CalendarDay, "delete", day.pk))) == [("05.03.2026", "04.03.2026")]


def test_an_awaited_reply_moves_too(office):
    step = StepFactory(sent_on=dt.date(2026, 3, 2), rule=DeadlineRule.objects.get(key="D01"))
    settle(step)
    response = look(office, url(DeadlineRule, "edit", step.rule_id), amount="10")
    [(old, new)] = moves(response)
    assert (old, new) == (f"{step.due_on:%d.%m.%Y}", "17.03.2026")
    assert response.context["ahead"]["rows"][0]["url"].endswith(f"#step-{step.pk}")


def test_a_hearing_ahead_is_found_by_a_day_between_the_term_and_it(office):
    rule = DeadlineRule.objects.get(key="D20")
    counted_back = {"case": CaseFactory(published=True), "rule": rule, "code": "D20", "state": DeadlineState.DUE}
    term = CaseDeadline.objects.create(started="2026-03-30", due_on=dt.date(2026, 3, 9), **counted_back)
    assert term in concerned_terms(CalendarDay(date=dt.date(2026, 3, 12)))
    assert term not in concerned_terms(CalendarDay(date=dt.date(2026, 4, 1)))


def test_looking_costs_no_more_for_more_records(office, django_assert_num_queries):
    rule = DeadlineRule.objects.get(key="D23")
    for _number in range(5):
        CaseFactory(published=True, children=[consultation(held_on="2026-03-02", status=ConsultationStatus.HELD)])
    with django_assert_num_queries(13):
        rule.amount = 3
        assert len(foresee(rule).terms) == 6


def test_more_than_can_be_counted_at_once_is_said(office, monkeypatch):
    monkeypatch.setattr(foreseeing, "MOST", 1)
    CaseFactory(published=True, children=[consultation(held_on="2026-03-02", status=ConsultationStatus.HELD)])
    rule = DeadlineRule.objects.get(key="D23")
    response = look(office, url(DeadlineRule, "edit", rule.pk), amount="3")
    assert len(moves(response)) == 1
    assert "The rest are counted after saving" in response.content.decode()
