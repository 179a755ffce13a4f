"""Addresses of pages of other parts of the site, and public addresses for what is printed or cited."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

_PLACE = "REFERENCE"


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def case_path(reference: str) -> str:
    """Where a case stands, in the language of the page. A file asks for a million of them, so it is worked out once."""
    before, after = _around(get_language())
    return f"{before}{reference}{after}"


@cache
def _around(language: str | None) -> tuple[str, str]:
    before, _place, after = reverse("monitoring:case", args=[_PLACE]).partition(_PLACE)
    return before, after


def case_list(**filters: str) -> str:
    """The list of cases narrowed by `filters`; empty when the journalists' desk is not installed."""
    return optional("search:cases", query=filters or None)


def ways_to_follow(reference: str) -> dict[str, str]:
    """Context of `components/follow.html` for a case: what is not installed is empty."""
    return {"feed": optional("search:case_feed", reference), "email": optional("notify:case", reference)}


def optional(name: str, *args: str, query: dict[str, str] | None = None) -> str:
    """An address of a part of the site that monitoring does without; empty when it is not installed."""
    try:
        return reverse(name, args=args, query=query)
    except NoReverseMatch:
        return ""


def host(address: str) -> str:
    """`ecoportal.kz`: where an address leads, in short."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and " " not in text.strip()
