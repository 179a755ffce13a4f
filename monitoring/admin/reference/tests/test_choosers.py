import json

import pytest
from django.urls import reverse

from monitoring.models import ExecutiveBody, Initiator
from monitoring.services.merging import merge
from monitoring.tests.factories import BodyFactory, CriterionFactory, InitiatorFactory, RegionFactory

pytestmark = pytest.mark.django_db


def url(model, name):
    return reverse(f"wagtailsnippetchoosers_monitoring_{model}:{name}")


def html(response):
    return json.loads(response.content)["html"] if "json" in response["Content-Type"] else response.content.decode()


def test_found_by_any_name_and_never_a_merged_one(desk):
    kept, double = BodyFactory(name_kk="Павлодар облысының әкімдігі"), BodyFactory(name_ru="Двойник")
    other = BodyFactory(name_ru="Маслихат")
    merge(keep=kept, duplicates=[double], user=desk.user)
    assert "Двойник" not in html(desk.get(url("executivebody", "choose")))
    for words in ("әкімдіг", "двойник"):
        found = html(desk.get(url("executivebody", "choose_results"), {"q": words}))
        assert str(kept) in found
        assert str(other) not in found


def test_a_record_is_made_inside_and_chosen(desk):
    region = RegionFactory()
    data = {"name_ru": "Отдел ЖКХ", "name_kk": "", "kind": "other", "region": region.pk, "source": "протокол"}
    answer = json.loads(desk.post(url("executivebody", "create"), data).content)
    made = ExecutiveBody.objects.get(name_ru="Отдел ЖКХ")
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(made.pk))
    assert (made.region, made.confidence) == (region, "entered")
    nameless = json.loads(desk.post(url("initiator", "create"), {"bin": "050640001234"}).content)
    assert nameless["step"] != "chosen"
    assert not Initiator.objects.exists()


def test_the_law_is_chosen_but_not_made_by_coordinators(desk):
    CriterionFactory()
    page = html(desk.get(url("criterion", "choose")))
    assert "P02" in page
    assert desk.post(url("criterion", "create"), {"name_ru": "Своё"}).status_code in (302, 403, 404, 405)


def test_the_case_form_uses_them(desk):
    InitiatorFactory()
    page = desk.get(reverse("wagtailsnippets_monitoring_case:add")).content.decode()
    for model in ("executivebody", "initiator", "official", "criterion", "provision", "council"):
        assert url(model, "choose") in page
    assert url("sector", "choose") not in page
