"""The list of cases as its components want it: every link is an address that a selection writes."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _

from search.filters.cases import CASE_FILTERS
from search.filters.selection import Selection
from search.filters.sorting import SORTS


def chips(selection: Selection, path: str) -> Iterator[dict[str, str]]:
    if selection.query.text:
        label = _("words: %(words)s") % {"words": selection.query.text}
        yield {"label": label, "url": selection.with_words("").address(path)}
    for each in CASE_FILTERS:
        for value in selection.chosen.get(each.name, ()):
            url = selection.without_value(each.name, value.key).address(path)
            label = value.text if each.is_yes else f"{each.title}: {value.text}"
            yield {"label": label, "url": url}


def sorts(selection: Selection, path: str) -> list[dict[str, Any]]:
    return [
        {
            "label": sort.label,
            "url": selection.with_sort(sort.name).address(path),
            "current": sort is selection.sorting,
        }
        for sort in SORTS
        if selection.query or not sort.needs_words
    ]


def hidden_fields(selection: Selection) -> list[tuple[str, str]]:
    """What the search form keeps: all but the words; the order, too, begins anew with new words."""
    return [(name, value) for name, value in selection.parameters() if name not in ("q", "sort")]


def hidden_beside(selection: Selection, *names: str) -> list[tuple[str, str]]:
    """What a form keeps that asks for these parameters only."""
    return [(name, value) for name, value in selection.parameters() if name not in names]


def unknown_texts(selection: Selection) -> list[str]:
    texts = []
    for unknown in selection.unknown:
        if unknown.filter is None:
            text = _("There is no order “%(value)s”: the usual one is used.") % {"value": unknown.value}
        else:
            text = _("%(filter)s: “%(value)s” is not known here and was left out.") % {
                "filter": unknown.filter.title,
                "value": unknown.value,
            }
        texts.append(text)
    if selection.is_reversed:
        texts.append(_("The period ends before it begins, so that nothing falls into it."))
    if selection.query.text and not selection.query:
        texts.append(_("“%(words)s” holds no letter or digit to look for.") % {"words": selection.query.text})
    return texts


def meta(selection: Selection, page: Page) -> dict[str, str]:
    """Title, address and what search engines may do: they index the plain list, not its combinations."""
    path = reverse("search:cases")
    title = _("Cases")
    if selection.query.text:
        title = _("Cases: %(words)s") % {"words": selection.query.text}
    if page.number > 1:
        title = _("%(title)s, page %(number)s") % {"title": title, "number": page.number}
    return {
        "page_title": title,
        "page_description": _(
            "How executive bodies of Kazakhstan take decisions on the environment: checked records "
            "of public hearings and discussions, by region, body and year."
        ),
        "canonical_url": selection.address(path, page=page.number),
        "robots": "noindex, follow" if selection.is_asked or selection.sort else "",
    }
