"""Points of a result: public coordinates only, no other host unless the settings name one."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import tile_source
from monitoring.tests.factories import CaseFactory, DistrictFactory

pytestmark = pytest.mark.django_db


def read(client, address="?view=map"):
    return client.get(f"/ru/cases/{address}").content.decode()


def test_points_are_those_of_the_result_and_no_more_exact_than_a_kilometre(client):
    placed = CaseFactory(title="Разрез у села", latitude=52.12345, longitude=76.98765, published=True)
    CaseFactory(title="Карьер", summary="", latitude=50.5, longitude=70.5, published=True)
    CaseFactory(title="Черновик", latitude=49.25, longitude=71.5)
    html = read(client, "?view=map&q=разрез")
    assert "[52.12, 76.99]" in html
    assert placed.reference in html
    assert "52.123" not in html
    assert "50.5" not in html
    assert "49.25" not in read(client)
    assert 'data-tiles=""' in html


def test_without_coordinates_it_is_said_and_districts_are_links(client):
    CaseFactory(district=DistrictFactory(name_ru="Экибастуз"), published=True)
    html = read(client)
    assert "data-map=" not in html
    assert "?district=" in html
    assert "Экибастуз" in html


def test_a_title_cannot_break_out_of_the_data_of_the_map(client):
    CaseFactory(title="</script><script>alert(1)</script>", latitude=50, longitude=70, published=True)
    assert "<script>alert" not in read(client)


def test_only_the_host_of_the_tiles_is_let_in():
    assert tile_source("https://{s}.tiles.example/{z}/{x}/{y}.png") == "https://*.tiles.example"
    assert tile_source("https://tiles.example:8080/{z}") == "https://tiles.example:8080"
    for wrong in ("http://tiles.example/{z}", "tiles.example", "https:///x"):
        with pytest.raises(ImproperlyConfigured):
            tile_source(wrong)
