"""The trend of a scorecard by year: a drawing, the same figures as a table, and as a file."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from monitoring.presenters.chart import Mark, line_chart
from monitoring.presenters.scorecards import coverage_text, index_text, percent, period_text, records_url
from monitoring.scorecards.reading import Scorecard
from monitoring.scorecards.records import Kind
from monitoring.scorecards.sums import Sums

NAME = "trend"
DRAWING = "components/chart_svg.html"


def chart(card: Scorecard, title: str, address: str, today: dt.date) -> dict[str, Any]:
    """Context of `components/chart.html`; downloads stand below `address`, and keep its query."""
    path, mark, query = address.partition("?")
    return {
        "chart": drawing(card, title),
        "caption": caption(card, today),
        "table": {"head": table_head(), "rows": table_rows(card)},
        "links": [
            {"label": _("download as CSV"), "url": f"{path}{NAME}.csv{mark}{query}"},
            {"label": _("download as SVG"), "url": f"{path}{NAME}.svg{mark}{query}"},
        ],
    }


def caption(card: Scorecard, today: dt.date) -> str:
    return " ".join(
        [
            _("Index by year in which the process began, of 100; below the year, its number of cases."),
            _("A dash is a year with no case or too little checked."),
            period_text(card, today),
        ]
    )


def drawing(card: Scorecard, title: str) -> dict[str, Any]:
    marks = [
        Mark(str(year), None if sums.index is None else percent(sums.index), str(sums.cases))
        for year, sums in card.years.items()
    ]
    description = "; ".join(
        _("%(year)s: index %(index)s, cases %(cases)s") % {"year": year, "index": index_text(sums), "cases": sums.cases}
        for year, sums in card.years.items()
    )
    return line_chart(NAME, _("Index by year: %(name)s") % {"name": title}, description, marks)


def table_head() -> list[dict[str, Any]]:
    labels = [_("Cases"), _("Coverage"), _("Index, of 100"), _("Signs of a breach")]
    return [{"label": _("Year")}, *({"label": label, "number": True} for label in labels)]


def table_rows(card: Scorecard) -> list[list[Any]]:
    return [
        [
            {"text": str(year)},
            {
                "text": str(sums.cases),
                "number": True,
                "url": records_url(Kind.CASES, card.subject, year) if sums.cases else "",
            },
            {"text": coverage_text(sums), "number": True},
            {"text": index_text(sums), "number": True},
            {"text": str(sums.findings), "number": True},
        ]
        for year, sums in card.years.items()
    ]


def csv_head() -> list[str]:
    """Column names are the same in every language: programs read them."""
    return ["year", *Sums.__dataclass_fields__, "coverage", "index"]


def csv_rows(card: Scorecard) -> Iterator[list[Any]]:
    for year, sums in card.years.items():
        figures = [getattr(sums, name) for name in Sums.__dataclass_fields__]
        yield [year, *figures, *(None if share is None else round(share, 4) for share in (sums.coverage, sums.index))]


def svg(card: Scorecard, title: str, today: dt.date) -> str:
    """The drawing as a file of its own, with title and source in the picture."""
    source = f"{urlsplit(settings.SITE_URL).netloc} · CC BY 4.0 · {period_text(card, today)}"
    context = {"chart": drawing(card, title), "standalone": True, "source": source}
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + render_to_string(DRAWING, context)
