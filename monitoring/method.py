"""Versions of the method of counting, and what its page needs besides the data. The newest version comes first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from monitoring.enums import Answer


@dataclass(frozen=True, slots=True)
class Change:
    version: str
    on: dt.date
    text: Any


CHANGES = (
    Change("1", dt.date(2026, 11, 22), _("First version: 40 criteria, weights from 1 to 5, index with coverage.")),
)
EXAMPLE = (
    ("P02", Answer.NOT_MET),
    ("P03", Answer.PARTLY),
    ("P09", Answer.MET),
    ("P10", Answer.MET),
    ("P21", Answer.MET),
    ("P24", Answer.NO_DATA),
    ("P27", Answer.NOT_APPLICABLE),
)
