"""The API as a program meets it."""

import datetime as dt
import json
from unittest import mock

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import parse_http_date

from monitoring.models import Case
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CouncilFactory,
    CriterionFactory,
    ProvisionFactory,
    RegionFactory,
    consultation,
    evidence,
    finding,
    milestone,
)
from search.api.models import ApiKey
from search.api.urls import LISTS, ONES

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def case(rows_of_module):
    RegionFactory(key="ALA", name_ru="Алматы", name_kk="Алматы қаласы", iso="KZ-75")
    CriterionFactory().provisions.add(ProvisionFactory())
    CouncilFactory()
    made = CaseFactory(
        full=True,
        title="Расширение разреза",
        children=[consultation(), milestone(), evidence(is_public=True), evidence(title="Секретный лист"), finding()],
        published=True,
    )
    CaseFactory(title="Черновик о разрезе", children=[finding(title="Ещё не опубликовано")])
    return made


def get(client, address, status=200, **headers):
    response = client.get(f"/api/v1/{address}", headers=headers)
    assert response.status_code == status, response.content
    return response


@pytest.mark.parametrize("name", [name for name, _view, _text in LISTS])
def test_every_list_answers_in_every_language(client, case, name):
    for language in ("ru", "kk", "en"):
        data = get(client, f"{name}/?lang={language}").json()
        assert set(data) == {"next", "previous", "results"}
        assert data["results"] or name == "referrals"


def test_a_list_of_cases_is_the_list_of_the_site(client, case):
    found = get(client, "cases/?q=разрезы&region=PAV").json()["results"]
    assert [row["reference"] for row in found] == [case.reference]
    assert found[0]["region"] == {"key": "PAV", "name": "Павлодарская область"}
    assert get(client, "cases/?q=разрезы&region=ALA").json()["results"] == []
    assert (
        get(client, "cases/?region=PAV&lang=kk").json()["results"][0]["region"]["name"] == "Павлодарская область (қаз.)"
    )


def test_a_list_of_cases_counts_what_is_asked_for(client, case):
    assert "facets" not in get(client, "cases/").json()
    data = get(client, "cases/?q=разрез&region=ALA&facet=region&facet=findings&facet=outcome&lang=kk").json()
    assert (data["results"], data["count"]) == ([], 0)
    assert data["facets"] == {
        "region": [
            {"key": "PAV", "name": "Павлодарская область (қаз.)", "count": 1},
            {"key": "ALA", "name": "Алматы қаласы", "count": 0},
        ],
        "findings": [],
        "outcome": [],
    }
    data = get(client, "cases/?q=разрез&facet=findings&limit=1").json()
    assert data["count"] == 1
    assert data["facets"] == {"findings": [{"key": "1", "name": "С признаками нарушения", "count": 1}]}


def test_one_case_holds_all_that_is_public_and_nothing_else(client, case):
    response = get(client, f"cases/{case.reference}/")
    data = response.json()
    assert data["title"] == "Расширение разреза"
    assert len(data["evidence"]) == data["evidence_not_published"] == 1
    assert "Секретный" not in response.text
    assert len(data["findings"]) == len(data["consultations"]) == 1


def test_what_is_not_public_is_nowhere(client, case):
    for name, _view, _text in LISTS:
        text = get(client, f"{name}/").text
        assert "Черновик" not in text
        assert "Ещё не опубликовано" not in text
        assert "Секретный" not in text
    draft = type(case).objects.get(title="Черновик о разрезе")
    get(client, f"cases/{draft.reference or draft.pk}/", status=404)


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("cases/?regon=PAV", "regon"),
        ("cases/?region=XXX", "region"),
        ("cases/?sort=length", "sort"),
        ("cases/?facet=length", "facet"),
        ("cases/?lang=de", "lang"),
        ("cases/?fields=reference,secret", "fields"),
        ("findings/?severity=9", "severity"),
        ("consultations/?form=party", "form"),
        ("bodies/?kind=%00", "kind"),
        ("cases/KZ-PAV-2026-0001/?limit=3", "limit"),
    ],
)
def test_what_is_not_known_is_an_error_that_names_it(client, case, address, parameter):
    error = get(client, address, status=400).json()
    assert error["error"] == "bad_request"
    assert parameter in error["detail"]


def test_a_cursor_that_was_made_up_is_refused(client, case):
    assert get(client, "cases/?cursor=nonsense", status=404).json()["error"] == "not_found"


def test_nothing_stands_at_other_addresses(client, case):
    assert get(client, "salaries/", status=404).json()["error"] == "not_found"
    assert get(client, "bodies/no-such-body/", status=404).json()["error"] == "not_found"
    assert client.post("/api/v1/cases/", {}).status_code == 405


def test_pages_follow_each_other_without_losing_or_repeating(client, case):
    for number in range(7):
        CaseFactory(title=f"Дело {number}", published=True)
    seen, address = [], "cases/?limit=3&fields=reference"
    while address:
        data = get(client, address).json()
        seen += [row["reference"] for row in data["results"]]
        assert all(set(row) == {"reference"} for row in data["results"])
        address = (data["next"] or "").rpartition("/api/v1/")[2]
    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize("many", [0, 100])
def test_cases_stand_in_the_order_asked_for_however_few_they_are(client, many, monkeypatch):
    monkeypatch.setattr("search.api.cases.MANY", many)
    monkeypatch.setattr("search.api.cases.MANY_RECORDS", many)
    own = ("Первое", "Второе", "Третье")
    for title in own:
        CaseFactory(title=title, published=True)
    draft = Case.objects.get(title="Первое").get_latest_revision_as_object()
    draft.change_note = "Уточнено"
    draft.save_revision().publish()

    def titles(address):
        seen = []
        while address:
            data = get(client, address).json()
            seen += [row["title"] for row in data["results"] if row["title"] in own]
            address = (data["next"] or "").rpartition("/api/v1/")[2]
        return seen

    for asked in ("", "region=PAV&"):
        assert titles(f"cases/?{asked}limit=2") == ["Третье", "Второе", "Первое"]
        assert titles(f"cases/?{asked}limit=2&sort=changed") == ["Первое", "Третье", "Второе"]


def test_an_entry_left_over_from_a_withdrawn_case_shows_nothing(client, case):
    kept = CaseFactory(title="Карьер у реки", published=True)
    for each in (case, CaseFactory(title="Карьер у озера", published=True)):
        Case.objects.filter(pk=each.pk).update(live=False)
    assert [row["reference"] for row in get(client, "cases/?q=карьер").json()["results"]] == [kept.reference]
    Case.objects.filter(pk=kept.pk).update(live=False)
    assert get(client, "cases/?q=карьер").json()["results"] == []


@pytest.mark.parametrize("name", [name for name, _view, _text in LISTS])
def test_queries_do_not_grow_with_the_rows(client, case, name):
    def asked():
        with CaptureQueriesContext(connection) as found:
            get(client, f"{name}/")
        return len(found)

    few = asked()
    for number in range(4):
        body = BodyFactory()
        CouncilFactory(body=body)
        CriterionFactory(key=f"P{number + 30}").provisions.add(ProvisionFactory(key=f"A9.{number}"))
        RegionFactory(key=f"R{number}A", name_ru=f"Область {number}")
        CaseFactory(body=body, children=[consultation(), finding()], published=True)
    assert asked() == few <= 9


def test_an_answer_that_has_not_changed_is_not_sent_again(client, case, monkeypatch):
    response = get(client, "cases/")
    assert "public" in response["Cache-Control"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    get(client, "cases/", status=304, if_none_match=response["ETag"])
    get(client, "cases/", status=304, if_modified_since=response["Last-Modified"])
    later = timezone.now() + dt.timedelta(minutes=5)
    monkeypatch.setattr("search.api.freshness.timezone", mock.Mock(now=lambda: later))
    CaseFactory(title="Новое дело", published=True)
    changed = get(client, "cases/", if_modified_since=response["Last-Modified"])
    assert parse_http_date(changed["Last-Modified"]) > parse_http_date(response["Last-Modified"])


def test_too_many_requests_are_told_when_to_ask_again(client, case, monkeypatch):
    monkeypatch.setattr("search.api.access.AnonymousThrottle.rate", "2/min", raising=False)
    get(client, "regions/"), get(client, "regions/?lang=kk")
    response = get(client, "regions/?lang=en", status=429)
    assert int(response["Retry-After"]) > 0
    assert response.json()["error"] == "too_many_requests"


def test_a_key_lets_ask_more_often_until_it_is_revoked(client, case, monkeypatch):
    monkeypatch.setattr("search.api.access.AnonymousThrottle.rate", "1/min", raising=False)
    key = ApiKey(name="Редакция", email="editor@example.org")
    secret = key.renew()
    key.save()
    for _time in range(3):
        get(client, "regions/", authorization=f"Api-Key {secret}")
    assert secret not in str(ApiKey.objects.values())
    ApiKey.objects.update(revoked_at="2026-01-01T00:00Z")
    assert get(client, "regions/", status=401, authorization=f"Api-Key {secret}").json()["error"] == "bad_key"


def test_the_description_names_every_parameter(client, case):
    document = json.loads(get(client, "openapi.json").content)
    assert document["openapi"].startswith("3.1")
    assert len(document["paths"]) == len(LISTS) + len(ONES)
    named = {each["name"] for each in document["paths"]["/api/v1/cases/"]["get"]["parameters"]}
    assert {"q", "region", "body", "year", "cursor", "limit", "fields", "lang", "sort"} <= named


def test_the_front_door_leads_everywhere(client, case):
    data = get(client, "").json()
    for name in ("cases", "openapi"):
        assert client.get("/" + data[name].split("/", 3)[3]).status_code == 200
    for address in data["documentation"].values():
        page = client.get("/" + address.split("/", 3)[3])
        assert page.status_code == 200
        assert "curl" in page.text


def test_every_operation_has_an_example_that_its_description_allows(client):
    document = json.loads(get(client, "openapi.json").content)
    for path, methods in document["paths"].items():
        answer = methods["get"]["responses"]["200"]["content"]["application/json"]
        examples = [example["value"] for example in answer["examples"].values()]
        assert examples, path
        whole = {**answer["schema"], "components": document["components"]}
        for example in examples:
            jsonschema.validate(example, whole)
            records = example.get("results", [example])
            name = (answer["schema"].get("$ref") or "").split("/")[-1]
            fields = document["components"]["schemas"][name]["properties"]
            shape = fields["results"]["items"]["$ref"].split("/")[-1] if "results" in fields else name
            known = document["components"]["schemas"][shape]["properties"]
            assert [set(record) for record in records] == [set(known)], path


@pytest.mark.parametrize("limit", ["0", "201", "-1", "ten", "", "1.5", "٣"])
def test_a_limit_that_is_none_is_an_error(client, limit):
    assert "limit" in get(client, f"regions/?limit={limit}", status=400).json()["detail"]


def test_what_is_no_key_is_an_error(client):
    for sent in ("Bearer abc", "Api-Key", "abc"):
        assert get(client, "regions/", status=401, authorization=sent).json()["error"] == "bad_key"


@pytest.mark.parametrize("address", ["cases/?cursor=zzz", "cases/?cursor=zzz&lang=kk", "regions/NONE/", "nothing/"])
def test_errors_are_told_in_english_whatever_the_language_of_labels(client, address):
    assert get(client, address, status=404).content.decode().isascii()
    assert client.post("/api/v1/regions/").content.decode().isascii()
