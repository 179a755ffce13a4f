"""What goes with every file: which question it answers, when, under which terms, and what its columns mean."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from monitoring.presenters.linked_data import LICENSE
from monitoring.presenters.links import absolute
from search.exports.columns import Column
from search.filters import CASE_FILTERS, Selection


def question(selection: Selection) -> str:
    """The selection in words, for people."""
    parts = [_("words: %(words)s") % {"words": selection.query.text}] if selection.query.text else []
    for each in CASE_FILTERS:
        if values := selection.chosen.get(each.name, ()):
            parts.append(f"{each.title}: {', '.join(value.text for value in values)}")
    return "; ".join(parts) or _("All published cases")


def about(selection: Selection, columns: Sequence[Column], path: str) -> dict[str, Any]:
    """A description after “CSV on the Web” (W3C), which also heads the JSON and the sheet."""
    now = timezone.localtime().replace(microsecond=0)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": (get_language() or "ru")[:2]}],
        "dc:title": ": ".join([settings.WAGTAIL_SITE_NAME, _("cases")]),
        "dc:description": question(selection),
        "dc:source": absolute(selection.address(path)),
        "dc:issued": now.isoformat(),
        "dc:license": LICENSE,
        "dc:rights": _("Free to use with the source named: Aarhus Watch, the address and the date."),
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": str(column.title),
                    "dc:description": str(column.meaning),
                    "datatype": column.kind,
                }
                for column in columns
            ]
        },
    }


def file_name(today: dt.date) -> str:
    return f"aarhus-watch-cases-{today.isoformat()}"
