import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from monitoring.models import Case, ExecutiveBody
from monitoring.tests.factories import BodyFactory, CaseFactory, RegionFactory

pytestmark = pytest.mark.django_db


def merge_url(*records):
    chosen = "&".join(f"id={record.pk}" for record in records)
    return reverse("wagtail_bulk_action", args=["monitoring", "executivebody", "merge"]) + f"?{chosen}&next=/admin/"


@pytest.fixture
def bodies():
    return BodyFactory(name_ru="Акимат"), BodyFactory(name_ru="Акимат области")


def hidden(page):
    return BeautifulSoup(page, "html.parser").find("input", {"name": "seen"}).get("value", "")


def test_choose_look_confirm(desk, bodies):
    kept, double = bodies
    case = CaseFactory(body=double)
    first = desk.get(merge_url(*bodies)).content.decode()
    assert "Акимат области" in first
    look = desk.post(merge_url(*bodies), {"keep": kept.pk, "seen": hidden(first)})
    assert look.context["moves"] == [(str(Case._meta.verbose_name_plural), 1)]
    assert Case.objects.get(pk=case.pk).body == double
    done = desk.post(merge_url(*bodies), {"keep": kept.pk, "seen": hidden(look.content.decode())})
    assert done["Location"] == "/admin/"
    assert Case.objects.get(pk=case.pk).body == kept
    assert ExecutiveBody.objects.get(pk=double.pk).merged_into == kept


def test_another_choice_is_shown_before_it_is_done(desk, bodies):
    kept, double = bodies
    look = desk.post(merge_url(*bodies), {"keep": double.pk, "seen": str(kept.pk)})
    assert look.status_code == 200
    assert look.context["keep"] == double
    assert not ExecutiveBody.objects.filter(merged_into__isnull=False).exists()


def test_two_regions_are_warned_of(desk, bodies):
    kept, _double = bodies
    page = desk.get(merge_url(kept, BodyFactory(region=RegionFactory(key="AST"))))
    assert len(page.context["warnings"]) == 1


def test_a_refusal_is_told_in_words_and_nothing_moves(desk, bodies):
    kept, double = bodies
    between = BodyFactory(parent=double)
    ExecutiveBody.objects.filter(pk=kept.pk).update(parent=between)
    refused = desk.post(merge_url(*bodies), {"keep": kept.pk, "seen": str(kept.pk)})
    assert refused.status_code == 200
    assert [str(message) for message in refused.context["messages"]]
    assert not ExecutiveBody.objects.filter(merged_into__isnull=False).exists()


def test_one_record_is_not_enough(desk, bodies):
    page = desk.post(merge_url(bodies[0]), {"keep": bodies[0].pk, "seen": str(bodies[0].pk)})
    assert page.status_code == 200
    assert not ExecutiveBody.objects.filter(merged_into__isnull=False).exists()


def test_editors_of_pages_cannot(editors, bodies):
    kept, _double = bodies
    editors.post(merge_url(*bodies), {"keep": kept.pk, "seen": str(kept.pk)})
    assert not ExecutiveBody.objects.filter(merged_into__isnull=False).exists()
