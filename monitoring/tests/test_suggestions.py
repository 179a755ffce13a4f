"""Signs: offered once, decided once, offered again only when the facts change, made into findings with their basis."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.enums import FindingStatus, Process
from monitoring.models import Case, RiskIndicator, Suggestion, Tenure
from monitoring.services.errors import NotThePublisher, ReasonMissing
from monitoring.services.findings import confirm_suggestion
from monitoring.services.suggestions import dismiss_suggestion, refresh_suggestions, run_suggestions
from monitoring.tests.factories import (
    CaseFactory,
    CentreFactory,
    CouncilSessionFactory,
    CriterionFactory,
    DeadlineRuleFactory,
    DecisionKindFactory,
    OfficialFactory,
    ProvisionFactory,
    RecommendationFactory,
    RegionFactory,
    ViolationTypeFactory,
    consultation,
    milestone,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
PROCESS = [Process.EIA_OPEN_MEETING]


@pytest.fixture(autouse=True)
def law():
    DeadlineRuleFactory(
        key="D23", code="D23", trigger="hearing_held", amount=2, provision=ProvisionFactory(key="A6.8", paragraph="8")
    )
    protocol = CriterionFactory(key="P21", stage="hearing", severity=3, processes=PROCESS)
    CriterionFactory(key="P17", stage="time", severity=5, processes=PROCESS)
    ViolationTypeFactory(key="V-PRO", name_ru="Протокол не опубликован").criteria.add(protocol)
    for key in ("K05", "K12", "K17"):
        RiskIndicator.objects.update_or_create(key=key, defaults={"name": key, "name_ru": key, "level": "high"})


@pytest.fixture
def user():
    made = UserFactory()
    grant_role(user=made, role=Role.COORDINATOR, centre=CentreFactory())
    return made


def hearing(published_on="2026-03-30"):
    return consultation(held_on="2026-03-16", protocol_published_on=published_on, status="held")


def refreshed(case, today=TODAY):
    refresh_suggestions(case=Case.objects.get(pk=case.pk), today=today)
    return {row.code: row for row in Suggestion.objects.filter(case=case)}


def redraft(case, change):
    draft = Case.objects.get(pk=case.pk).get_latest_revision().as_object()
    change(draft)
    draft.save_revision()


def test_offered_once_and_gone_when_mended():
    case = CaseFactory(children=[hearing()])
    first = refreshed(case)["P21"]
    assert refreshed(case)["P21"].pk == first.pk
    redraft(case, lambda draft: setattr(draft.consultations.all()[0], "protocol_published_on", "2026-03-18"))
    assert refreshed(case) == {}


def test_time_alone_changes_nothing():
    case = CaseFactory(children=[milestone(kind="commitment", date="2026-03-01"), hearing()])
    one = {code: row.detail for code, row in refreshed(case).items()}
    assert set(one) == {"P21", "P17", "K05", "K17"}
    assert one == {code: row.detail for code, row in refreshed(case, TODAY + dt.timedelta(days=400)).items()}


def test_dismissed_is_remembered_until_the_facts_change(user):
    case = CaseFactory(children=[hearing()])
    dismiss_suggestion(suggestion=refreshed(case)["P21"], user=user, reason="Сайт не работал.")
    row = refreshed(case)["P21"]
    assert (row.is_open, row.decided_by) == (False, user)
    assert ModelLogEntry.objects.filter(action="monitoring.dismiss").exists()
    redraft(case, lambda draft: setattr(draft.consultations.all()[0], "protocol_published_on", "2026-04-30"))
    again = refreshed(case)["P21"]
    assert again.is_open
    assert again.dismissed_reason == "Сайт не работал."


def test_dismissing_asks_for_a_reason_and_a_right(user):
    case = CaseFactory(children=[hearing()])
    row = refreshed(case)["P21"]
    with pytest.raises(ReasonMissing):
        dismiss_suggestion(suggestion=row, user=user, reason=" ")
    stranger = UserFactory()
    region = RegionFactory(key="AST", name_ru="Астана")
    grant_role(user=stranger, role=Role.COORDINATOR, centre=CentreFactory(key="astana", regions=[region]))
    with pytest.raises(NotThePublisher):
        dismiss_suggestion(suggestion=row, user=stranger, reason="чужое")
    with pytest.raises(NotThePublisher):
        confirm_suggestion(suggestion=row, user=stranger)


def test_a_finding_is_written_with_its_basis_and_who_was_in_office(user):
    case = CaseFactory(children=[hearing()])
    head, later = OfficialFactory(), OfficialFactory()
    started = dt.date(2026, 1, 1)
    Tenure.objects.create(
        official=head,
        body=case.body,
        position="Руководитель управления",
        started_on=started,
        ended_on=dt.date(2026, 3, 31),
    )
    Tenure.objects.create(official=later, body=case.body, position="Руководитель", started_on=dt.date(2026, 4, 1))
    confirm_suggestion(suggestion=refreshed(case)["P21"], user=user)
    [made] = Case.objects.get(pk=case.pk).get_latest_revision_as_object().findings.all()
    assert made.title.startswith("Протокол не опубликован. ")
    assert made.criterion.key == "P21"
    assert made.provision.key == "A6.8"
    assert made.violation_type.key == "V-PRO"
    assert made.severity == 3
    assert made.happened_on.iso == "2026-03-30"
    assert (made.official, made.position) == (head, "Руководитель управления")
    assert made.status == FindingStatus.DRAFT
    assert made.statuses.all()[0].author == user
    assert made.description
    assert not made.is_shown
    made.full_clean(exclude=["case"])
    assert "P21" not in {code for code, row in refreshed(case).items() if row.is_open}


def test_a_finding_is_made_once_and_offered_again_when_it_is_taken_out(user):
    case = CaseFactory(children=[hearing()])
    row = refreshed(case)["P21"]
    confirm_suggestion(suggestion=row, user=user)
    with pytest.raises(NotThePublisher):
        confirm_suggestion(suggestion=row, user=user)
    redraft(case, lambda draft: draft.findings.set([]))
    assert refreshed(case)["P21"].is_open


def test_indicators_of_the_same_criterion_come_with_its_finding(user):
    case = CaseFactory(children=[milestone(kind="commitment", date="2026-03-01"), hearing()])
    confirm_suggestion(suggestion=refreshed(case)["P17"], user=user)
    [made] = Case.objects.get(pk=case.pk).get_latest_revision_as_object().findings.all()
    assert {indicator.key for indicator in made.risk_indicators.all()} == {"K05", "K17"}
    assert not {"K05", "K17", "P17"} & {code for code, row in refreshed(case).items() if row.is_open}


def test_an_indicator_without_a_criterion_asks_for_one(user):
    case = CaseFactory()
    row = Suggestion.objects.create(case=case, source="indicator", code="K12", detail={"reasons": []})
    with pytest.raises(ReasonMissing):
        confirm_suggestion(suggestion=row, user=user)
    made = confirm_suggestion(suggestion=row, user=user, criterion=CriterionFactory(key="P21"))
    assert made.criterion.key == "P21"


def test_the_night_looks_at_public_cases_in_a_fixed_number_of_queries():
    CriterionFactory(key="P37", processes=[Process.COUNCIL_CONSULTATION], severity=3)
    kind = DecisionKindFactory(key="council", process=Process.COUNCIL_CONSULTATION)

    def asked(more):
        for _number in range(more):
            CaseFactory(published=True, children=[hearing()])
            session = CouncilSessionFactory()
            held = consultation(form="council_session", council=session.council, held_on=session.held_on)
            RecommendationFactory(session=session, case=CaseFactory(published=True, kind=kind, children=[held]))
        CaseFactory(children=[hearing()])
        Suggestion.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            assert run_suggestions(TODAY) == Case.objects.public().count()
        return len(queries)

    asked(1)
    assert asked(1) == asked(6)
    assert Suggestion.objects.filter(code="P21").count() == 8
