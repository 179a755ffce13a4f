"""Dates as people read them, whatever is known of them."""

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language

from monitoring.partial_date import PartialDate

if TYPE_CHECKING:
    from monitoring.models import Consultation


def long_date(day: dt.date) -> str:
    """`22 ноября 2026`, `2026 жылғы 22 қараша`, `22 November 2026`; an aware moment is told in local time."""
    return formatted(local(day), "Y жылғы j E").lower() if get_language() == "kk" else formatted(local(day), "j E Y")


def table_date(day: dt.date) -> str:
    day = local(day)
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def local(day: dt.date) -> dt.date:
    """The day of an aware moment by local time."""
    if not isinstance(day, dt.datetime):
        return day
    return (timezone.localtime(day) if timezone.is_aware(day) else day).date()


def formatted(day: dt.date, form: str) -> str:
    """As Django writes a date in the language of the reader. A page writes the same few dates again and again."""
    return _formatted(day, form, get_language())


@lru_cache(maxsize=8192)
def _formatted(day: dt.date, form: str, language: str | None) -> str:
    return format_date(day, form)


def partial(value: PartialDate | dt.date | str | None) -> PartialDate | None:
    """What a field of a draft holds, as a partial date."""
    if isinstance(value, dt.date):
        return PartialDate(value.isoformat()[:10])
    return PartialDate.parse(value) if isinstance(value, str) and value else value or None


def partial_text(date: PartialDate) -> str:
    """`14 марта 2026`, `март 2026`, `2026`: never more than is known."""
    if date.is_exact:
        return long_date(date.earliest())
    if date.precision == "year":
        return str(date.year)
    language = get_language()
    text = formatted(date.earliest(), "Y жылғы F" if language == "kk" else "F Y")
    return text if language == "en" else text.lower()


def last_day(consultation: "Consultation") -> dt.date | None:
    """The latest day a hearing or discussion may still be going on; None if nothing is known of its end."""
    ends = partial(consultation.held_on) or partial(consultation.period_to) or partial(consultation.period_from)
    return ends.latest() if ends else None


def partial_table_date(date: PartialDate) -> str:
    return ".".join(reversed(date.iso.split("-")))
