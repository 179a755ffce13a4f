"""What happens now, for the home page: every number and card is read from the public record."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from config.templatetags.ui import table_date
from home.cards import case_cards, news_cards
from home.models.news import published_news
from monitoring.models import Case, Consultation, Region
from monitoring.presenters.hearings import hearing_card
from monitoring.presenters.regions import Counts, legend, steps_for, tiles
from search import tallies

HEARINGS = 6
# Of more hearings ahead the exact number tells a reader nothing more.
MOST_TOLD = 500
CASES = 4
NEWS = 3
REGION = "region"


def overview(page: Any, request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    regions = list(Region.objects.all())
    kept = tallies.whole(REGION)
    ahead = Consultation.objects.public().upcoming(today).soonest_first()
    keys = list(ahead.values_list("pk", flat=True)[: MOST_TOLD + 1])
    latest = Case.objects.public().for_lists().order_by("-first_published_at", "-pk")
    return {
        "figures": figures(
            published=kept.total(),
            checked=Case.objects.being_checked().count(),
            hearings=len(keys[:MOST_TOLD]),
            more=len(keys) > MOST_TOLD,
        ),
        "hearings": [hearing_card(item, today) for item in ahead.with_case().filter(pk__in=keys[:HEARINGS])],
        "cases": case_cards(latest[:CASES]),
        "news": news_cards(published_news(page.locale_id)[:NEWS], request),
        "featured": featured_card(page.featured, request),
        "tilemap": tilemap(regions, {region.pk: kept[REGION, region.key] for region in regions}, today),
    }


def figures(*, published: int, checked: int, hearings: int, more: bool) -> list[dict[str, Any]]:
    """What is being checked is told only while there is any. `more`: there are more hearings than that."""
    rows: list[tuple[int | str, str, str]] = [
        (published, ngettext("case published", "cases published", published), "search:cases"),
        (checked, ngettext("record being checked", "records being checked", checked), "monitoring:regions"),
        (
            f"{hearings}+" if more else hearings,
            ngettext("hearing or discussion ahead", "hearings and discussions ahead", hearings),
            "monitoring:hearings",
        ),
    ]
    if not checked:
        del rows[1]
    return [{"value": value, "label": label, "url": reverse(name)} for value, label, name in rows]


def featured_card(page: Page | None, request: HttpRequest) -> dict[str, Any] | None:
    """Only while anyone may read it."""
    if page is None or not page.live or page.get_view_restrictions().exists():
        return None
    return {
        "title": page.title,
        "url": page.get_url(request),
        "text": getattr(page.specific, "lead", "") or page.search_description,
    }


def tilemap(regions: Iterable[Region], published: Counts, today: dt.date) -> dict[str, Any]:
    steps = steps_for(published.values())
    return {
        "tiles": tiles(regions, published, steps),
        "label": _("Published cases by region"),
        "legend": legend(steps),
        "note": _("Published cases by region, %(date)s.") % {"date": table_date(today)},
        "links": [{"label": _("Table"), "url": reverse("monitoring:regions")}],
    }
