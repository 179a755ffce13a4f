"""Offered signs in the browser: made a finding of, dismissed with a reason, verified by a second person."""

import pytest

from monitoring.admin.tests.urls import told, url
from monitoring.enums import FindingStatus, Process
from monitoring.models import AttendanceName, AttendanceSheet, Case, Suggestion
from monitoring.tests.factories import (
    CaseFactory,
    CriterionFactory,
    DeadlineRuleFactory,
    consultation,
    finding,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    DeadlineRuleFactory(key="D23", code="D23", trigger="hearing_held", amount=2, sense="at_most")
    CriterionFactory(key="P21", stage="hearing", processes=[Process.EIA_OPEN_MEETING])
    late = consultation(held_on="2026-03-16", protocol_published_on="2026-03-30", status="held")
    return CaseFactory(children=[late])


def findings(case):
    return list(Case.objects.get(pk=case.pk).get_latest_revision_as_object().findings.all())


def suggestion(case):
    return Suggestion.objects.get(case=case, code="P21")


def test_a_sign_becomes_a_finding_of_the_draft(desk, coordinator, case):
    page = desk.get(url("suggestions", case))
    assert [item.suggestion.code for item in page.context["offered"]] == ["P21"]
    desk.post(url("suggestions", case), {"step": "confirm", "suggestion": suggestion(case).pk})
    [made] = findings(case)
    assert made.status == FindingStatus.DRAFT
    assert made.statuses.all()[0].author == coordinator
    page = desk.get(url("suggestions", case))
    assert page.context["offered"] == []
    assert [item["verb"] for item in page.context["findings"]] == ["submit"]


def test_dismissing_needs_a_reason_which_stays(desk, case):
    desk.get(url("suggestions", case))
    data = {"step": "dismiss", "suggestion": suggestion(case).pk, "reason": ""}
    refused = desk.post(url("suggestions", case), data)
    assert refused.status_code == 422
    desk.post(url("suggestions", case), {**data, "reason": "Сайт не работал."})
    page = desk.get(url("suggestions", case))
    assert page.context["offered"] == []
    assert "Сайт не работал." in page.content.decode()


def test_the_author_hands_over_and_a_colleague_verifies(client, coordinator, colleague):
    case = CaseFactory()
    draft = case.get_latest_revision_as_object()
    made = finding(status=FindingStatus.DRAFT)
    from monitoring.models import FindingStatusRow

    made.statuses.add(FindingStatusRow(status=FindingStatus.DRAFT, author=coordinator))
    draft.findings.add(made)
    draft.save_revision(user=coordinator)
    client.force_login(coordinator)
    refused = client.post(url("suggestions", case), {"step": "verify", "finding": str(made.uid)}, follow=True)
    assert told(refused)
    assert findings(case)[0].status == FindingStatus.DRAFT
    client.post(url("suggestions", case), {"step": "submit", "finding": str(made.uid)})
    assert findings(case)[0].status == FindingStatus.SUBMITTED
    client.force_login(colleague)
    revisions = case.revisions.count()
    client.post(url("suggestions", case), {"step": "verify", "finding": str(made.uid)})
    [verified] = findings(case)
    assert verified.status == FindingStatus.VERIFIED
    assert [row.author for row in verified.statuses.all()] == [coordinator, coordinator, colleague]
    assert case.revisions.count() == revisions
    assert not case.revisions.filter(user=colleague).exists()


def test_a_list_is_pasted_and_never_shown_again(desk, case):
    uid = case.get_latest_revision_as_object().consultations.all()[0].uid
    data = {"hearing": str(uid), "names": "1. Иванов Иван\n2. Петрова Анна\n3. Иванов И."}
    desk.post(url("attendance", case), data)
    sheet = AttendanceSheet.objects.get()
    assert (sheet.people, sheet.repeated) == (2, 1)
    page = desk.get(url("attendance", case)).content.decode()
    assert "Иванов" not in page
    desk.post(url("attendance", case), {"hearing": str(uid), "step": "remove"})
    assert not AttendanceName.objects.exists()


def test_a_list_without_names_is_refused_with_what_was_typed(desk, case):
    uid = case.get_latest_revision_as_object().consultations.all()[0].uid
    refused = desk.post(url("attendance", case), {"hearing": str(uid), "names": "1.\n2. +7 701"})
    assert refused.status_code == 422
    assert "+7 701" in refused.content.decode()


@pytest.mark.parametrize("data", [{"step": "confirm", "suggestion": "abc"}, {"step": "verify", "finding": "x"}])
def test_crafted_posts_find_nothing(desk, case, data):
    assert desk.post(url("suggestions", case), data).status_code == 404


def test_another_desks_suggestion_is_not_reached_through_ones_own_case(desk, case, astana):
    other = CaseFactory(region=astana.regions.get(), centre=astana)
    theirs = Suggestion.objects.create(case=other, source="criterion", code="P21")
    data = {"step": "dismiss", "suggestion": theirs.pk, "reason": "чужое"}
    assert desk.post(url("suggestions", case), data).status_code == 404
    theirs.refresh_from_db()
    assert theirs.is_open
