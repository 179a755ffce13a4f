"""The method page: by which terms, calendar and indicators records are judged, as the code has them now."""

import pytest
from django.urls import reverse

from monitoring.calendars import current_calendar
from monitoring.models import CalendarDay, DeadlineRule, RiskIndicator
from monitoring.risks.computing import INDICATORS
from monitoring.rules import rule_book
from monitoring.tests.factories import CriterionFactory, DeadlineRuleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def page(client):
    return client.get(reverse("monitoring:method")).content.decode()


def test_versions_of_terms_and_calendar_stand_on_the_page_and_change_with_them(client):
    rule = DeadlineRuleFactory(code="D20", amount=20)
    before = rule_book().version, current_calendar().version
    assert all(version in page(client) for version in before)
    DeadlineRule.objects.filter(pk=rule.pk).update(amount=21)
    CalendarDay.objects.create(key="moved", date="2026-03-09", name_ru="Перенос")
    after = rule_book().version, current_calendar().version
    assert not set(before) & set(after)
    assert all(version in page(client) for version in after)


def test_the_version_of_terms_tells_nothing_of_words_or_order():
    rule = DeadlineRuleFactory(code="D20", amount=20)
    before = rule_book().version
    DeadlineRule.objects.filter(pk=rule.pk).update(name_ru="Иначе", note="Уточнить", order=9)
    assert rule_book().version == before


def test_more_rules_and_criteria_cost_no_more_queries(client, django_assert_num_queries):
    page(client)
    for number in range(5):
        DeadlineRuleFactory(code=f"D9{number}")
        CriterionFactory(key=f"P9{number}")
    with django_assert_num_queries(6):
        page(client)


def test_computed_indicators_are_told_from_those_that_only_a_person_sees(client):
    for key in ("K03", "K10"):
        RiskIndicator.objects.create(key=key, name_ru=key, level="high")
    assert "K03" in INDICATORS
    assert "K10" not in INDICATORS
    text = page(client)
    assert text.count("computed, then judged by a person") == 1
    assert text.count("only a person can see it") == 1
