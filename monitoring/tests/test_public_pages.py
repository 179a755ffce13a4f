"""Bodies, regions, hearings and precedents as anyone reads them."""

import datetime as dt
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowState

from monitoring.models import Case, Consultation, Precedent, Tenure
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CentreFactory,
    CouncilFactory,
    OfficialFactory,
    RegionFactory,
    consultation,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 15)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


def text_of(response):
    assert response.status_code == 200, response.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xad", "").split())


def in_review(case, user):
    workflow = Workflow.objects.create(name="check")
    WorkflowState.objects.create(
        base_content_type=ContentType.objects.get_for_model(Case),
        content_type=ContentType.objects.get_for_model(Case),
        object_id=case.pk,
        workflow=workflow,
        requested_by=user,
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return case


class TestBodies:
    def test_tree_shows_subordinates_under_their_superior_with_public_cases_only(self, client):
        upper = BodyFactory(name_ru="Акимат области")
        lower = BodyFactory(name_ru="Управление земель", parent=upper)
        CaseFactory(body=lower, published=True)
        CaseFactory(body=lower)
        content = client.get("/en/bodies/").content.decode()
        assert re.search(rf'tree__row--0"><a href="/en/bodies/{upper.key}/"', content)
        assert re.search(rf'tree__row--1"><a href="/en/bodies/{lower.key}/">.*?</a> <span[^>]*>1 case<', content)

    def test_page_tells_heads_councils_family_and_cases(self, client):
        upper, lower = BodyFactory(name_ru="Акимат области"), BodyFactory(name_ru="Отдел недр")
        body = BodyFactory(parent=upper)
        lower.parent = body
        lower.save()
        CouncilFactory(body=body, name_ru="Общественный совет")
        Tenure.objects.create(
            official=OfficialFactory(name_ru="Ахметов А."), body=body, position="аким", started_on="2024-01-15"
        )
        shown_case = CaseFactory(body=body, published=True, title="Опубликованное дело")
        CaseFactory(body=body, title="Черновик дела")
        shown = text_of(client.get(f"/ru/bodies/{body.key}/"))
        for expected in ("Акимат области", "Отдел недр", "Общественный совет", "Ахметов А.", shown_case.title):
            assert expected in shown
        assert "Черновик дела" not in shown

    def test_merged_body_leads_to_the_kept_one(self, client):
        kept = BodyFactory()
        merged = BodyFactory(merged_into=BodyFactory(merged_into=kept))
        response = client.get(f"/kk/bodies/{merged.key}/")
        assert (response.status_code, response["Location"]) == (301, f"/kk/bodies/{kept.key}/")
        assert merged.key not in client.get("/kk/bodies/").content.decode()

    def test_unknown_body(self, client):
        assert client.get("/ru/bodies/nobody/").status_code == 404

    def test_queries_do_not_grow_with_bodies_and_cases(self, client, django_assert_max_num_queries):
        body = BodyFactory()
        for _n in range(3):
            BodyFactory(parent=body)
            CaseFactory(body=body, published=True, full=True)
        client.get("/ru/bodies/")
        with django_assert_max_num_queries(1):
            client.get("/ru/bodies/")
        with django_assert_max_num_queries(8):
            client.get(f"/ru/bodies/{body.key}/")


class TestRegions:
    def test_counts_of_the_map_and_the_table(self, client, admin_user):
        almaty = RegionFactory(key="ALA", name_ru="Алматы")
        CaseFactory(region=almaty, published=True, children=[consultation(held_on="2026-05-01")])
        in_review(CaseFactory(region=almaty, title="Проверяемое"), admin_user)
        CaseFactory(region=almaty, title="Не отправленное")
        response = client.get("/en/regions/")
        row = re.search(r'<th scope="row"><a href="/en/regions/ALA/">.*?</tr>', response.content.decode(), re.S)
        assert re.findall(r'class="number">(\d+)<', row.group()) == ["1", "1", "1"]
        assert "Проверяемое" not in response.content.decode()

    def test_region_shows_its_own_and_only_counts_what_is_checked(self, client, admin_user):
        here, there = RegionFactory(), RegionFactory(key="ALA", name_ru="Алматы")
        CentreFactory(regions=[here])
        BodyFactory(region=here, name_ru="Местный акимат")
        CaseFactory(region=here, published=True, title="Здешнее", children=[consultation(held_on="2026-05-01")])
        CaseFactory(region=there, published=True, title="Тамошнее")
        in_review(CaseFactory(region=here, title="Проверяемое"), admin_user)
        response = client.get("/en/regions/PAV/")
        shown = text_of(response)
        for expected in ("Здешнее", "Местный акимат", "1 May 2026", "record is being checked", "Орхусский центр"):
            assert expected in shown
        assert "Тамошнее" not in shown
        assert "Проверяемое" not in response.content.decode()
        assert "/en/hearings/PAV.ics" in response.content.decode()

    def test_small_letters_and_unknown_letters(self, client):
        RegionFactory()
        assert client.get("/ru/regions/pav/")["Location"] == "/ru/regions/PAV/"
        assert client.get("/ru/regions/XXX/").status_code == 404

    def test_queries_do_not_grow_with_regions(self, client, django_assert_max_num_queries):
        for letters in ("PAV", "ALA", "AST"):
            CaseFactory(
                region=RegionFactory(key=letters), published=True, children=[consultation(held_on="2026-05-01")]
            )
        client.get("/ru/regions/")
        with django_assert_max_num_queries(4):
            client.get("/ru/regions/")
        with django_assert_max_num_queries(7):
            client.get("/ru/regions/PAV/")


HEARINGS = {
    "сегодня": {"held_on": "2026-03-15"},
    "завтра": {"held_on": "2026-03-16"},
    "в этом месяце": {"held_on": "2026-03"},
    "в этом году": {"held_on": "2026"},
    "обсуждается": {"held_on": None, "period_from": "2026-03-01", "period_to": "2026-03-20"},
    "начнётся": {"held_on": None, "period_from": "2026-04-01"},
    "вчера": {"held_on": "2026-03-14"},
    "в прошлом месяце": {"held_on": "2026-02"},
    "в прошлом году": {"held_on": "2025"},
    "обсуждено": {"held_on": None, "period_from": "2026-03-01", "period_to": "2026-03-14"},
    "без конца": {"held_on": None, "period_from": "2026-01"},
    "встретились, ещё пишут": {"held_on": "2026-03-10", "period_to": "2026-03-25"},
    "писали, ещё встретятся": {"held_on": "2026-03-30", "period_to": "2026-03-01"},
    "неизвестно": {"held_on": None},
}
AHEAD = ["сегодня", "завтра", "обсуждается", "встретились, ещё пишут", "писали, ещё встретятся"]
AHEAD += ["в этом месяце", "начнётся", "в этом году"]
OVER = ["обсуждено", "вчера", "в прошлом месяце", "без конца", "в прошлом году"]


class TestHearings:
    @pytest.fixture
    def known(self):
        for title, fields in HEARINGS.items():
            CaseFactory(title=title, published=True, children=[consultation(**fields)])

    def titles(self, response):
        found = re.findall(r'class="card__title"[^>]*><a[^>]*>(.*?)</a>', response.content.decode())
        return [title.replace("\xad", "") for title in found]

    def test_uncertain_dates_count_as_their_last_possible_day(self, client, known):
        assert self.titles(client.get("/ru/hearings/")) == AHEAD
        assert self.titles(client.get("/ru/hearings/?when=undated")) == ["неизвестно"]

    def test_past_ones_are_told_the_latest_first(self, client, known):
        assert self.titles(client.get("/ru/hearings/?when=past")) == OVER

    def test_where_nothing_is_ahead_the_way_leads_to_what_is_over(self, client):
        shown = client.get("/en/hearings/")
        assert '<a class="button button--quiet" href="/en/hearings/?when=past">Past</a>' in shown.content.decode()
        over = client.get("/en/hearings/?when=past").content.decode()
        assert "Nothing here" in over
        assert 'class="button button--quiet"' not in over

    def test_every_hearing_is_in_exactly_one_list(self, known):
        found = Consultation.objects.public()
        lists = [found.upcoming(TODAY), found.past(TODAY), found.undated()]
        assert sorted(pk for part in lists for pk in part.values_list("pk", flat=True)) == sorted(
            found.values_list("pk", flat=True)
        )

    def test_open_discussion_tells_its_end(self, client, known):
        shown = text_of(client.get("/en/hearings/"))
        assert "until 20 March 2026" in shown
        assert "March 2026" in shown

    def test_region_narrows_the_list_and_its_links_lead_back(self, client):
        other = RegionFactory(key="ALA", name_ru="Алматы")
        CaseFactory(title="здесь", published=True, children=[consultation(held_on="2026-04-01")])
        CaseFactory(title="там", region=other, published=True, children=[consultation(held_on="2026-04-01")])
        response = client.get("/ru/hearings/?region=ALA")
        assert self.titles(response) == ["там"]
        content = response.content.decode()
        assert 'href="/ru/hearings/ALA.ics"' in content
        assert 'href="/ru/hearings/?region=PAV"' in content
        assert 'href="/ru/hearings/?when=past&amp;region=ALA"' in content

    def test_bad_filters_show_everything_ahead(self, client, known):
        assert self.titles(client.get("/ru/hearings/?when=<x>&region=%00'&page=99")) == AHEAD

    def test_drafts_and_withdrawn_cases_have_no_hearings(self, client):
        CaseFactory(title="черновик", children=[consultation(held_on="2026-04-01")]).save()
        gone = CaseFactory(title="отозвано", published=True, children=[consultation(held_on="2026-04-01")])
        Case.objects.filter(pk=gone.pk).update(withdrawn_at="2026-03-01T00:00Z", live=False)
        assert self.titles(client.get("/ru/hearings/")) == []

    def test_queries_do_not_grow_with_hearings(self, client, known, django_assert_max_num_queries):
        client.get("/ru/hearings/")
        with django_assert_max_num_queries(4):
            client.get("/ru/hearings/")


def test_precedents_mark_what_is_to_be_verified(client):
    Precedent.objects.create(
        key="accc-1",
        reference="ACCC/C/2004/1",
        party="KZ",
        name_ru="Отказ ответить",
        articles_found="4.1, 9.1",
        findings_on="2005-02",
        confidence="stated",
        field_confidence={"articles_found": "medium"},
    )
    content = client.get("/en/precedents/").content.decode()
    assert content.count("to be verified") == 1
    assert re.search(r"4\.1, 9\.1<span class=\"meta\">to be verified", content)
    assert "February 2005" in content
    Precedent.objects.update(confidence="low")
    assert client.get("/en/precedents/").content.decode().count("to be verified") == 2
