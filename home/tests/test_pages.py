"""What readers see: each page in its language, the same for everyone, in a fixed number of queries."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from accounts.services import editors_group
from home.models import CentrePage, HomePage, NewsPage, PlainPage
from home.tests.factories import NewsPageFactory, PlainPageFactory
from monitoring.models import Case, Centre
from monitoring.sitemaps import RecordSitemap
from monitoring.tests.factories import CaseFactory, RegionFactory, consultation

pytestmark = pytest.mark.django_db

LANGUAGES = ["ru", "kk", "en"]


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def in_days(days):
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def test_of_many_hearings_home_tells_no_exact_number(client, pavlodar, news_index, monkeypatch):
    monkeypatch.setattr("home.overview.MOST_TOLD", 2)
    for days in (3, 2):
        CaseFactory(published=True, children=[consultation(held_on=in_days(days))])
    assert "<b>2</b><span>предстоящих слушания и обсуждения</span>" in read(client, "/ru/")
    CaseFactory(published=True, children=[consultation(held_on=in_days(4))])
    cache.clear()
    assert "<b>2+</b><span>предстоящих слушания и обсуждения</span>" in read(client, "/ru/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_planted_page_is_read_without_a_cookie(client, trees, language):
    for page in HomePage.objects.get(slug=language).get_descendants(inclusive=True):
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        assert f'<html lang="{language}"' in response.content.decode()
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "Accept-Language" not in response.headers.get("Vary", "")


def test_home_shows_what_happens_now(client, pavlodar, news_index):
    CaseFactory(title="Слушания по разрезу", published=True, children=[consultation(held_on=in_days(5))])
    CaseFactory(title="Прошлогодние слушания", published=True, children=[consultation(held_on=in_days(-300))])
    CaseFactory(title="Черновик, которого никто не видел", children=[consultation(held_on=in_days(3))])
    NewsPageFactory(parent=news_index, title="Центр открыл приёмную")
    response = client.get("/ru/")
    figures = {figure["url"]: figure["value"] for figure in response.context["figures"]}
    assert figures == {"/ru/cases/": 2, "/ru/hearings/": 1}
    assert [card["title"] for card in response.context["hearings"]] == ["Слушания по разрезу"]
    assert {card["title"] for card in response.context["cases"]} == {"Слушания по разрезу", "Прошлогодние слушания"}
    assert [card["title"] for card in response.context["news"]] == ["Центр открыл приёмную"]
    tile = next(tile for tile in response.context["tilemap"]["tiles"] if tile["value"])
    assert (tile["value"], tile["url"]) == (2, "/ru/regions/PAV/")
    assert "Черновик" not in response.content.decode()


def home_queries(client, django_assert_max_num_queries):
    cache.clear()
    Site.clear_site_root_paths_cache()
    with django_assert_max_num_queries(40) as context:
        assert client.get("/ru/").status_code == 200
    return len(context)


def test_home_asks_the_same_number_of_questions_however_much_there_is(
    client, news_index, django_assert_max_num_queries
):
    def add(number):
        CaseFactory(published=True, children=[consultation(held_on=in_days(number))])
        NewsPageFactory(parent=news_index)

    add(1)
    few = home_queries(client, django_assert_max_num_queries)
    for number in range(2, 6):
        add(number)
        RegionFactory(key=f"R{number}A", name_ru=f"Область {number}")
    assert home_queries(client, django_assert_max_num_queries) == few
    assert few <= 22


def test_featured_page_is_shown_only_while_anyone_may_read_it(client, home_page):
    page = PlainPageFactory(parent=home_page, title="Важное")
    home_page.featured = page
    home_page.save_revision().publish()
    assert client.get("/ru/").context["featured"]["title"] == "Важное"
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/ru/").context["featured"] is None
    restriction.delete()
    page.unpublish()
    assert client.get("/ru/").context["featured"] is None


def test_the_index_gathers_the_centres_news_newest_first(client, news_index, pavlodar_page, home_page, kazakh):
    NewsPageFactory(parent=news_index, title="Старая", date=dt.date(2026, 1, 1))
    NewsPageFactory(parent=pavlodar_page, title="Новость центра", date=dt.date(2026, 3, 1))
    NewsPageFactory(parent=news_index, title="Черновик", live=False)
    NewsPageFactory(parent=news_index.get_translation(kazakh), title="Қазақша жаңалық")
    cards = client.get(news_index.url).context["cards"]
    assert [card["title"] for card in cards] == ["Новость центра", "Старая"]
    centre = client.get(pavlodar_page.url).context["news"]
    assert [card["title"] for card in centre] == ["Новость центра"]


def test_a_long_list_of_news_has_pages(client, news_index):
    for _number in range(13):
        NewsPageFactory(parent=news_index)
    assert len(client.get(news_index.url).context["cards"]) == 12
    assert len(client.get(f"{news_index.url}?page=2").context["cards"]) == 1


def test_a_news_item_shows_its_case_only_while_that_is_public(client, news_index):
    case = CaseFactory(title="Дело о разрезе", published=True)
    news = NewsPageFactory(parent=news_index, case=case)
    assert "Дело о разрезе" in read(client, news.url)
    Case.objects.filter(pk=case.pk).update(withdrawn_at=timezone.now())
    assert "Дело о разрезе" not in read(client, news.url)


def test_a_centre_shows_how_to_reach_it_and_the_cases_of_its_regions(client, pavlodar_page, pavlodar):
    ours = CaseFactory(published=True, centre=None, region=pavlodar.regions.get())
    draft = CaseFactory(title="Неопубликованное дело", centre=pavlodar)
    other = CaseFactory(published=True, centre=None, region=RegionFactory(key="ALA", name_ru="Алматы"))
    pavlodar_page.email = "centre@example.org"
    pavlodar_page.save_revision().publish()
    text = read(client, pavlodar_page.url)
    assert "mailto:centre@example.org" in text
    assert ours.title in text
    assert other.title not in text
    assert draft.title not in text


def test_a_new_centre_gets_its_part_at_once(trees, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        centre = Centre.objects.create(key="oskemen", name_ru="Орхусский центр ВКО", name_kk="ШҚО Орхус орталығы")
    pages = CentrePage.objects.filter(centre=centre)
    assert {page.locale.language_code: page.title for page in pages} == {
        "ru": "Орхусский центр ВКО",
        "kk": "ШҚО Орхус орталығы",
        "en": "Орхусский центр ВКО",
    }
    assert editors_group(centre).page_permissions.values("page").distinct().count() == 3


def test_one_page_of_a_centre_in_a_language(pavlodar_page):
    twin = CentrePage(title="Второй", slug="second", centre=pavlodar_page.centre, locale=pavlodar_page.locale)
    with pytest.raises(ValidationError, match="centre"):
        pavlodar_page.get_parent().add_child(instance=twin)


@pytest.mark.parametrize("slug", ["cases", "hearings", "log", "search", "bodies"])
def test_no_page_hides_behind_the_sites_own_addresses(slug, admin_client, home_page):
    url = reverse("wagtailadmin_pages:add", args=["home", "plainpage", home_page.pk])
    form = {"title": "Дела", "slug": slug, "lead": "", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    form |= {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    response = admin_client.post(url, form)
    assert response.context["form"].errors["slug"].as_data()[0].code == "taken"
    assert admin_client.post(url, {**form, "slug": f"{slug}-and-us"}).status_code == 302


def test_the_language_switch_leads_to_the_translation_else_to_that_languages_home(client, home_page, kazakh):
    about = PlainPage.objects.get(slug="about", locale__language_code="ru")
    text = read(client, about.url)
    assert '<a href="/kk/about/" lang="kk"' in text
    assert 'hreflang="kk" href="http://localhost:8000/kk/about/"' in text
    about.get_translation(kazakh).unpublish()
    text = read(client, about.url)
    assert '<a href="/kk/" lang="kk"' in text
    assert 'hreflang="kk" href="http' not in text


def test_the_menu_follows_the_tree_at_once(client, home_page, django_capture_on_commit_callbacks):
    def titles():
        return [title for title, _url, _current in client.get("/ru/about/").context["site_menu"]]

    assert titles()[-3:] == ["Центры", "Новости", "Участвовать"]
    with django_capture_on_commit_callbacks(execute=True):
        page = PlainPageFactory(parent=home_page, title="Спросить", slug="ask", show_in_menus=True)
        page.save_revision().publish()
    assert titles()[-1] == "Спросить"
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert "Спросить" not in titles()
    assert "Жаңалықтар" in [title for title, *_rest in client.get("/kk/about/").context["site_menu"]]


def test_the_menu_costs_nothing_the_second_time(client, trees, django_assert_num_queries):
    from django.test import RequestFactory

    from home.menus import menus

    request = RequestFactory().get("/ru/")
    menus(request)
    with django_assert_num_queries(0):
        assert menus(request)["footer"]


def test_the_section_being_read_is_marked(client, news_index):
    news = NewsPageFactory(parent=news_index)
    current = [title for title, _url, current in client.get(news.url).context["site_menu"] if current]
    assert current == ["Новости"]


def test_a_draft_is_not_read_and_goes_live_on_schedule(client, news_index):
    from django.core.management import call_command

    news = NewsPageFactory(parent=news_index, live=False)
    assert client.get(f"{news_index.url}{news.slug}/").status_code == 404
    news.go_live_at = timezone.now() + dt.timedelta(hours=1)
    revision = news.save_revision()
    revision.publish()
    assert not NewsPage.objects.get().live
    assert client.get(news.url).status_code == 404
    revision.refresh_from_db()
    revision.content["go_live_at"] = (timezone.now() - dt.timedelta(minutes=1)).isoformat()
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    assert client.get(news.url).status_code == 200


def test_robots_and_sitemap(client, trees, settings):
    case = CaseFactory(published=True)
    hidden = PlainPage.objects.get(slug="method", locale__language_code="ru")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    index = read(client, "/sitemap.xml")
    assert "/sitemap-pages.xml" in index
    pages = read(client, "/sitemap-pages.xml")
    assert "/kk/about/</loc>" in pages
    assert "/ru/method/</loc>" not in pages
    assert case.reference in read(client, "/sitemap-cases.xml")
    assert "Sitemap: http://localhost:8000/sitemap.xml" in read(client, "/robots.txt")
    assert "Disallow: /ru/log/" in read(client, "/robots.txt")
    settings.DEMONSTRATION = True
    assert "Disallow: /\n" in read(client, "/robots.txt")


def test_a_part_of_the_sitemap_reads_its_own_records_only(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(RecordSitemap, "limit", 2)
    cases = CaseFactory.create_batch(5, published=True)
    with django_assert_max_num_queries(16):
        index = read(client, "/sitemap.xml")
    assert [f"/sitemap-cases.xml{rest}</loc>" in index for rest in ("", "?p=2", "?p=3", "?p=4")] == [True] * 3 + [False]
    with CaptureQueriesContext(connection) as captured:
        part = read(client, "/sitemap-cases.xml?p=2")
    assert [part.count(f"/{code}/cases/{cases[2].reference}/</loc>") for code in LANGUAGES] == [1, 1, 1]
    assert [case.reference in part for case in cases] == [False, False, True, True, False]
    assert [query["sql"] for query in captured if "monitoring_case" in query["sql"]][-1].endswith("LIMIT 2 OFFSET 2")
    assert client.get("/sitemap-cases.xml?p=4").status_code == 404


def test_the_feed_of_a_language(client, news_index, kazakh):
    news = NewsPageFactory(parent=news_index, title="Слушания <в> селе", date=dt.date(2026, 3, 1))
    NewsPageFactory(parent=news_index.get_translation(kazakh), title="Тыңдау")
    text = read(client, "/ru/news.atom")
    assert "Слушания &lt;в&gt; селе" in text
    assert f"http://localhost:8000{news.url}" in text
    assert "Тыңдау" not in text
    assert 'xml:lang="ru"' in text
    assert "Тыңдау" in read(client, "/kk/news.atom")


def test_locales_are_three(trees):
    assert set(Locale.objects.values_list("language_code", flat=True)) == set(LANGUAGES)
    assert not Page.objects.filter(depth=2).exclude(slug__in=LANGUAGES).exists()
