"""The checklist of a kind of process, put into the draft on request."""

import pytest

from monitoring.admin.tests.urls import told, url
from monitoring.enums import Answer, Process
from monitoring.models import Assessment, Case
from monitoring.tests.factories import CaseFactory, CriterionFactory, DecisionKindFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    CriterionFactory(key="P02", processes=[Process.EIA_OPEN_MEETING, Process.PLAN_PROGRAMME])
    CriterionFactory(key="P03", processes=[Process.PLAN_PROGRAMME])
    met = CriterionFactory(key="P01", processes=[Process.EIA_OPEN_MEETING])
    kind = DecisionKindFactory(process=Process.EIA_OPEN_MEETING)
    return CaseFactory(kind=kind, children=[Assessment(criterion=met, answer=Answer.MET)])


def drafted(case):
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    return {made.criterion.key: made.answer for made in draft.assessments.all()}


def test_only_what_is_missing_and_applies_is_added_without_data(desk, coordinator, case):
    page = desk.get(url("checklist", case))
    assert [criterion.key for criterion in page.context["missing"]] == ["P02"]
    desk.post(url("checklist", case))
    assert drafted(case) == {"P01": Answer.MET, "P02": Answer.NO_DATA}
    assert Case.objects.get(pk=case.pk).latest_revision.user == coordinator


def test_a_complete_checklist_writes_no_draft(desk, case):
    desk.post(url("checklist", case))
    revision = Case.objects.get(pk=case.pk).latest_revision_id
    told(desk.post(url("checklist", case), follow=True))
    assert Case.objects.get(pk=case.pk).latest_revision_id == revision


def test_looking_changes_nothing(desk, case):
    desk.get(url("checklist", case))
    assert drafted(case) == {"P01": Answer.MET}


def test_another_desk_finds_no_checklist(client, stranger, case):
    client.force_login(stranger)
    assert client.post(url("checklist", case)).status_code == 404
    assert drafted(case) == {"P01": Answer.MET}
