"""The reference data files hold together by themselves, before any database sees them."""

import datetime as dt
import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import FieldDoesNotExist

from monitoring import models
from monitoring.enums import Confidence

DATA = Path(__file__).parents[1] / "data"
FILES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.yaml"))}
ITEMS = {name: content["items"] for name, content in FILES.items()}
RECORDS = [json.loads(line) for line in (DATA / "records/hearings.jsonl").read_text("utf-8").splitlines()]
MODELS = {
    "acts": models.Act,
    "authorities": models.Authority,
    "bodies": models.ExecutiveBody,
    "calendar_days": models.CalendarDay,
    "centres": models.Centre,
    "councils": models.Council,
    "criteria": models.Criterion,
    "deadline_rules": models.DeadlineRule,
    "decision_kinds": models.DecisionKind,
    "districts": models.District,
    "officials": models.Official,
    "outcomes": models.Outcome,
    "precedents": models.Precedent,
    "provisions": models.Provision,
    "regions": models.Region,
    "risk_indicators": models.RiskIndicator,
    "sectors": models.Sector,
    "violation_types": models.ViolationType,
}
REFERENCES = [
    ("acts", "provisions", "act"),
    ("bodies", "bodies", "parent"),
    ("bodies", "bodies", "successor"),
    ("bodies", "councils", "body"),
    ("criteria", "violation_types", "criteria"),
    ("provisions", "criteria", "provisions"),
    ("provisions", "deadline_rules", "provision"),
    ("regions", "bodies", "region"),
    ("regions", "centres", "regions"),
    ("regions", "districts", "region"),
]
MAY_BE_EMPTY = ("follow_up", "note", "short_name", "threshold", "timeframe")
KNOWN = set(Confidence.values) - {Confidence.ENTERED}
GLUED = re.compile(r"[а-яәғқңөұүһі][a-z]|[a-z][а-яәғқңөұүһі]", re.IGNORECASE)


def keys(name):
    return {item["key"] for item in ITEMS[name]}


def as_list(value):
    return value if isinstance(value, list) else [value]


def test_every_file_has_a_model_and_tells_its_source():
    assert set(FILES) == {*MODELS, "sources"}
    assert all(content["version"] == 1 and content["source"] for content in FILES.values())


@pytest.mark.parametrize("name", FILES)
def test_keys_are_unique(name):
    repeated = [key for key, count in Counter(item["key"] for item in ITEMS[name]).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("name", MODELS)
def test_three_languages_go_together(name):
    for item in ITEMS[name]:
        for field in [key.removesuffix("_ru") for key in item if key.endswith("_ru")]:
            texts = [item[f"{field}_{language}"] for language in ("ru", "kk", "en")]
            filled = [bool(text.strip()) for text in texts]
            assert all(filled) or (field in MAY_BE_EMPTY and not any(filled)), (item["key"], field)
        assert item["name_ru"], item["key"]


@pytest.mark.parametrize("name", MODELS)
def test_words_do_not_mix_alphabets(name):
    mixed = [
        (item["key"], field, value)
        for item in ITEMS[name]
        for field, value in item.items()
        if field.startswith(("name_", "purpose_", "hint_", "evidence_")) and GLUED.search(value)
    ]
    assert mixed == []


@pytest.mark.parametrize("name", MODELS)
def test_source_and_confidence_are_told(name):
    sources, records = keys("sources"), {record["id"] for record in RECORDS}
    marks = {
        "KH": "high",
        "KM": "medium",
        "KL": "low",
        "D": "derived",
        "project": "derived",
        "unmarked": "medium",
    }
    strength = ["low", "medium", "derived", "high", "stated"]
    for item in ITEMS[name]:
        assert item["confidence"] in KNOWN, item["key"]
        ceiling = []
        for mark in item["source"].split(", "):
            assert mark in marks or mark in sources or mark in records, (item["key"], mark)
            ceiling.append(strength.index(marks.get(mark, "stated")))
        assert strength.index(item["confidence"]) <= min(ceiling), f"{item['key']} is surer than its source"


@pytest.mark.parametrize(("target", "name", "field"), REFERENCES)
def test_references_resolve(target, name, field):
    known = keys(target)
    for item in ITEMS[name]:
        missing = [key for key in as_list(item[field]) if key is not None and key not in known]
        assert missing == [], item["key"]


@pytest.mark.parametrize("name", MODELS)
def test_values_fit_the_model(name):
    model = MODELS[name]
    for item in ITEMS[name]:
        for field_name, value in item.items():
            if field_name == "translation":
                assert value == "ours", item["key"]
                continue
            try:
                field = model._meta.get_field(field_name)
            except FieldDoesNotExist:
                pytest.fail(f"{name}: {model.__name__} has no field {field_name}")
            if not field.is_relation:
                field.clean(value, None)


def test_the_tree_of_bodies_has_no_circle():
    parents = {item["key"]: item["parent"] for item in ITEMS["bodies"]}
    for key in parents:
        above, steps = parents[key], 0
        while above is not None:
            above, steps = parents[above], steps + 1
            assert steps < 10, key


def test_a_body_of_a_region_stands_under_bodies_of_the_same_region_or_of_the_country():
    bodies = {item["key"]: item for item in ITEMS["bodies"]}
    for body in bodies.values():
        parent = bodies.get(body["parent"])
        assert parent is None or parent["region"] in (None, body["region"]), body["key"]


def test_twenty_regions_with_letters_codes_and_tiles_of_their_own():
    regions = ITEMS["regions"]
    assert len(regions) == 20
    assert all(re.fullmatch(r"[A-Z]{3}", item["key"]) for item in regions)
    assert all(item["iso"] == f"KZ-{item['kato']}" for item in regions)
    for fields in (("key",), ("iso",), ("tile_row", "tile_column")):
        assert len({tuple(item[field] for field in fields) for item in regions}) == 20
    for language in ("ru", "kk", "en"):
        labels = {item[f"short_{language}"] for item in regions}
        assert len(labels) == 20
        assert all(2 <= len(label) <= 5 for label in labels)


def test_districts_bear_the_letters_of_their_region_and_differ_in_it():
    for item in ITEMS["districts"]:
        assert item["key"].startswith(f"{item['region']}-")
    names = Counter((item["region"], item["name_ru"]) for item in ITEMS["districts"])
    assert [name for name, count in names.items() if count > 1] == []


def test_the_checklist_is_complete_and_in_order():
    criteria = ITEMS["criteria"]
    assert [item["key"] for item in criteria] == [f"P{number:02}" for number in range(1, 41)]
    assert [item["order"] for item in criteria] == list(range(1, 41))
    assert all(item["provisions"] and item["processes"] for item in criteria)
    assert {key for item in ITEMS["violation_types"] for key in item["criteria"]} == keys("criteria") - {
        key for key in keys("criteria") if key in {"P06", "P07", "P08", "P18", "P23"}
    }


def test_a_criterion_is_no_surer_than_the_law_it_rests_on():
    strength = ["low", "medium", "derived", "high", "stated"]
    provisions = {item["key"]: item for item in ITEMS["provisions"]}
    for item in ITEMS["criteria"]:
        for key in item["provisions"]:
            weakest = min(strength.index(provisions[key]["confidence"]), strength.index("derived"))
            assert strength.index(item["confidence"]) <= weakest, (item["key"], key)


RULES = ITEMS["deadline_rules"]


def test_every_deadline_of_the_domain_is_there():
    numbers = [*range(1, 17), *range(20, 29), 30, 31, 40, 41, *range(50, 53)]
    assert {item["code"] for item in RULES} == {f"D{number:02}" for number in numbers} | {
        *("D15-2", "D30-S", "X01", "X39", "X40", "M10")
    }


def test_a_rule_is_no_surer_than_the_provision_it_rests_on():
    strength = ["low", "medium", "derived", "high", "stated"]
    provisions = {item["key"]: item for item in ITEMS["provisions"]}
    for item in RULES:
        if item["provision"]:
            provision = provisions[item["provision"]]["confidence"]
            assert strength.index(item["confidence"]) <= strength.index(provision), item["key"]


def test_wordings_of_one_code_follow_each_other_without_overlap():
    for code in {item["code"] for item in RULES}:
        wordings = sorted(
            (item.get("valid_from") or dt.date.min, item.get("valid_to") or dt.date.max)
            for item in RULES
            if item["code"] == code
        )
        for (_from, until), (begins, _to) in itertools.pairwise(wordings):
            assert until < begins, code


def test_the_notice_of_a_hearing_has_two_wordings_and_its_doubt_is_told():
    old, new = sorted((item for item in RULES if item["code"] == "D20"), key=lambda item: item["valid_from"])
    assert old["valid_to"] == dt.date(2024, 3, 22)
    assert new["valid_from"] == dt.date(2024, 3, 23)
    assert (new["amount"], new["unit"], new["sense"], new["confidence"]) == (20, "working", "at_least", "low")
    assert all("30" in new[f"note_{language}"] for language in ("ru", "kk", "en"))


def test_a_rule_without_a_number_says_so():
    silent = [item for item in RULES if item["amount"] is None]
    assert [item["code"] for item in silent] == ["D31"]
    assert all(item["note_en"] for item in silent)


def test_every_kind_of_record_is_a_kind_of_decision():
    assert {record["kind"] for record in RECORDS} <= keys("decision_kinds")


def test_precedents_have_partial_dates_and_known_marks():
    for item in ITEMS["precedents"]:
        for field in ("received", "findings_on"):
            assert item[field] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", item[field]), item["key"]
        assert set(item["field_confidence"].values()) <= KNOWN
    assert len([item for item in ITEMS["precedents"] if item["party"] == "KZ"]) == 8


def spellings(body):
    return {body["name_ru"], body["name_kk"], body["name_en"], *body["aliases"]}


@pytest.mark.parametrize("record", [record for record in RECORDS if record["body"]], ids=lambda record: record["id"])
def test_the_body_of_a_record_is_found(record):
    letters = {item["iso"]: item["key"] for item in ITEMS["regions"]}
    found = [body for body in ITEMS["bodies"] if record["body"] in spellings(body)]
    if len(found) > 1:
        found = [body for body in found if body["region"] == letters.get(record["region_iso"])]
    assert len(found) == 1, record["body"]
    assert found[0]["region"] in (None, letters.get(record["region_iso"]))


def test_a_spelling_shared_by_bodies_tells_them_apart_by_region():
    shared = Counter((spelling, body["region"]) for body in ITEMS["bodies"] for spelling in spellings(body))
    assert [spelling for spelling, count in shared.items() if count > 1] == []


def test_dates_are_days():
    for name in MODELS:
        for item in ITEMS[name]:
            for field in ("date", "valid_from", "valid_to"):
                value = item.get(field)
                assert value is None or type(value) is dt.date, (item["key"], field)
