"""Points of a result on a map, from the public coordinates of its records; nothing else gives a place its point."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from monitoring.models import District
from monitoring.presenters.links import case_path
from monitoring.presenters.numbers import cases_text
from search.filters.selection import Selection
from search.names import Names

MOST = 2000


def points(selection: Selection) -> dict[str, Any]:
    """Context of `components/point_map.html`."""
    placed = (
        selection.records().filter(latitude__isnull=False, longitude__isnull=False).order_by("-published_at", "-pk")
    )
    rows = placed.values_list("reference", "title", "language", "latitude", "longitude")[:MOST]
    return {
        "points": [
            {
                "title": title,
                "lang": language,
                "url": case_path(reference),
                "place": [latitude, longitude],
            }
            for reference, title, language, latitude, longitude in rows
        ],
        "label": _("Places of the cases"),
        "tiles": settings.MAP_TILES_URL,
        "attribution": settings.MAP_TILES_ATTRIBUTION,
        "script": static("vendor/leaflet/leaflet.js"),
        "style": static("vendor/leaflet/leaflet.css"),
    }


def districts(selection: Selection, counts: Counter[str], names: Names, path: str) -> list[dict[str, str]]:
    """The same without a map: how many cases each district has, the most first."""
    base = selection.with_view("")
    return [
        {
            "label": name.text,
            "lang": name.language,
            "url": base.with_value("district", name).address(path),
            "count": cases_text(number),
        }
        for key, number in counts.most_common()
        if (name := names.get(District, key))
    ]
