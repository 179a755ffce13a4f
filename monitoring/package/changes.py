"""What came, changed and went between two packages."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from monitoring.enums import VersionKind
from monitoring.models import CaseVersion
from monitoring.open_data.shapes import Data, coded, day_of
from monitoring.package.columns import Column
from monitoring.package.tables import CHUNK, REFERENCE, Table
from monitoring.presenters.case import change_text

COLUMNS = (
    Column("case", REFERENCE, _("Public number of the record; it never changes")),
    Column("change.code", _("What happened to the record, code"), "", tuple(VersionKind.choices)),
    Column("change.label", _("What happened to the record")),
    Column("version", _("Version"), _("Number of the public version")),
    Column("on", _("Day")),
    Column("note", _("What changed and why")),
)


def between(since: dt.datetime | None, until: dt.datetime) -> QuerySet[CaseVersion]:
    """Every version published and every withdrawal after `since`; without it, from the beginning."""
    found = CaseVersion.objects.filter(at__lte=until)
    return found.filter(at__gt=since) if since else found


def changes(since: dt.datetime | None, until: dt.datetime) -> Iterator[Data]:
    for item in between(since, until).select_related("case").order_by("at", "pk").iterator(chunk_size=CHUNK):
        yield {
            "case": item.case.reference,
            "change": coded(item.kind, item.get_kind_display()),
            "version": item.number,
            "on": day_of(item.at),
            "note": change_text(item),
        }


def change_counts(since: dt.datetime | None, until: dt.datetime) -> dict[str, int]:
    return dict(between(since, until).order_by().values_list("kind").annotate(Count("pk")))


def change_log(since: dt.datetime | None, until: dt.datetime) -> Table:
    return Table("changes", _("Change log"), COLUMNS, partial(changes, since, until))
