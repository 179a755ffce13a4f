"""The form of a record names who headed the body when a finding happened, or says why it cannot."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring.models import Tenure
from monitoring.tests.factories import BodyFactory, CaseFactory, OfficialFactory, finding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def held(body, name, first, last=None):
    term = {"position": "Руководитель", "started_on": first, "ended_on": last}
    return Tenure.objects.create(official=OfficialFactory(name_ru=name, name_en=name), body=body, **term)


def form_of(desk, case):
    return desk.get(reverse("wagtailsnippets_monitoring_case:edit", args=[case.pk])).content.decode()


@pytest.mark.parametrize(
    ("happened_on", "expected"),
    [
        ("2026-03-14", "In office then: Akhmetov B., Руководитель."),
        ("2025-12-31", "Several were in office then: Akhmetov B., Руководитель; Seitov A., Руководитель."),
        ("2024-05", "Of nobody is it known that they headed the body then."),
        (None, "Write when it happened and save: who headed the body then will be named here."),
    ],
)
def test_the_official_in_office_is_suggested(desk, happened_on, expected):
    body = BodyFactory()
    held(body, "Seitov A.", dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    held(body, "Akhmetov B.", dt.date(2025, 12, 31))
    held(BodyFactory(), "Foreign C.", dt.date(2020, 1, 1))
    assert expected in form_of(desk, CaseFactory(body=body, children=[finding(happened_on=happened_on)]))


def test_without_a_body_nobody_can_be_named(desk):
    assert "Choose the body of the record" in form_of(desk, CaseFactory(body=None, children=[finding()]))


def test_a_finding_that_names_somebody_asks_for_nobody(desk):
    body, official = BodyFactory(), OfficialFactory(name_ru="Ким В.", name_en="Kim V.")
    held(body, "Akhmetov B.", dt.date(2025, 12, 31))
    named = finding(happened_on="2026-03-14", official=official)
    assert "In office then" not in form_of(desk, CaseFactory(body=body, children=[named]))
