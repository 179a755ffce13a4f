"""The facets as their components want them: in groups, the most asked for unfolded, every value a link."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from search.enums import Group
from search.filters.facets import Facet, Option
from search.filters.selection import Selection
from search.presenters.list_page import hidden_beside

SHOWN_AT_ONCE = 7
# All regions, sectors and risk indicators; bodies, districts and criteria are more.
OFFERED = 24
DEEPEST = 3
PERIOD = ("from", "to")


def groups(facets: Iterable[Facet], selection: Selection, path: str, whole: str = "") -> Iterator[dict[str, Any]]:
    """Context of `components/facets.html`. `whole` names the facet of which every value is wanted."""
    facets = list(facets)
    for group in Group:
        shown = [facet for facet in facets if facet.filter.group == group]
        if shown or group == Group.DECISION:
            yield {
                "title": group.label,
                "facets": [facet_context(facet, selection, path, whole) for facet in shown],
                "period": period(selection, path) if group == Group.DECISION else None,
            }


def period(selection: Selection, path: str) -> dict[str, Any]:
    """Context of `components/period.html`."""
    chosen = {name: ", ".join(value.text for value in selection.chosen.get(name, ())) for name in PERIOD}
    return {
        "path": path,
        "from": chosen["from"],
        "to": chosen["to"],
        "hidden": hidden_beside(selection, *PERIOD),
        "open": any(chosen.values()),
    }


def facet_context(facet: Facet, selection: Selection, path: str, whole: str = "") -> dict[str, Any]:
    """Context of `components/facet.html`; what is chosen always shows."""
    name = facet.filter.name
    is_whole = whole == name
    options = list(facet.options) if is_whole else offered(facet.options)
    address = selection.toggling(name, path)
    links = [_option(option, address(option.value.key)) for option in options]
    shown = min(len(links), SHOWN_AT_ONCE)
    if len(links) == shown + 1:
        shown += 1
    chosen = any(option.chosen for option in options)
    return {
        "name": name,
        "title": facet.filter.title,
        "folded": not (facet.filter.unfolded or chosen or is_whole),
        "options": links[:shown],
        "more": links[shown:],
        "more_open": is_whole or any(link["current"] for link in links[shown:]),
        "whole": whole_link(facet, selection, path) if len(options) < len(facet.options) else None,
    }


def offered(options: tuple[Option, ...]) -> list[Option]:
    """The first of them, and every chosen one in its place."""
    return [option for place, option in enumerate(options) if place < OFFERED or option.chosen]


def whole_link(facet: Facet, selection: Selection, path: str) -> dict[str, str]:
    address, name = selection.address(path), facet.filter.name
    return {
        "url": f"{address}{'&' if '?' in address else '?'}all={name}#facet-{name}",
        "label": _("All values: %(count)s") % {"count": len(facet.options)},
    }


def _option(option: Option, url: str) -> dict[str, Any]:
    return {
        "label": option.value.text,
        "lang": option.value.language,
        "count": option.count,
        "current": option.chosen,
        "depth": min(option.depth, DEEPEST),
        "url": url,
    }
