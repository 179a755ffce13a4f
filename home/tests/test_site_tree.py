"""The trees are planted once; what editors change, hide or delete stays so."""

import pytest
from django.core.management import call_command
from wagtail.models import Collection, GroupPagePermission, Page, Site

from home.models import CentrePage, HomePage, PlainPage
from monitoring.tests.factories import CentreFactory

pytestmark = pytest.mark.django_db


def snapshot():
    return (
        list(Page.objects.order_by("path").values_list("path", "title", "slug", "live", "latest_revision")),
        list(Collection.objects.values_list("path", "name")),
        GroupPagePermission.objects.count(),
    )


def test_three_trees_of_the_same_pages(settings):
    CentreFactory()
    call_command("set_up_site", verbosity=0)
    homes = HomePage.objects.all()
    assert {page.slug for page in homes} == {"ru", "kk", "en"}
    shapes = {
        tuple(page.get_descendants().live().order_by("path").values_list("slug", "translation_key")) for page in homes
    }
    assert len(shapes) == 1
    (shape,) = shapes
    assert {"centres", "news", "take-part", "about", "method", "data-protection", "accessibility", "pavlodar"} == {
        slug for slug, _key in shape
    }
    site = Site.objects.get()
    assert site.root_page.specific == homes.get(slug="ru")
    assert (site.hostname, site.port) == ("localhost", 8000)


def test_the_second_run_changes_nothing():
    CentreFactory()
    call_command("set_up_site", verbosity=0)
    about = PlainPage.objects.get(slug="about", locale__language_code="kk")
    about.title = "Біз туралы"
    about.save_revision().publish()
    PlainPage.objects.get(slug="method", locale__language_code="en").delete()
    Collection.objects.filter(name__contains="Павлодар").update(name="Снимки центра")
    before = snapshot()
    call_command("set_up_site", verbosity=0)
    assert snapshot() == before


def test_before_the_trees_stand_a_centre_is_only_a_record(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        CentreFactory()
    assert not CentrePage.objects.exists()
