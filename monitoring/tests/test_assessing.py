"""Which answer counts: the machine's, a person's where the machine has none, a person's reasoned overruling."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.enums import Answer
from monitoring.law import current_law
from monitoring.models import AssessedCriterion, Assessment, Case, Criterion, DeadlineRule
from monitoring.services.assessing import assess, store_assessment
from monitoring.services.derived import run_assessments
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    CaseFactory,
    CouncilSessionFactory,
    CriterionFactory,
    DecisionKindFactory,
    ProvisionFactory,
    RecommendationFactory,
    consultation,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
PROCESS = ["eia_open_meeting"]


@pytest.fixture(autouse=True)
def law():
    for number in (4, 21, 24):
        CriterionFactory(key=f"P{number:02}", processes=PROCESS, severity=4, order=number)
    CriterionFactory(key="P37", processes=["council_consultation"], severity=3, order=37)
    DeadlineRule.objects.update_or_create(
        key="D23", defaults={"code": "D23", "name": "Протокол", "trigger": "hearing_held", "amount": 2}
    )


def told(key, answer, **fields):
    from monitoring.models import Criterion

    return Assessment(criterion=Criterion.objects.get(key=key), answer=answer, **fields)


def late_protocol(**fields):
    return consultation(held_on="2026-03-16", protocol_published_on="2026-03-30", status="held", **fields)


def rows(case):
    return {row.criterion.key: row for row in assess(case, today=TODAY).rows}


def test_the_machine_counts_where_it_knows_and_a_person_where_it_does_not():
    case = CaseFactory(
        children=[late_protocol(), told("P21", Answer.MET), told("P04", Answer.PARTLY), told("P24", Answer.MET)]
    )
    found = rows(case)
    assert list(found) == ["P04", "P21", "P24"]
    assert (found["P21"].answer, found["P21"].by_machine) == (Answer.NOT_MET, True)
    assert (found["P04"].answer, found["P04"].by_machine) == (Answer.PARTLY, False)
    assert (found["P24"].answer, found["P24"].by_machine) == (Answer.MET, False)


def test_a_person_overrules_and_both_stay_visible():
    case = CaseFactory(
        children=[late_protocol(), told("P21", Answer.MET, overrules=True, note="Протокол висел на доске.")]
    )
    row = rows(case)["P21"]
    assert (row.answer, row.overruled, row.by_machine) == (Answer.MET, True, False)
    assert row.machine.answer == Answer.NOT_MET
    assert row.person.note == "Протокол висел на доске."


def test_overruling_nothing_is_an_answer_like_any_other():
    case = CaseFactory(children=[told("P24", Answer.NOT_MET, overrules=True, note="Не ответили.")])
    row = rows(case)["P24"]
    assert (row.answer, row.overruled) == (Answer.NOT_MET, False)


def test_what_applies_follows_the_kind_and_what_a_person_answered_besides():
    case = CaseFactory(children=[told("P37", Answer.MET)])
    assert list(rows(case)) == ["P04", "P21", "P24", "P37"]
    case.kind = None
    assert list(rows(case)) == ["P37"]


def test_the_score_is_of_the_answers_that_count():
    case = CaseFactory(
        children=[
            late_protocol(),
            told("P21", Answer.PARTLY, overrules=True, note="Из-за пурги."),
            told("P04", Answer.MET),
        ]
    )
    made = assess(case, today=TODAY).score
    assert (made.applicable, made.answered, made.weight, made.lost_doubled) == (3, 2, 8, 4)


def test_a_draft_in_memory_is_assessed_too():
    draft = Case(title="Черновик", kind=CaseFactory().kind)
    draft.consultations.add(late_protocol())
    assert rows(draft)["P21"].answer == Answer.NOT_MET


def test_the_public_version_keeps_its_answers(admin_user):
    case = CaseFactory(published=True, children=[late_protocol(), told("P04", Answer.MET)])
    store_assessment(case=case, today=TODAY)
    stored = dict(AssessedCriterion.objects.filter(case=case).values_list("criterion__key", "answer"))
    assert stored == {"P04": "met", "P21": "not_met", "P24": "no_data"}
    case.consultations.all().delete()
    store_assessment(case=Case.objects.get(pk=case.pk), today=TODAY)
    assert AssessedCriterion.objects.get(case=case, criterion__key="P21").answer == "no_data"
    withdraw_case(case=Case.objects.get(pk=case.pk), user=admin_user, reason="Не то слушание")
    store_assessment(case=case)
    assert not AssessedCriterion.objects.filter(case=case).exists()


def test_publishing_stores_the_answers():
    case = CaseFactory(published=True, children=[told("P04", Answer.MET)])
    assert AssessedCriterion.objects.get(case=case, criterion__key="P04").answer == Answer.MET


def test_a_draft_that_waits_changes_nothing_public():
    case = CaseFactory(published=True, children=[told("P04", Answer.MET)])
    draft = case.get_latest_revision_as_object()
    draft.assessments.set([told("P04", Answer.NOT_MET)])
    draft.save_revision()
    store_assessment(case=Case.objects.get(pk=case.pk), today=TODAY)
    assert AssessedCriterion.objects.get(case=case, criterion__key="P04").answer == Answer.MET


def test_queries_of_one_case(django_assert_max_num_queries):
    for number in range(1, 4):
        CriterionFactory(key=f"P0{number}", processes=PROCESS).provisions.add(ProvisionFactory())
    case = CaseFactory(published=True, children=[late_protocol(), late_protocol()])
    case = Case.objects.with_record().get(pk=case.pk)
    law = current_law()
    with django_assert_max_num_queries(1):
        assess(case, today=TODAY, law=law)
    with django_assert_max_num_queries(1):
        assert current_law() is law
    Criterion.objects.filter(key="P01").update(severity=1)
    assert {made.key: made.severity for made in current_law().criteria}["P01"] == 1


def test_a_change_of_the_law_reaches_stored_answers_and_figures_once():
    case = CaseFactory(published=True, children=[late_protocol()])
    run_assessments(TODAY)
    assert AssessedCriterion.objects.get(case=case, criterion__key="P21").answer == "not_met"
    DeadlineRule.objects.filter(key="D23").update(amount=30)
    assert run_assessments(TODAY) == 1
    assert AssessedCriterion.objects.get(case=case, criterion__key="P21").answer == "met"
    assert run_assessments(TODAY) == 0


def test_the_night_asks_no_more_of_many_cases_than_of_few():
    council = DecisionKindFactory(key="council", process="council_consultation")

    def asked(cases):
        for _n in range(cases):
            CaseFactory(published=True, children=[late_protocol(), told("P24", Answer.MET)])
            session = CouncilSessionFactory()
            held = consultation(form="council_session", council=session.council, held_on=session.held_on)
            considered = CaseFactory(published=True, kind=council, children=[held])
            RecommendationFactory(session=session, case=considered)
        AssessedCriterion.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            assert run_assessments(TODAY) == Case.objects.count()
        return len(queries)

    asked(1)
    assert asked(2) == asked(9)
