"""Which pages have a frame to offer, found by their address."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from monitoring.models import Case, ExecutiveBody, Region
from monitoring.presenters.embeds import LIST_HEIGHT, Frame, case_frame, scorecard_frame
from monitoring.presenters.scorecard_page import page_title
from monitoring.scorecards.subjects import public_tenures
from search.exports.about import question
from search.filters import Selection
from search.names import Names

Make = Callable[[ResolverMatch, str], Frame | None]


def frame_of(address: str) -> Frame | None:
    """None for what is not ours, does not exist, is not public or has no frame."""
    try:
        parts = urlsplit(address)
        language = get_language_from_path(parts.path)
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL or not language:
        return None
    with override(language):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        make = PROVIDERS.get(match.view_name)
        return make(match, parts.query) if make else None


def of_case(match: ResolverMatch, query: str) -> Frame | None:
    found: Case | None = Case.objects.public().filter(reference=match.kwargs["reference"].upper()).first()
    return case_frame(str(found.reference), str(found)) if found else None


def of_scorecard(match: ResolverMatch, query: str) -> Frame | None:
    name = SUBJECTS[match.view_name](match.kwargs)
    if not name:
        return None
    address = reverse(match.view_name, kwargs=match.kwargs)
    return scorecard_frame(f"{address}?{query}" if query else address, page_title(name))


def of_list(match: ResolverMatch, query: str) -> Frame:
    return list_frame(Selection.read(QueryDict(query), Names()))


def list_frame(selection: Selection) -> Frame:
    """The canonical address of the question, as a list."""
    shown = selection.with_view("")
    return Frame(
        shown.address(reverse("search:cases")),
        shown.address(reverse("search:cases_embed")),
        ": ".join([_("Aarhus Watch"), question(shown)]),
        LIST_HEIGHT,
    )


def named(found: Any) -> str:
    return str(found) if found else ""


SUBJECTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "monitoring:scorecard": lambda keys: _("Kazakhstan"),
    "monitoring:region_scorecard": lambda keys: named(Region.objects.filter(key=keys["letters"].upper()).first()),
    "monitoring:body_scorecard": lambda keys: named(ExecutiveBody.objects.current().filter(key=keys["key"]).first()),
    "monitoring:tenure_scorecard": lambda keys: named(
        public_tenures().filter(pk=keys["pk"], official__key=keys["key"]).first()
    ),
}
PROVIDERS: dict[str, Make] = {
    "monitoring:case": of_case,
    "search:cases": of_list,
    **dict.fromkeys(SUBJECTS, of_scorecard),
}
