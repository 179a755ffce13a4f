import pytest
import yaml

from monitoring.models import Centre, Criterion, ExecutiveBody, Precedent, Region
from monitoring.reference.loading import DataFileError, load_all, load_file

pytestmark = pytest.mark.django_db


def region_file(folder, **fields):
    item = {"key": "PAV", "iso": "KZ-55", "name_ru": "Павлодарская область", "short_ru": "ПАВ", **fields}
    (folder / "regions.yaml").write_text(yaml.safe_dump({"items": [item]}, allow_unicode=True))
    return load_file("regions", Region, folder)


def test_the_data_files_load_twice_and_the_second_time_changes_nothing():
    first = load_all()
    assert sum(report.created for report in first) > 500
    second = load_all()
    assert [(r.created, r.updated, r.kept) for r in second] == [(0, 0, [])] * len(second)
    assert Criterion.objects.count() == 40
    assert Region.objects.count() == 20
    assert Centre.objects.get(key="almaty").regions.get().letters == "ALA"
    assert ExecutiveBody.objects.filter(parent__isnull=False).exists()
    assert Precedent.objects.get(reference="ACCC/C/2011/59").articles_found


def test_loading_is_cheap_the_second_time(django_assert_max_num_queries):
    load_all()
    with django_assert_max_num_queries(60):
        load_all()


def test_an_editors_change_outlives_a_reload_and_other_fields_follow_the_file(tmp_path):
    region_file(tmp_path)
    region = Region.objects.get(key="PAV")
    region.name_ru = "Павлодар облысы"
    region.save()
    report = region_file(tmp_path, name_ru="Павлодарская обл.", short_ru="ПВЛ")
    region = Region.objects.get(key="PAV")
    assert (region.name_ru, region.short_ru) == ("Павлодар облысы", "ПВЛ")
    assert report.kept == ["PAV.name_ru"]


def test_a_value_of_the_file_can_change_again_later(tmp_path):
    for name in ("Первое", "Второе", "Третье"):
        region_file(tmp_path, name_ru=name)
    assert Region.objects.get(key="PAV").name_ru == "Третье"


def test_a_record_made_by_an_editor_is_not_overwritten(tmp_path):
    Region.objects.create(key="PAV", iso="KZ-55", name_ru="Моё название", short_ru="МОЁ")
    region_file(tmp_path)
    assert Region.objects.get(key="PAV").name_ru == "Моё название"


@pytest.mark.parametrize(("field", "complaint"), [({"colour": "red"}, "no field 'colour'")], ids=["unknown field"])
def test_a_wrong_file_says_what_is_wrong(tmp_path, field, complaint):
    with pytest.raises(DataFileError, match=complaint):
        region_file(tmp_path, **field)


def test_a_body_loads_after_its_superior_and_a_circle_is_refused(tmp_path):
    def bodies(*items):
        named = [{"name_ru": item["key"], **item} for item in items]
        (tmp_path / "bodies.yaml").write_text(yaml.safe_dump({"items": named}))
        return load_file("bodies", ExecutiveBody, tmp_path)

    bodies({"key": "unit", "parent": "ministry"}, {"key": "ministry", "parent": None})
    assert ExecutiveBody.objects.get(key="unit").parent.key == "ministry"
    with pytest.raises(DataFileError, match="refers to an unknown key or to itself"):
        bodies({"key": "a", "parent": "b"}, {"key": "b", "parent": "a"})
