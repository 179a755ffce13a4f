"""Pages and records as the dictionaries that components show."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from config.templatetags.ui import long_date
from home.models import CentrePage, NewsPage
from monitoring.models import Case, Region
from monitoring.presenters.hits import hit


def news_cards(pages: Iterable[NewsPage], request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"title": page.title, "url": page.get_url(request), "meta": long_date(page.date), "text": page.lead}
        for page in pages
    ]


def case_card(case: Case) -> dict[str, Any]:
    """`case` as `for_lists` reads it."""
    shown = hit(case)
    return {name: shown[name] for name in ("ref", "title", "url", "lang", "meta")}


def case_cards(cases: Iterable[Case]) -> list[dict[str, Any]]:
    return [case_card(case) for case in cases]


def centre_cards(pages: Iterable[CentrePage], request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "meta": ", ".join(region.name for region in page.centre.regions.all()),
            "text": page.lead,
        }
        for page in pages
    ]


def centre_facts(page: CentrePage, regions: list[Region]) -> list[dict[str, Any]]:
    centre = page.centre
    return [
        {"term": _("City"), "value": centre.city},
        *(
            {
                "term": _("Region"),
                "value": region.name,
                "url": region.get_absolute_url(),
            }
            for region in regions
        ),
        {"term": _("Hosted by"), "value": centre.host},
        {"term": _("Address"), "value": page.address},
        {"term": _("Phone"), "value": page.phone, "url": f"tel:{phone_digits(page.phone)}"},
        {"term": _("E-mail"), "value": page.email, "url": f"mailto:{page.email}"},
        {"term": _("Site"), "value": bare_address(page.website), "url": page.website},
        {"term": _("When you can come"), "value": page.hours},
    ]


def phone_digits(phone: str) -> str:
    """The first number alone, as `tel:` wants it: editors may list several with words between."""
    first = phone.replace(";", ",").partition(",")[0]
    return "".join(sign for sign in first if sign.isdigit() or sign == "+")


def bare_address(url: str) -> str:
    return url.partition("://")[2].rstrip("/")
