"""The first pages of the three trees, with texts of `content/`. What exists is never touched."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import CentreIndexPage, HomePage, NewsIndexPage, PlainPage

CONTENT = Path(__file__).parent / "content"
IN_MENU = {"take-part"}
PLAIN = ("take-part", "about", "method", "data-protection", "accessibility")

Content = dict[str, dict[str, str]]


@transaction.atomic
def set_up_trees() -> list[HomePage]:
    """Locales, the home page of each language with its sections, and the site. Returns the trees planted now.

    A language whose home page stands keeps its tree as it is, so a page that was deleted stays deleted.
    """
    planted = []
    for code, _name in settings.LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        if not HomePage.objects.filter(locale=locale).exists():
            planted.append(plant(locale))
    set_up_site(HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE))
    return planted


def plant(locale: Locale) -> HomePage:
    content: Content = yaml.safe_load((CONTENT / f"{locale.language_code}.yaml").read_text(encoding="utf-8"))
    home = HomePage(slug=locale.language_code, **text(content["home"]))
    add(home, parent=Page.get_first_root_node(), locale=locale)
    add(CentreIndexPage(slug="centres", show_in_menus=True, **text(content["centres"])), home, locale)
    add(NewsIndexPage(slug="news", show_in_menus=True, **text(content["news"])), home, locale)
    for slug in PLAIN:
        page = PlainPage(
            slug=slug,
            show_in_menus=slug in IN_MENU,
            show_in_footer=slug not in IN_MENU,
            body=[{"type": "text", "value": content[slug]["body"]}],
            **text(content[slug]),
        )
        add(page, home, locale)
    return home


def text(content: dict[str, str]) -> dict[str, str]:
    return {"title": content["title"], "lead": content["lead"]}


def add(page: Any, parent: Page, locale: Locale) -> None:
    """Publish `page` as the translation of its namesake in the trees planted before."""
    page.locale = locale
    same = type(page).objects.exclude(locale=locale)
    twin = same.first() if isinstance(page, HomePage) else same.filter(slug=page.slug, depth=parent.depth + 1).first()
    if twin is not None:
        page.translation_key = twin.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()


def set_up_site(home: HomePage) -> None:
    """Take the place of Wagtail's welcome page; a site whose root is a home page is left as it is."""
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is not None and isinstance(site.root_page.specific, HomePage):
        return
    welcome = site.root_page if site else None
    site = site or Site(is_default_site=True)
    site.root_page = Page.objects.get(pk=home.pk)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    if welcome is not None and welcome.specific_class is Page and welcome.is_leaf() and not welcome.is_root():
        welcome.delete()
