"""Regions on the tile map and one by one."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from monitoring.presenters.numbers import cases_text, grouped

if TYPE_CHECKING:
    from monitoring.models import Region

STEPS = (1, 3, 6, 11)
"""The least number of cases for levels 1 to 4 of the map's scale."""

Counts = Mapping[int | None, int]
Steps = tuple[int, ...]


def level(count: int, steps: Steps = STEPS) -> int:
    return sum(count >= step for step in steps)


def steps_for(counts: Iterable[int]) -> Steps:
    """The usual steps, or wider ones where regions have hundreds."""
    most = max(counts, default=0)
    return STEPS if most < 4 * STEPS[-1] else (1, most // 8, most // 4, most // 2)


def tiles(regions: "Iterable[Region]", published: Counts, steps: Steps = STEPS) -> list[dict[str, Any]]:
    return [
        {
            "letters": region.short,
            "name": str(region),
            "value": published.get(region.pk, 0),
            "unit": cases_text(published.get(region.pk, 0)),
            "url": region.get_absolute_url(),
            "column": region.tile_column,
            "row": region.tile_row,
            "level": level(published.get(region.pk, 0), steps),
        }
        for region in regions
    ]


def legend(levels: Steps = STEPS) -> list[dict[str, Any]]:
    ends = [*(step - 1 for step in levels[1:]), None]
    steps = [{"level": 0, "text": _("none")}]
    for number, (first, last) in enumerate(zip(levels, ends, strict=True), start=1):
        least = grouped(first)
        text = _("%(count)s and more") % {"count": least} if last is None else f"{least}–{grouped(last)}"
        steps.append({"level": number, "text": text})
    return steps


def table(regions: "Iterable[Region]", published: Counts, checked: Counts, upcoming: Counts) -> dict[str, Any]:
    """The same figures as the map's, and a row for decisions of the whole country when there are any."""

    def row(name: str, url: str, key: int | None) -> list[Any]:
        figures = (published.get(key, 0), checked.get(key, 0), upcoming.get(key, 0))
        return [{"text": name, "url": url}, *({"text": grouped(figure), "number": True} for figure in figures)]

    rows = [row(str(region), region.get_absolute_url(), region.pk) for region in regions]
    if any(None in counts for counts in (published, checked, upcoming)):
        rows.append(row(_("The whole country"), "", None))
    return {
        "head": [
            {"label": _("Region")},
            {"label": _("Published"), "number": True},
            {"label": _("Being checked"), "number": True},
            {"label": _("Upcoming hearings"), "number": True},
        ],
        "rows": rows,
    }
