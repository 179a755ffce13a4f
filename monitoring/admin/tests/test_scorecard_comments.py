"""What a body says of its scorecard: entered by the desk of its region, read, shown, hidden, never deleted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring.enums import Moderation
from monitoring.models import ScorecardComment
from monitoring.tests.factories import BodyFactory, RegionFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"monitoring_scorecard_comments:{name}", args=args)


def comment(body, **fields):
    said = {"text": "Сроки исправлены", "name": "Ахметов Б.", "position": "Руководитель", "received_on": "2026-05-01"}
    return ScorecardComment.objects.create(body=body, **said, **fields)


def typed(chosen, **changes):
    said = {"text": "Сроки исправлены", "name": "Ахметов Б.", "position": "Руководитель", "received_on": "2026-05-01"}
    return {"body": chosen.pk, "language": "ru", "moderation": Moderation.WAITING, **said, **changes}


@pytest.fixture
def own():
    return BodyFactory(name_ru="Управление Павлодара")


@pytest.fixture
def foreign(astana):
    return BodyFactory(name_ru="Управление Астаны", region=astana.regions.get())


def test_a_comment_is_entered_unread_and_shown_by_a_decision(desk, client, own):
    desk.post(url("add"), typed(own))
    made = ScorecardComment.objects.get()
    assert made.moderation == Moderation.WAITING
    assert not ScorecardComment.objects.public().exists()
    desk.post(url("edit", made.pk), typed(own, moderation=Moderation.SHOWN))
    assert ScorecardComment.objects.public().get() == made


@pytest.mark.parametrize("missing", ["text", "name", "position", "received_on", "body"])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(desk, own, missing):
    response = desk.post(url("add"), typed(own, **{missing: ""}))
    assert response.status_code == 200
    assert missing in response.context["form"].errors
    kept = "Сроки исправлены" if missing != "text" else "Ахметов Б."
    assert kept in response.content.decode()
    assert not ScorecardComment.objects.exists()


def test_only_bodies_of_the_own_regions_can_be_chosen(desk, own, foreign):
    page = desk.get(url("add")).content.decode()
    assert "Управление Павлодара" in page
    assert "Управление Астаны" not in page
    refused = desk.post(url("add"), typed(foreign))
    assert "body" in refused.context["form"].errors
    assert not ScorecardComment.objects.exists()


def test_an_administrator_enters_for_any_body(client, administrator, foreign):
    client.force_login(administrator)
    client.post(url("add"), typed(foreign))
    assert ScorecardComment.objects.get().body == foreign


def test_comments_of_other_regions_are_not_listed_and_not_found(desk, own, foreign):
    comment(own, language="ru")
    theirs = comment(foreign)
    page = desk.get(url("index")).content.decode()
    assert "Управление Павлодара" in page
    assert "Управление Астаны" not in page
    assert desk.get(url("edit", theirs.pk)).status_code == 404
    assert desk.post(url("edit", theirs.pk), typed(own, moderation=Moderation.SHOWN)).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.body, theirs.moderation) == (foreign, Moderation.WAITING)


def test_nobody_deletes_what_may_have_been_cited(client, administrator, coordinator, own):
    made = comment(own)
    for user in (administrator, coordinator):
        client.force_login(user)
        assert client.post(url("delete", made.pk)).status_code in (302, 404)
    assert ScorecardComment.objects.filter(pk=made.pk).exists()


def test_who_has_no_desk_sees_none(client, volunteer, editor, own):
    made = comment(own)
    for user in (volunteer, editor):
        client.force_login(user)
        for address in (url("index"), url("add"), url("edit", made.pk)):
            assert client.get(address).status_code in (302, 403, 404)


def test_the_list_costs_no_more_for_more_comments(desk, own, django_assert_num_queries):
    comment(own)
    desk.get(url("index"))
    with CaptureQueriesContext(connection) as few:
        desk.get(url("index"))
    for number in range(5):
        comment(BodyFactory(region=RegionFactory(), name_ru=f"Управление {number}"))
    with django_assert_num_queries(len(few)):
        desk.get(url("index"))
