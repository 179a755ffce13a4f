"""Dates known to the day, the month or the year, kept and sorted in their ISO 8601 form."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
FIRST_YEAR, LAST_YEAR = 1900, 2199
_LOCAL = re.compile(r"^(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})$")


@dataclass(frozen=True, order=True)
class PartialDate:
    """`iso` is `2026`, `2026-03` or `2026-03-14`; ordering is by it, so a year comes before its months."""

    iso: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ISO or the local `14.03.2026`, `03.2026`, `2026`; raise ValidationError for anything else."""
        text = text.strip()
        if match := _ISO.match(text):
            year, month, day = match.groups()
        elif match := _LOCAL.match(text):
            day, month, year = match.groups()
        else:
            raise ValidationError(
                _("“%(text)s” is not a date. Write 14.03.2026, or 03.2026 or 2026 when that is all you know."),
                code="invalid",
                params={"text": text},
            )
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise ValidationError(_("Check the year: %(year)s."), code="year", params={"year": year})
        try:
            dt.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise ValidationError(_("There is no such day: %(text)s."), code="invalid", params={"text": text}) from None
        return cls("-".join([year, *(f"{int(part):02}" for part in (month, day) if part)]))

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self.iso)]

    @property
    def is_exact(self) -> bool:
        return self.precision == "day"

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        return int(self.iso[5:7]) if len(self.iso) > 4 else None

    def earliest(self) -> dt.date:
        """The first day the event can have happened, inclusive."""
        return dt.date(self.year, self.month or 1, int(self.iso[8:]) if self.is_exact else 1)

    def latest(self) -> dt.date:
        """The last day the event can have happened, inclusive."""
        if self.is_exact:
            return self.earliest()
        month = self.month or 12
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return self.iso
