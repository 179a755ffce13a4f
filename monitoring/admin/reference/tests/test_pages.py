"""Lists, forms, searches and exports of every model of the reference data."""

import csv
import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from monitoring.admin.reference.columns import TO_VERIFY
from monitoring.admin.reference.viewsets import ReferenceGroup
from monitoring.admin.tests.form_data import posted
from monitoring.enums import Confidence
from monitoring.models import Act, ExecutiveBody, Initiator, Official, Tenure
from monitoring.reference.loading import FILES, load_all
from monitoring.services.merging import merge
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CouncilFactory,
    InitiatorFactory,
    OfficialFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db
MODELS = [viewset.model for viewset in ReferenceGroup.items]
# The data files have none of these.
MADE = {Initiator: InitiatorFactory, Official: OfficialFactory}
KEPT_BY_COORDINATORS = {"executivebody", "official", "initiator", "council"}


def url(model, name, *args):
    return reverse(f"wagtailsnippets_monitoring_{model._meta.model_name}:{name}", args=args)


def text(response):
    return response.getvalue().decode("utf-8-sig") if response.streaming else response.content.decode()


def titles(response):
    return [str(record) for record in response.context["object_list"]]


def test_every_model_of_the_data_files_has_its_pages(office):
    load_all()
    assert set(FILES.values()) <= set(MODELS)
    for model in MODELS:
        record = model.objects.first() or MADE[model]()
        for name, args in (("list", []), ("add", []), ("edit", [record.pk]), ("inspect", [record.pk])):
            assert office.get(url(model, name, *args)).status_code == 200, (model, name)
        for name in ("usage", "history", "delete"):
            assert office.get(url(model, name, record.pk), follow=True).status_code == 200, (model, name)
        export = office.get(url(model, "list") + "?export=csv")
        rows = list(csv.DictReader(io.StringIO(text(export))))
        assert len(rows) == model.objects.count(), model
        assert office.get(url(model, "list") + "?export=xlsx").status_code == 200


def test_saving_the_form_as_it_stands_changes_nothing(office):
    load_all()
    for model in MODELS:
        record = model.objects.first() or MADE[model]()
        before = model.objects.filter(pk=record.pk).values().get()
        address = url(model, "edit", record.pk)
        response = office.post(address, posted(text(office.get(address))))
        assert response.status_code == 302, (model, response.context["form"].errors)
        assert model.objects.filter(pk=record.pk).values().get() == before
    load_again = load_all()
    assert [report.updated for report in load_again] == [0] * len(load_again)


def test_lists_cost_the_same_however_long(office, django_assert_max_num_queries):
    load_all()
    for model in MODELS:
        office.get(url(model, "list"))
        with django_assert_max_num_queries(30):
            office.get(url(model, "list"))


def test_who_may_what(client, desk):
    for model in MODELS:
        may_edit = model._meta.model_name in KEPT_BY_COORDINATORS
        assert desk.get(url(model, "list")).status_code == 200
        assert (desk.get(url(model, "add")).status_code == 200) is may_edit, model
    body = BodyFactory()
    assert desk.get(url(ExecutiveBody, "edit", body.pk)).status_code == 200
    assert desk.post(url(ExecutiveBody, "delete", body.pk)).status_code == 302
    assert ExecutiveBody.objects.filter(pk=body.pk).exists()


def test_an_editor_of_pages_sees_none_of_it(editors):
    for model in MODELS:
        assert editors.get(url(model, "list")).status_code == 302


@pytest.mark.parametrize(
    "words", ["облыс әкімдіг", "ӘКІМДІГІ", "oblys akimdigi", "облакимат", "Акимат Павлодар", "pavlodar-akimat"]
)
def test_search_reads_names_of_all_languages_other_spellings_and_keys(desk, words):
    BodyFactory(
        key="pavlodar-akimat",
        name_ru="Акимат Павлодарской области",
        name_kk="Павлодар облысының әкімдігі",
        aliases=["Облакимат"],
    )
    BodyFactory(key="other", name_ru="Маслихат", name_kk="Мәслихат")
    for page in ("list", "list_results"):
        assert titles(desk.get(url(ExecutiveBody, page), {"q": words})) == ["Акимат Павлодарской области"]


def test_filters(desk):
    load_all()
    unsure = Act.objects.create(name_ru="Новый акт", confidence=Confidence.LOW)
    found = desk.get(url(Act, "list"), {"verification": "needed"}).context["object_list"]
    assert unsure in found
    assert all(act.needs_verification for act in found)
    Act.objects.filter(pk=unsure.pk).update(verified_on=dt.date(2026, 1, 1))
    assert unsure not in desk.get(url(Act, "list"), {"verification": "needed"}).context["object_list"]
    astana = RegionFactory(key="AST")
    bodies = desk.get(url(ExecutiveBody, "list"), {"region": astana.pk}).context["object_list"]
    assert bodies
    assert {body.region for body in bodies} == {astana}


def test_confidence_and_use_stand_in_the_list(desk):
    body = BodyFactory(confidence=Confidence.LOW)
    CaseFactory(body=body)
    CouncilFactory(body=body)
    page = text(desk.get(url(ExecutiveBody, "list")))
    assert str(TO_VERIFY) in BeautifulSoup(page, "html.parser").select_one("table.listing tbody").get_text()
    assert f'<a href="{url(ExecutiveBody, "usage", body.pk)}">2</a>' in page


def test_usage_names_cases_only_to_those_who_may_read_them(desk):
    body = BodyFactory()
    CaseFactory(body=body, title="Дело нашего региона")
    CaseFactory(body=body, title="Чужой черновик", region=RegionFactory(key="AST"), centre=None)
    page = text(desk.get(url(ExecutiveBody, "usage", body.pk)))
    assert "Дело нашего региона" in page
    assert "Чужой черновик" not in page


def test_a_name_in_one_language_is_enough_and_none_is_refused(desk):
    form = posted(text(desk.get(url(ExecutiveBody, "add"))))
    refused = desk.post(url(ExecutiveBody, "add"), form)
    assert "name_ru" in refused.context["form"].errors
    saved = desk.post(url(ExecutiveBody, "add"), {**form, "name_kk": "Жаңа орган", "aliases": "Бір\n\n Екі \nБір"})
    assert saved.status_code == 302
    made = ExecutiveBody.objects.get(name_kk="Жаңа орган")
    assert (made.aliases, made.confidence, str(made)) == (["Бір", "Екі"], Confidence.ENTERED, "Жаңа орган")
    assert made.key


def test_the_key_is_in_addresses_and_stays(office):
    body = BodyFactory(key="pavlodar-akimat")
    address = url(ExecutiveBody, "edit", body.pk)
    office.post(address, posted(text(office.get(address)), key="other", name_ru="Другое имя"))
    body.refresh_from_db()
    assert (body.key, body.name_ru) == ("pavlodar-akimat", "Другое имя")


def test_an_official_is_edited_with_tenures(desk):
    official, body = OfficialFactory(), BodyFactory()
    address = url(Official, "edit", official.pk)
    form = posted(text(desk.get(address)))
    tenure = {"body": body.pk, "position": "аким", "started_on": "2024-02-01", "ended_on": "", "source": "", "id": ""}
    rows = {f"tenures-0-{name}": value for name, value in tenure.items()}
    response = desk.post(address, {**form, "tenures-TOTAL_FORMS": "1", **rows, "tenures-0-DELETE": ""})
    assert response.status_code == 302
    assert Tenure.objects.get(official=official).position == "аким"
    rows |= {"tenures-0-id": Tenure.objects.get().pk, "tenures-0-ended_on": "2023-01-01"}
    form = posted(text(desk.get(address)))
    assert desk.post(address, {**form, **rows}).status_code == 200
    assert Tenure.objects.get().ended_on is None


def test_what_is_used_cannot_be_deleted_alone_or_in_bulk(office):
    used, free = BodyFactory(), BodyFactory()
    CaseFactory(body=used)
    assert office.post(url(ExecutiveBody, "delete", used.pk))["Location"] == url(ExecutiveBody, "usage", used.pk)
    bulk = reverse("wagtail_bulk_action", args=["monitoring", "executivebody", "delete"])
    office.post(f"{bulk}?id={used.pk}&id={free.pk}&next=/admin/")
    assert list(ExecutiveBody.objects.filter(pk__in=[used.pk, free.pk])) == [used]


def test_a_merged_record_leaves_the_list_and_its_page_leads_to_the_kept_one(desk):
    kept, double = BodyFactory(), BodyFactory()
    merge(keep=kept, duplicates=[double], user=desk.user)
    assert titles(desk.get(url(ExecutiveBody, "list"))) == [str(kept)]
    response = desk.get(url(ExecutiveBody, "edit", double.pk))
    assert response["Location"] == url(ExecutiveBody, "edit", kept.pk)
    assert double.key in text(desk.get(url(ExecutiveBody, "usage", kept.pk)))
