"""The menu and the footer: the site's own sections, then what editors put there.

Reads neither user nor session. Kept in the cache by language until a page changes; TTL bounds how long another
process with a cache of its own may show the old one.
"""

from typing import Any, TypedDict

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.models import PlainPage
from home.models.base import HOME_DEPTH

TTL = 60
SECTIONS = [
    (_("Cases"), "search:cases"),
    (_("Hearings"), "monitoring:hearings"),
    (_("Bodies"), "monitoring:bodies"),
]
FOOTER = [
    (_("Regions"), "monitoring:regions"),
    (_("Public councils"), "monitoring:councils"),
    (_("Precedents"), "monitoring:precedents"),
    (_("Scorecard of the country"), "monitoring:scorecard"),
    (_("What monitoring achieved"), "monitoring:outcomes"),
    (_("Deadline calculator"), "monitoring:deadlines"),
    (_("Method"), "monitoring:method"),
    (_("Open data"), "monitoring:data"),
    (_("Data for programs (API)"), "search:api"),
]
LANGUAGES_KEY = "home.menu.{}"

Links = list[tuple[str, str]]


class Menus(TypedDict):
    menu: Links
    footer: Links


def links_of(request: HttpRequest) -> dict[str, Any]:
    """`site_menu`: [(title, address, current)] and `footer_links`: [(title, address)], asked for once, when a template
    asks for one of them.
    """
    kept: Any = SimpleLazyObject(lambda: menus(request))
    return {
        "site_menu": SimpleLazyObject(
            lambda: [(title, url, request.path.startswith(url)) for title, url in kept["menu"]]
        ),
        "footer_links": SimpleLazyObject(lambda: kept["footer"]),
    }


def sections(named: list[tuple[Any, str]]) -> Links:
    return [(str(title), reverse(name)) for title, name in named]


def menus(request: HttpRequest) -> Menus:
    language = get_language() or ""
    key = LANGUAGES_KEY.format(language)
    found: Menus | None = cache.get(key)
    if found is None:
        found = read(request, language)
        cache.set(key, found, TTL)
    return found


def read(request: HttpRequest, language: str) -> Menus:
    top = {"depth": HOME_DEPTH + 1, "locale__language_code": language}
    in_menu = Page.objects.live().public().in_menu().filter(**top).order_by("path")
    in_footer = PlainPage.objects.live().public().filter(show_in_footer=True, **top).order_by("path")
    return {
        "menu": [*sections(SECTIONS), *links(in_menu, request)],
        "footer": [*sections(FOOTER), *links(in_footer, request)],
    }


def links(pages: Any, request: HttpRequest) -> Links:
    found = ((page.title, page.get_url(request)) for page in pages)
    return [(title, url) for title, url in found if url]


def forget(**signal: Any) -> None:
    """Receiver of every signal after which a menu may differ."""
    keys = [LANGUAGES_KEY.format(code) for code, _name in settings.LANGUAGES]
    transaction.on_commit(lambda: cache.delete_many(keys))
