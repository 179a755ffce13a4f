"""What happens now, for the home page: every number and card is read from the public record."""

import datetime as dt
from math import ceil
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from config.templatetags.ui import long_date, table_date
from home.cards import case_cards, news_cards
from home.models.news import published_news
from monitoring.enums import ConsultationStatus
from monitoring.models import Case, Consultation, Region
from monitoring.models.case import CaseQuerySet

HEARINGS = 6
CASES = 5
NEWS = 3
LEVELS = 4
AHEAD = (ConsultationStatus.PLANNED, ConsultationStatus.POSTPONED, ConsultationStatus.UNKNOWN)


def overview(page: Page, request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    published = count_by_region(Case.objects.public())
    checked = count_by_region(Case.objects.being_checked())
    hearings = upcoming(today)
    latest = Case.objects.public().select_related("region").order_by("-first_published_at", "-pk")
    return {
        "figures": figures(sum(published.values()), sum(checked.values()), hearings.count()),
        "hearings": [hearing_card(consultation) for consultation in hearings[:HEARINGS]],
        "cases": case_cards(latest[:CASES]),
        "news": news_cards(published_news(page.locale)[:NEWS], request),
        "featured": featured_card(page.featured, request),
        "tilemap": tilemap(published, checked, today),
    }


def count_by_region(cases: CaseQuerySet) -> dict[int | None, int]:
    """Region id → cases; None counts those of the whole country."""
    return dict(cases.order_by().values_list("region").annotate(Count("pk", distinct=True)))


def upcoming(today: dt.date) -> Any:
    """Meetings not held yet and discussions still open. A date known to the month counts until the month ends."""
    day, month = today.isoformat(), today.isoformat()[:7]
    meeting = Q(held_on__gte=day) | Q(held_on=month)
    discussion = Q(period_to__gte=day) | Q(period_to=month)
    return (
        Consultation.objects.filter(meeting | (Q(held_on=None) & discussion), case__in=Case.objects.public())
        .filter(status__in=AHEAD)
        .select_related("case__region")
        .order_by("held_on", "period_to", "pk")
    )


def hearing_card(consultation: Consultation) -> dict[str, Any]:
    case = consultation.case
    return {
        "when": hearing_date(consultation),
        "title": case.title,
        "lang": case.language,
        "url": case.get_absolute_url(),
        "meta": ", ".join(
            filter(None, [case.region.name if case.region else "", case.place_text, consultation.venue])
        ),
        "text": consultation.get_form_display(),
    }


def hearing_date(consultation: Consultation) -> str:
    if consultation.held_on is None:
        return _("until %(date)s") % {"date": partial(consultation.period_to)}
    day = partial(consultation.held_on)
    return f"{day}, {time_format(consultation.held_at, 'H:i')}" if consultation.held_at else day


def partial(date: Any) -> str:
    """A day in words; a month or year as `03.2026`, `2026`."""
    return long_date(date.earliest()) if date.is_exact else ".".join(reversed(date.iso.split("-")))


def figures(published: int, checked: int, hearings: int) -> list[dict[str, Any]]:
    return [
        {
            "value": published,
            "label": ngettext("case published", "cases published", published),
            "url": reverse("search:cases"),
        },
        {
            "value": checked,
            "label": ngettext("record being checked", "records being checked", checked),
            "url": reverse("monitoring:regions"),
        },
        {
            "value": hearings,
            "label": ngettext("hearing or discussion ahead", "hearings and discussions ahead", hearings),
            "url": reverse("monitoring:hearings"),
        },
    ]


def featured_card(page: Page | None, request: HttpRequest) -> dict[str, Any] | None:
    if page is None or not page.live or page.get_view_restrictions().exists():
        return None
    return {
        "title": page.title,
        "url": page.get_url(request),
        "text": getattr(page.specific, "lead", "") or page.search_description,
    }


def tilemap(
    published: dict[int | None, int], checked: dict[int | None, int], today: dt.date
) -> dict[str, Any]:
    most = max((count for region, count in published.items() if region), default=0)
    tiles = []
    for region in Region.objects.filter(valid_to=None):
        count, waiting = published.get(region.pk, 0), checked.get(region.pk, 0)
        tiles.append(
            {
                "letters": region.short,
                "name": region.name,
                "value": count,
                "unit": tile_words(count, waiting),
                "url": reverse("monitoring:region", args=[region.key]),
                "column": region.tile_column,
                "row": region.tile_row,
                "level": ceil(LEVELS * count / most) if count else 0,
            }
        )
    return {
        "tiles": tiles,
        "label": _("Published cases by region"),
        "legend": legend(tiles),
        "note": _("Published cases by region, %(date)s.") % {"date": table_date(today)},
        "links": [{"label": _("Table"), "url": reverse("monitoring:regions")}],
    }


def tile_words(count: int, waiting: int) -> str:
    words = ngettext("%(count)s case", "%(count)s cases", count) % {"count": count}
    if waiting:
        words += ", " + ngettext(
            "%(count)s record being checked", "%(count)s records being checked", waiting
        ) % {"count": waiting}
    return words


def legend(tiles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each shade that is on the map, with the numbers it stands for."""
    steps: dict[int, list[int]] = {}
    for tile in tiles:
        steps.setdefault(tile["level"], []).append(tile["value"])
    return [
        {"level": level, "text": f"{min(v)}–{max(v)}" if min(v) < max(v) else str(min(v))}
        for level, v in sorted(steps.items())
    ]
