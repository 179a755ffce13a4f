"""A centre's editor works in her own subtree and collection, by every address she may type."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission, Page

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from home.models import CentrePage, NewsPage, SiteImage
from home.tests.factories import NewsPageFactory
from monitoring.tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def page_form(**fields):
    """What the browser posts from the form of a page with an empty body."""
    return {
        "lead": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **fields,
    }


def news_form(**fields):
    return page_form(**{"title": "Слушания 14 марта", "slug": "hearing", "date": "2026-03-01", "case": "", **fields})


def collection_of(centre):
    return GroupCollectionPermission.objects.get(
        group__name=f"Editors: {centre.key}", permission__codename="add_image"
    ).collection


def test_she_publishes_a_news_item_under_her_centre(desk, client, pavlodar_page):
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", pavlodar_page.pk])
    assert desk.get(url).status_code == 200
    response = desk.post(url, news_form(**{"action-publish": "1"}))
    assert response.status_code == 302, response.context["form"].errors
    news = NewsPage.objects.get()
    assert news.live
    client.logout()
    assert "Слушания 14 марта" in client.get(news.url).content.decode()


def test_she_edits_and_publishes_her_centres_page_in_every_tree(desk, pavlodar):
    for page in CentrePage.objects.filter(centre=pavlodar):
        form = page_form(title=page.title, slug=page.slug, address="ул. Торайгырова, 1", phone="", email="")
        form |= {"website": "", "hours": "", "action-publish": "1"}
        assert desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form).status_code == 302
        page.refresh_from_db()
        assert page.address == "ул. Торайгырова, 1"


ON_A_PAGE = ["edit", "delete", "move", "copy", "unpublish", "history", "workflow_history", "set_privacy"]


@pytest.mark.parametrize("action", ON_A_PAGE)
@pytest.mark.parametrize("whose", ["astana", "home", "news"])
def test_others_pages_refuse_her(desk, astana_page, home_page, news_index, action, whose):
    page = {"astana": astana_page, "home": home_page, "news": NewsPageFactory(parent=news_index)}[whose]
    name = "set_privacy" if action == "set_privacy" else action
    args = [page.pk]
    if not page.live:
        pytest.fail("the page must be live for the question to mean something")
    before = Page.objects.get(pk=page.pk)
    for method in ("get", "post"):
        response = getattr(desk, method)(reverse(f"wagtailadmin_pages:{name}", args=args))
        assert response.status_code in {302, 403}
        assert response.headers.get("Location", "/admin/") == "/admin/"
    after = Page.objects.get(pk=page.pk)
    assert (after.live, after.path, after.title) == (before.live, before.path, before.title)


@pytest.mark.parametrize("whose", ["astana", "home", "news"])
def test_she_cannot_add_publish_or_submit_elsewhere(desk, astana_page, home_page, news_index, whose):
    parent = {"astana": astana_page, "home": home_page, "news": news_index}[whose]
    model = "plainpage" if whose == "home" else "newspage"
    url = reverse("wagtailadmin_pages:add", args=["home", model, parent.pk])
    for action in ("action-publish", "action-submit", "x"):
        desk.post(url, news_form(**{action: "1"}))
    assert not parent.get_children().filter(slug="hearing").exists()
    astana_page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[parent.pk])
    desk.post(url, news_form(title="Чужое", **{"action-publish": "1"}))
    assert Page.objects.get(pk=parent.pk).title != "Чужое"


def test_she_cannot_move_or_copy_her_news_into_anothers_tree(desk, pavlodar_page, astana_page, news_index):
    news = NewsPageFactory(parent=pavlodar_page)
    for destination in (astana_page, news_index):
        desk.post(reverse("wagtailadmin_pages:move_confirm", args=[news.pk, destination.pk]))
        form = {"new_title": "Копия", "new_slug": "copy", "new_parent_page": destination.pk, "publish_copies": "on"}
        desk.post(reverse("wagtailadmin_pages:copy", args=[news.pk]), form)
        assert not destination.get_children().filter(slug__in=["copy", news.slug]).exists()
    news.refresh_from_db()
    assert news.is_child_of(pavlodar_page)


def test_the_root_of_her_part_is_not_hers_to_delete_or_move(desk, pavlodar_page):
    pk = pavlodar_page.pk
    desk.post(reverse("wagtailadmin_pages:delete", args=[pk]))
    desk.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={pk}")
    assert desk.get(reverse("wagtailadmin_pages:move", args=[pk])).status_code == 302
    assert CentrePage.objects.filter(pk=pk).exists()


def test_bulk_actions_stop_at_her_border(desk, astana_page):
    for action in ("delete", "unpublish"):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        desk.post(f"{url}?id={astana_page.pk}", {"include_descendants": "on"})
    astana_page.refresh_from_db()
    assert astana_page.live


def test_the_explorer_shows_only_her_pages(desk, pavlodar_page, astana_page, news_index):
    index = pavlodar_page.get_parent()
    shown = desk.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[pavlodar_page.pk]) in shown
    assert astana_page.title not in shown
    at_root = desk.get(reverse("wagtailadmin_explore_root"))
    assert at_root.status_code == 200
    at_home = desk.get(reverse("wagtailadmin_explore", args=[index.get_parent().pk])).content.decode()
    assert reverse("wagtailadmin_explore", args=[news_index.pk]) not in at_home
    assert desk.get(reverse("wagtailadmin_explore", args=[astana_page.pk])).status_code == 302


def test_the_menu_leads_her_to_her_centre_and_nobody_else_there(desk, client, pavlodar_page):
    assert desk.get(reverse("my_centre")).url == reverse("wagtailadmin_explore", args=[pavlodar_page.pk])
    assert reverse("my_centre") in desk.get(reverse("wagtailadmin_home")).content.decode()
    other = UserFactory()
    grant_role(user=other, role=Role.COORDINATOR, centre=pavlodar_page.centre)
    client.force_login(other)
    assert reverse("my_centre") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("my_centre")).status_code in {302, 403}


def test_translation_of_anothers_page_is_refused(desk, astana_page, pavlodar_page, kazakh):
    NewsPageFactory(parent=astana_page, slug="foreign")
    own = NewsPageFactory(parent=pavlodar_page, slug="own")
    foreign = NewsPage.objects.get(slug="foreign")
    url = reverse("wagtail_localize:submit_page_translation", args=[foreign.pk])
    assert desk.post(url, {"locales": kazakh.pk}).status_code in {302, 403}
    assert foreign.get_translations().count() == 0
    url = reverse("wagtail_localize:submit_page_translation", args=[own.pk])
    assert desk.post(url, {"locales": kazakh.pk}).status_code == 302
    assert own.get_translation(kazakh).get_parent().specific.centre == pavlodar_page.centre


def upload(desk, collection, colour="white"):
    picture = SimpleUploadedFile("quarry.png", get_test_image_file(colour=colour).file.getvalue(), "image/png")
    return desk.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Карьер", "files[]": picture, "collection": collection.pk},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )


def test_she_uploads_into_her_collection_and_into_no_other(desk, pavlodar, astana):
    answer = upload(desk, collection_of(pavlodar)).json()
    assert answer["success"], answer
    assert SiteImage.objects.get().collection == collection_of(pavlodar)
    common = Collection.objects.get(name="Общие материалы")
    for other in (collection_of(astana), common, Collection.get_first_root_node()):
        upload(desk, other, "red")
        assert not SiteImage.objects.filter(collection=other).exists()


def chooser(desk):
    return desk.get(reverse("wagtailimages_chooser:choose")).json()["html"]


def test_anothers_image_can_be_neither_chosen_nor_changed(desk, pavlodar, astana):
    image = SiteImage.objects.create(title="Чужой снимок", file=get_test_image_file(), collection=collection_of(astana))
    assert "Чужой снимок" not in chooser(desk)
    assert "Чужой снимок" not in desk.get(reverse("wagtailimages:index")).content.decode()
    for name in ("edit", "delete"):
        assert desk.get(reverse(f"wagtailimages:{name}", args=[image.pk])).status_code in {302, 403}
        desk.post(reverse(f"wagtailimages:{name}", args=[image.pk]), {"title": "Украдено"})
    image.refresh_from_db()
    assert image.title == "Чужой снимок"


def test_common_images_may_be_chosen_and_not_changed(desk, pavlodar):
    common = Collection.objects.get(name="Общие материалы")
    image = SiteImage.objects.create(title="Общий снимок", file=get_test_image_file(), collection=common)
    assert "Общий снимок" in chooser(desk)
    desk.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Иначе", "collection": common.pk})
    image.refresh_from_db()
    assert image.title == "Общий снимок"


def test_documents_follow_the_same_rule(desk, pavlodar, astana):
    for centre, stored in ((pavlodar, True), (astana, False)):
        collection = collection_of(centre)
        desk.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "Протокол", "files[]": SimpleUploadedFile("p.pdf", b"%PDF-1.4"), "collection": collection.pk},
            HTTP_X_REQUESTED_WITH="XMLHttpRequest",
        )
        assert Document.objects.filter(collection=collection).exists() is stored


def test_only_published_cases_can_be_chosen_for_news(desk, pavlodar_page):
    public = CaseFactory(title="Опубликованное дело", published=True)
    draft = CaseFactory(title="Дело на проверке")
    shown = desk.get(reverse("public_case_chooser:choose")).json()["html"]
    assert "Опубликованное дело" in shown
    assert "Дело на проверке" not in shown
    results = desk.get(reverse("public_case_chooser:choose_results"), {"q": public.reference}).content.decode()
    assert "Опубликованное дело" in results
    results = desk.get(reverse("public_case_chooser:choose_results"), {"q": "ДЕЛО опубл"}).content.decode()
    assert "Опубликованное дело" in results
    assert desk.get(reverse("public_case_chooser:chosen", args=[public.pk])).status_code == 200
    assert desk.get(reverse("public_case_chooser:chosen", args=[draft.pk]), follow=True).status_code == 404
    several = desk.get(reverse("public_case_chooser:chosen_multiple"), {"id": [draft.pk, public.pk]})
    assert "Дело на проверке" not in several.content.decode()
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", pavlodar_page.pk])
    assert "case" in desk.post(url, news_form(case=draft.pk)).context["form"].errors
    assert desk.post(url, news_form(case=public.pk)).status_code == 302
