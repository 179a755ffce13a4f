import datetime as dt
import uuid

import pytest

from monitoring.enums import Answer, StepEventKind
from monitoring.models import Assessment, AttendanceSheet, Case, Finding, Notice, RiskIndicator, StepEvent
from monitoring.models.case_parts import PARTS
from monitoring.tests.factories import (
    CaseFactory,
    CriterionFactory,
    ReferralOutcomeFactory,
    StepQuestionFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    hearing = consultation(held_at=dt.time(10, 30))
    hearing.notices.set([Notice(channel="portal", date="2026-02"), Notice(channel="site", date="2026-01-09")])
    asked = CriterionFactory(key="P01", processes=["hearing"])
    assessed = Assessment(criterion=asked, answer=Answer.MET)
    children = [milestone(), milestone(), hearing, evidence(is_public=True), assessed]
    made = CaseFactory(published=True, full=True, children=[*children, finding(criterion=asked, severity=2), finding()])
    through = Finding.risk_indicators.through.objects
    for key, order in (("K2", 2), ("K1", 1)):
        sign = RiskIndicator.objects.create(key=key, name_ru=key, level="high", order=order)
        through.create(finding=made.findings.first(), riskindicator=sign)
    AttendanceSheet.objects.create(case=made, consultation_uid=uuid.uuid4(), people=7)
    for found in made.findings.all():
        step = refer(found, sent_on=dt.date(2026, 4, 2)).steps.get()
        StepQuestionFactory(step=step)
        StepEvent.objects.create(step=step, kind=StepEventKind.OVERDUE, on=dt.date(2026, 4, 20))
    ReferralOutcomeFactory(step=step)
    return made


def walked(case):
    """Every column of every row below the case and of what is joined to it, but for what no page reads."""
    found = {"": [case]}
    for path in PARTS:
        parents, _separator, name = path.rpartition("__")
        found[path] = [row for parent in found[parents] for row in getattr(parent, name).all()]
    return {path: [columns(row) for row in rows] for path, rows in found.items()}


def columns(row, depth=0):
    read = [field.attname for field in row._meta.concrete_fields if field.name != "loaded"]
    own = {name: getattr(row, name) for name in read}
    cached = {
        name: columns(value, depth + 1)
        for name, value in row._state.fields_cache.items()
        if value is not None and name != "case" and depth < 3 and value._meta.model is not Case
    }
    return type(row), {name: (type(value), value) for name, value in own.items()}, cached


def test_all_at_once_is_the_same_as_relation_by_relation(case, django_assert_num_queries):
    with django_assert_num_queries(2):
        read = walked(Case.objects.filter(pk=case.pk).record())
    assert read == walked(Case.objects.with_record().get(pk=case.pk))
    assert all(read.values())


def test_other_cases_give_nothing(case):
    other = CaseFactory(published=True)
    assert not any(rows for path, rows in walked(Case.objects.filter(pk=other.pk).record()).items() if "__" in path)


def test_a_case_that_was_referred_nowhere_is_read_alike(case, django_assert_num_queries):
    other = CaseFactory(published=True, full=True, children=[milestone(), finding(), evidence(is_public=True)])
    with django_assert_num_queries(2):
        read = walked(Case.objects.filter(pk=other.pk).record())
    assert read == walked(Case.objects.with_record().get(pk=other.pk))
    assert read["findings"]


def test_nothing_is_found_in_one_question(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Case.objects.filter(reference="KZ-NONE").record() is None
