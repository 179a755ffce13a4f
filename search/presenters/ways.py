"""One result in several ways: a list, a table, a map, a line of time, figures. Each is an address of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from monitoring.models import Region
from monitoring.partial_date import PartialDate
from monitoring.presenters.dates import partial_text
from monitoring.presenters.links import case_path, optional
from monitoring.presenters.numbers import cases_text, grouped
from monitoring.presenters.regions import legend, level, steps_for
from monitoring.services.references import NATIONAL
from search.attachments import Attached
from search.exports.columns import COLUMNS, Column
from search.exports.formats import FORMATS
from search.filters.cases import CASE_FILTERS, Filter
from search.filters.selection import FIGURES, MAP, TABLE, TIMELINE, Selection
from search.following import QuestionFollowed
from search.models import CaseRecord
from search.names import Name, Names, Vocabulary
from search.presenters.hits import hit
from search.presenters.points import districts, points

WAYS = (
    ("", pgettext_lazy("way to show results", "List")),
    (TABLE, pgettext_lazy("way to show results", "Table")),
    (MAP, pgettext_lazy("way to show results", "Map")),
    (TIMELINE, pgettext_lazy("way to show results", "By date")),
    (FIGURES, pgettext_lazy("way to show results", "Figures")),
)
FILE_NAMES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "jsonl": "JSON Lines"}
COUNTED = ("year", "region", "kind", "stage", "violation")
BARS = 12
NOT_DATED = gettext_lazy("date not known")


def tabs(selection: Selection, path: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": selection.with_view(name).address(path), "current": selection.view == name}
        for name, label in WAYS
    ]


def exports(selection: Selection) -> list[dict[str, str]]:
    """The same rows and columns as files."""
    plain = selection.with_view("")
    return [
        {"label": FILE_NAMES[name], "url": plain.address(reverse("search:cases_export", args=[name]))}
        for name in FORMATS
    ]


def to_follow(selection: Selection) -> dict[str, str]:
    """Context of `components/follow.html` for exactly this question."""
    followed, email = QuestionFollowed.of(selection), optional("notify:cases")
    return {"feed": followed.feed_path, "email": followed.selection.address(email) if email else ""}


def shown(
    selection: Selection,
    records: Sequence[CaseRecord],
    counts: dict[str, Counter[str]],
    columns: Sequence[Column],
    names: Names,
    path: str,
) -> dict[str, Any]:
    """What the chosen way needs beside what all of them share."""
    if selection.view == TABLE:
        return {"table": table(records, columns, names), "column_choice": column_choice(columns)}
    if selection.view == MAP:
        return {
            "tilemap": tilemap(selection, counts["region"], path),
            "point_map": points(selection),
            "districts": districts(selection, counts["district"], names, path),
        }
    if selection.view == FIGURES:
        return {"figures": list(figures(selection, counts, names, path))}
    attached = Attached([record.pk for record in records])
    hits = [hit(record, selection.query, names, attached) for record in records]
    return {"months": by_month(records, hits)} if selection.view == TIMELINE else {"hits": hits}


def unknown_columns(names: Iterable[str]) -> list[str]:
    return [_("There is no column “%(name)s”.") % {"name": name} for name in names]


# Table ------------------------------------------------------------------------------------------------


def table_names(records: Iterable[CaseRecord], columns: Sequence[Column]) -> dict[Vocabulary, set[str]]:
    records = list(records)
    return {column.of: {getattr(record, column.field) for record in records} for column in columns if column.of}


def table(records: Iterable[CaseRecord], columns: Sequence[Column], names: Names) -> dict[str, Any]:
    """Context of `components/table.html`; the number of a record leads to it."""
    return {
        "caption": _("Cases"),
        "head": [{"label": column.title, "number": column.kind == "integer"} for column in columns],
        "rows": [[cell(record, column, names) for column in columns] for record in records],
    }


def cell(record: CaseRecord, column: Column, names: Names) -> Any:
    value = column.write(getattr(record, column.field), names)
    if column.field == "reference":
        return {"text": value, "url": case_path(record.reference), "whole": True}
    if column.kind == "boolean":
        return _("yes") if value else _("no")
    if value is None or value == "":
        return ""
    return {"text": str(value), "number": column.kind == "integer"}


def column_choice(columns: Sequence[Column]) -> list[dict[str, Any]]:
    shown = {column.name for column in columns}
    return [{"name": each.name, "title": each.title, "chosen": each.name in shown} for each in COLUMNS]


# Map --------------------------------------------------------------------------------------------------


def tilemap(selection: Selection, counts: Counter[str], path: str) -> dict[str, Any]:
    """Context of `components/tilemap.html`: how many of the result each region has, were it chosen."""
    steps = steps_for(counts.values())
    chosen = selection.keys("region")
    base = selection.with_view("")
    note = _("Cases of this result by region; a tile leads to its cases.")
    if national := counts.get(NATIONAL):
        note += " " + _("Decisions of the whole country: %(count)s.") % {"count": grouped(national)}
    return {
        "label": _("Cases by region"),
        "legend": legend(steps),
        "note": note,
        "tiles": [
            {
                "letters": region.short,
                "name": str(region),
                "value": counts[region.key],
                "unit": cases_text(counts[region.key]),
                "url": only_region(base, region).address(path),
                "column": region.tile_column,
                "row": region.tile_row,
                "level": level(counts[region.key], steps),
                "current": region.key in chosen,
            }
            for region in Region.objects.all()
        ],
    }


def only_region(selection: Selection, region: Region) -> Selection:
    for key in selection.keys("region"):
        selection = selection.without_value("region", key)
    return selection.with_value("region", Name(region.key, str(region)))


# By date ----------------------------------------------------------------------------------------------


def by_month(records: Iterable[CaseRecord], hits: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hits under their month, or their year when no more is known; `records` are in the order of their last date."""
    return [
        {"title": title, "hits": [hit for _record, hit in group]}
        for title, group in groupby(zip(records, hits, strict=True), key=lambda pair: month(pair[0]))
    ]


def month(record: CaseRecord) -> str:
    return partial_text(PartialDate(record.ends.iso[:7])) if record.ends else str(NOT_DATED)


# Figures ----------------------------------------------------------------------------------------------


def figures(selection: Selection, counts: dict[str, Counter[str]], names: Names, path: str) -> Iterator[dict[str, Any]]:
    """Context of `components/bars.html` for each of the counted filters; every bar leads to its cases."""
    base = selection.with_view("")
    for each in CASE_FILTERS:
        if each.name in COUNTED and counts[each.name]:
            yield {"title": each.title, "rows": list(bars(each, base, counts[each.name], names, path))}


def bars(each: Filter, base: Selection, counted: Counter[str], names: Names, path: str) -> Iterator[dict[str, Any]]:
    most = max(counted.values())
    ranked = sorted(counted.items(), key=lambda pair: (each.vocabulary.order(pair[0]), -pair[1]))
    for key, number in ranked[:BARS]:
        if name := each.vocabulary.find(key, names):
            yield {
                "label": name.text,
                "lang": name.language,
                "value": number,
                "share": round(100 * number / most),
                "url": base.with_value(each.name, name).address(path),
            }
