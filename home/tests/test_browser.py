"""The pages through a browser: axe, console and width in three languages, and an editor's first news item."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from home.models import CentrePage, NewsPage
from home.services import set_up_centre
from home.site_tree import set_up_trees
from home.tests.factories import NewsPageFactory, SiteImageFactory
from monitoring.tests.factories import CaseFactory, CentreFactory, consultation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["", "news/", "centres/", "centres/pavlodar/", "centres/pavlodar/hearing/", "take-part/", "search/?q=zzz"]


@pytest.fixture
def site(db):
    set_up_trees()
    centre = CentreFactory()
    ahead = timezone.localdate() + dt.timedelta(days=5)
    case = CaseFactory(published=True, children=[consultation(held_on=ahead.isoformat(), held_at=dt.time(11))])
    image = SiteImageFactory()
    image.contextual_alt_text, image.decorative = "Карьер у реки", False
    body = [
        ("text", "<h2>Что решили</h2><p>Показать расчёты.</p>"),
        ("picture", {"image": image, "caption": "Карьер"}),
        ("quote", {"text": "Мы хотим видеть расчёты.", "author": "житель села"}),
    ]
    for page in set_up_centre(centre=centre):
        page.address, page.email = "ул. Торайгырова, 1", "centre@example.org"
        page.save_revision().publish()
        NewsPageFactory(parent=page, title="Слушания в Баянауле", slug="hearing", body=body, case=case)
    return centre


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1440, "light")])
def test_pages_are_accessible(live_server, browser_page, assert_accessible, site, language, width, scheme):
    page = browser_page(width=width, scheme=scheme)
    for address in PAGES:
        page.goto(f"{live_server.url}/{language}/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)


def test_the_menu_leads_to_a_centre_without_javascript(live_server, browser_page, site):
    page = browser_page(width=360, javascript=False)
    page.goto(f"{live_server.url}/ru/")
    page.locator(".menu > summary").click()
    page.get_by_role("link", name="Центры", exact=True).click()
    page.get_by_role("link", name="Павлодарский Орхусский центр").click()
    page.get_by_role("link", name="Слушания в Баянауле").click()
    expect(page.get_by_role("heading", name="Слушания в Баянауле")).to_be_visible()
    expect(page.get_by_alt_text("Карьер у реки")).to_be_visible()


def test_an_editor_publishes_a_news_item_and_sees_it(live_server, client, browser_page, site):
    user = UserFactory()
    grant_role(user=user, role=Role.EDITOR, centre=site)
    client.force_login(user)
    page = browser_page(width=1440)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    centre_page = CentrePage.objects.get(centre=site, locale__language_code="ru")
    page.goto(f"{live_server.url}/admin/pages/add/home/newspage/{centre_page.pk}/")
    page.locator("#id_title").fill("Центр зовёт на слушания")
    page.locator("#id_lead").fill("Приходите 14 марта в сельский клуб.")
    page.locator("footer .w-dropdown button").first.click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(f"**/admin/pages/{centre_page.pk}/**")
    news = NewsPage.objects.get(title="Центр зовёт на слушания")
    page.goto(f"{live_server.url}{news.url}")
    expect(page.get_by_text("Приходите 14 марта в сельский клуб.")).to_be_visible()
