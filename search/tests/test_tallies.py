"""What is kept of all entries is what a count of them would say, whatever happens to the records."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.models import AssessedCriterion, Case
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import CaseFactory, CriterionFactory, RegionFactory, finding
from search import tallies
from search.counting import count_values
from search.enums import Aspect
from search.filters import Selection
from search.filters.facets import count
from search.finding import EVERY
from search.indexing import index_cases, refresh_facts
from search.models import CaseIndex, CaseRecord, FacetTally
from search.rebuilding import rebuild

pytestmark = pytest.mark.django_db


def assert_right(number):
    """So many entries, and what is kept of them is what they hold."""
    whole = tallies.whole()
    assert whole[EVERY] == CaseIndex.objects.count() == number
    assert [whole] == count_values([CaseIndex.objects.all()], list(Aspect))


def publish(case, **fields):
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    for name, value in {"change_note": "Уточнено", **fields}.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_they_follow_every_version_and_withdrawal():
    first = CaseFactory(children=[finding()], published=True)
    second = CaseFactory(published=True)
    assert_right(2)
    publish(second, region=RegionFactory(key="ALA"), language="kk")
    assert_right(2)
    assert tallies.whole()["language", "kk"] == 1
    withdraw_case(case=first, user=UserFactory(role=Role.COORDINATOR), reason="Ошибка источника")
    assert_right(1)
    assert ("findings", "1") not in tallies.whole()


def test_a_record_that_goes_with_its_case_is_taken_off():
    case = CaseFactory(published=True)
    CaseFactory(published=True)
    CaseRecord.objects.filter(pk=case.pk).delete()
    assert_right(1)


def test_they_follow_what_changes_without_a_version():
    case, criterion = CaseFactory(published=True), CriterionFactory(key="P99")
    AssessedCriterion.objects.create(case=case, criterion=criterion, answer="not_met", by_machine=True)
    refresh_facts([case.pk])
    assert tallies.whole()["criterion", "P99"] == 1
    assert_right(1)
    AssessedCriterion.objects.filter(criterion=criterion).delete()
    refresh_facts([case.pk])
    assert ("criterion", "P99") not in tallies.whole()


def test_what_was_rolled_back_is_not_counted():
    case = CaseFactory()
    with transaction.atomic():
        publish(case)
        transaction.set_rollback(True)
    assert_right(0)


def test_writing_an_entry_as_it_was_changes_no_number():
    case = CaseFactory(published=True)
    rows = FacetTally.objects.count()
    index_cases([case.pk])
    assert FacetTally.objects.count() == rows


def test_folding_leaves_one_row_a_value_and_no_zeros():
    case = CaseFactory(published=True)
    CaseFactory(published=True)
    publish(case, language="kk")
    assert tallies.fold() > 0
    assert FacetTally.objects.count() == len(tallies.whole())
    assert_right(2)
    assert tallies.fold() == 0


def test_a_rebuild_mends_what_was_lost_and_leaves_it_folded():
    CaseFactory(published=True)
    CaseFactory(children=[finding()], published=True)
    FacetTally.objects.filter(pk__in=FacetTally.objects.values("pk")[:3]).update(entries=77)
    FacetTally.objects.filter(entries=1).delete()
    list(rebuild())
    assert_right(2)
    assert FacetTally.objects.count() == len(tallies.whole())


def test_where_nothing_is_left_out_no_entry_is_read():
    CaseFactory(published=True)
    with CaptureQueriesContext(connection) as captured:
        assert count(Selection()).total == 1
    (query,) = captured
    assert CaseIndex._meta.db_table not in query["sql"]
