"""The dashboard, the list with its filters and spreadsheets, and actions on many cases."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import TaskState

from monitoring.admin.tests.urls import list_url, told, url
from monitoring.enums import Stage
from monitoring.models import Case, Suggestion
from monitoring.services.review import return_to_author, submit_for_review
from monitoring.tests.factories import CaseFactory, consultation

pytestmark = pytest.mark.django_db


def fresh(case):
    return Case.objects.get(pk=case.pk)


def waiting(volunteer, **fields):
    case = CaseFactory(children=[consultation()], **fields)
    fresh(case).get_latest_revision_as_object().save_revision(user=volunteer)
    submit_for_review(case=fresh(case), user=volunteer)
    return fresh(case)


def dashboard(client):
    return client.get(reverse("wagtailadmin_home"))


def test_the_desk_shows_what_waits_the_oldest_first(desk, coordinator, volunteer, workflow, astana):
    young, old = waiting(volunteer, title="Молодое дело"), waiting(volunteer, title="Старое дело")
    TaskState.objects.filter(workflow_state__object_id=str(old.pk)).update(
        started_at=timezone.now() - dt.timedelta(days=20)
    )
    waiting(volunteer, title="Чужое дело", region=astana.regions.get(), centre=astana)
    returned = waiting(volunteer, title="Возвращённое дело")
    return_to_author(case=returned, user=coordinator, reason="Дополните")
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    CaseFactory(title="Слушания завтра", children=[consultation(held_on=tomorrow)], published=True)
    outdated = CaseFactory(title="Отставший черновик", children=[consultation()], published=True)
    draft = fresh(outdated).get_latest_revision_as_object()
    draft.based_on = 0
    draft.save_revision()

    page = dashboard(desk).content.decode()
    assert page.index("Старое дело") < page.index("Молодое дело")
    assert "Чужое дело" not in page
    for title in ("Возвращённое дело", "Слушания завтра", "Отставший черновик"):
        assert title in page
    panel = next(p for p in dashboard(desk).context["panels"] if p.name == "desk")
    lists = panel.get_context_data({})["lists"]
    counts = [(row["count"], row["url"]) for row in lists[:3]]
    assert [count for count, _url in counts] == [2, 1, 1]
    for (count, address), title in zip(counts, ("Старое дело", "Возвращённое дело", "Отставший черновик"), strict=True):
        listed = desk.get(address)
        assert title in listed.content.decode()
        assert listed.context["paginator"].count == count
    assert young


def test_the_dashboard_costs_the_same_whatever_waits(desk, coordinator, volunteer, workflow):
    def more():
        waiting(volunteer)
        waiting(coordinator)
        return_to_author(case=waiting(volunteer), user=coordinator, reason="Дополните")
        CaseFactory(children=[consultation(held_on="2199-01-01")], published=True)

    more()
    dashboard(desk)
    with CaptureQueriesContext(connection) as few:
        dashboard(desk)
    more()
    more()
    with CaptureQueriesContext(connection) as many:
        dashboard(desk)
    assert len(many) == len(few)


def test_the_list_costs_the_same_for_one_and_for_many(desk, volunteer, workflow):
    waiting(volunteer)
    desk.get(list_url())
    with CaptureQueriesContext(connection) as few:
        desk.get(list_url())
    for _ in range(4):
        waiting(volunteer)
    CaseFactory(published=True)
    with CaptureQueriesContext(connection) as many:
        desk.get(list_url())
    assert len(many) == len(few)


def test_filters_search_and_order(desk, volunteer, workflow):
    waits = waiting(volunteer, title="РАЗРЕЗ Майкубен", stage=Stage.DECIDED)
    public = CaseFactory(title="Полигон отходов", children=[consultation()], published=True)

    def found(query):
        return {case.pk for case in desk.get(f"{list_url()}?{query}").context["object_list"]}

    both = {waits.pk, public.pk}
    assert found("") == both
    assert found("desk_status=waiting") == {waits.pk}
    assert found("desk_status=public&desk_status=waiting") == both
    assert found("stage=decided") == {waits.pk}
    assert found("q=разрез") == {waits.pk}
    assert found("q=KZ-PAV") == {public.pk}
    assert found("q=(") == set()
    assert found(f"region={public.region_id}") == both
    assert found(f"body={public.body_id}") == {public.pk}
    assert found("older=7") == set()
    for order in ("reference", "-title", "desk_status", "-waits_since", "body__name"):
        assert found(f"ordering={order}") == both


def test_suggested_findings_lead_to_the_cases_that_have_some(desk):
    with_sign, decided, _plain = (CaseFactory(title=title) for title in ("Со знаком", "Решённое", "Без знака"))
    Suggestion.objects.create(case=with_sign, source="indicator", code="K06")
    Suggestion.objects.create(case=decided, source="indicator", code="K06", dismissed_at=timezone.now())
    panel = next(p for p in dashboard(desk).context["panels"] if p.name == "desk")
    [signs] = [row for row in panel.get_context_data({})["lists"] if row["url"].endswith("signs=open")]
    assert [(row["label"], row["url"]) for row in signs["rows"]] == [(str(with_sign), url("suggestions", with_sign))]
    listed = desk.get(signs["url"]).content.decode()
    assert "Со знаком" in listed
    assert "Решённое" not in listed
    assert "Без знака" not in listed


def test_spreadsheets_hold_the_filtered_list_and_no_formula(desk):
    CaseFactory(title="=cmd|' /C calc'!A1", children=[consultation()], published=True)
    response = desk.get(f"{list_url()}?export=csv")
    text = response.getvalue().decode()
    assert text.startswith("\ufeff")
    assert "'=cmd|" in text
    assert "KZ-PAV-2026-0001" in text
    book = load_workbook(io.BytesIO(desk.get(f"{list_url()}?export=xlsx").getvalue()))
    cells = {cell.value: cell.data_type for row in book.active.rows for cell in row}
    assert cells["=cmd|' /C calc'!A1"] == "s"
    assert not any(kind == "f" for kind in cells.values())


def bulk(client, action, cases, **data):
    ids = "&".join(f"id={case.pk}" for case in cases)
    address = reverse("wagtail_bulk_action", args=["monitoring", "case", action])
    assert client.get(f"{address}?{ids}&next={list_url()}").status_code == 200
    return client.post(f"{address}?{ids}&next={list_url()}", data, follow=True)


def test_many_are_published_each_by_its_own_rules(desk, coordinator, volunteer, workflow):
    allowed = waiting(volunteer, title="Чужими руками")
    own = CaseFactory(children=[consultation()], title="Своими руками")
    fresh(own).get_latest_revision_as_object().save_revision(user=coordinator)
    response = bulk(desk, "publish", [allowed, own])
    assert (fresh(allowed).version, fresh(own).version) == (1, 0)
    assert fresh(allowed).current_workflow_state is None
    assert "Своими руками" in told(response)


def test_many_are_given_a_stage_in_their_drafts(desk):
    case = CaseFactory(children=[consultation()], published=True)
    bulk(desk, "set_stage", [case], stage=Stage.DECIDED)
    assert (fresh(case).stage, fresh(case).get_latest_revision().as_object().stage) == (Stage.ANNOUNCED, Stage.DECIDED)


def test_many_are_assigned_only_to_an_own_centre(desk, coordinator, astana):
    case = CaseFactory(children=[consultation()], published=True, centre=None)
    bulk(desk, "assign_centre", [case], centre=astana.pk)
    assert fresh(case).centre is None
    own = next(iter(coordinator.roles["coordinator"]))
    bulk(desk, "assign_centre", [case], centre=own)
    assert fresh(case).centre_id == own
    assert fresh(case).get_latest_revision().as_object().centre_id == own


def test_only_drafts_that_nobody_sent_are_deleted(desk):
    draft, public = CaseFactory(children=[consultation()]), CaseFactory(children=[consultation()], published=True)
    bulk(desk, "delete", [draft, public])
    assert set(Case.objects.values_list("pk", flat=True)) == {public.pk}
    assert desk.get(url("delete", public)).status_code == 302
