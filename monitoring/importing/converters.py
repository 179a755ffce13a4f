"""From a cell to a value. Each raises ValidationError with a reason the person can act on."""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

from monitoring import enums
from monitoring.partial_date import PartialDate

Options = Mapping[str, Any]
LONGEST_TEXT = 10_000

YES = frozenset({"true", "1", "yes", "да", "иә", "+"})
NO = frozenset({"false", "0", "no", "нет", "жоқ", "-"})
_CLOCK = re.compile(r"(?:^|[T\s])(\d{1,2})[:.](\d{2})(?::\d{2})?$")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_SHEET_ERROR = re.compile(r"^#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?$", re.IGNORECASE)


def is_empty(value: Any) -> bool:
    return value is None or value == "" or value == []


def text(value: Any, options: Options) -> str:
    if isinstance(value, (list, dict)):
        raise ValidationError(_("A text is expected here."))
    if value is None:
        return ""
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    found = str(value).strip()
    if _UNSTORABLE.search(found):
        raise ValidationError(_("The text holds characters that cannot be stored."))
    if len(found) > LONGEST_TEXT:
        raise ValidationError(
            _("The text has %(length)s characters; at most %(limit)s can be stored.")
            % {"length": len(found), "limit": LONGEST_TEXT}
        )
    if _SHEET_ERROR.match(found):
        raise ValidationError(_("The cell holds an error of the spreadsheet: %(error)s.") % {"error": found})
    return found


def day(value: Any, options: Options) -> PartialDate | None:
    """A date or the date of a local date-time; month or year alone are dates too."""
    if isinstance(value, dt.date):
        return PartialDate(value.isoformat()[:10])
    found = text(value, options)
    return PartialDate.parse(re.split(r"[T\s]", found, maxsplit=1)[0]) if found else None


def clock(value: Any, options: Options) -> dt.time | None:
    """The local time of a time or date-time; a date alone has none."""
    if isinstance(value, dt.datetime):
        return value.time() if value.time() != dt.time() else None
    if isinstance(value, dt.time):
        return value
    if isinstance(value, dt.date):
        return None
    found = text(value, options)
    match = _CLOCK.search(found)
    if not match:
        if found and "lenient" not in options:
            raise ValidationError(_("“%(text)s” is not a time. Write 15:30.") % {"text": found[:40]})
        return None
    try:
        return dt.time(int(match[1]), int(match[2]))
    except ValueError:
        raise ValidationError(_("There is no such time: %(text)s.") % {"text": match[0].strip()}) from None


def whole(value: Any, options: Options) -> int | None:
    found = text(value, options).replace("\xa0", "").replace(" ", "")
    if not found:
        return None
    if isinstance(value, bool) or not found.isdecimal() or len(found) > 9:
        raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": found[:40]})
    return int(found)


def number(value: Any, options: Options) -> float | None:
    found = text(value, options).replace(",", ".")
    try:
        if not found:
            return None
        if math.isfinite(value := float(found)):
            return value
        raise ValueError(found)
    except ValueError:
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": found[:40]}) from None


def yes_no(value: Any, options: Options) -> bool | None:
    found = text(value, options).casefold()
    if not found:
        return None
    if found not in YES | NO:
        raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": found[:40]})
    return found in YES


def choice(value: Any, options: Options) -> str | None:
    """A value of the enum `choices`, its name in any language, or a key of `values`."""
    found = text(value, options)
    if not found:
        return None
    if found in options.get("values", {}):
        return options["values"][found]
    known = names_of(options["choices"])
    if found.casefold() not in known:
        raise ValidationError(_("“%(text)s” is not known here.") % {"text": found[:60]})
    return known[found.casefold()]


@cache
def names_of(enum: str) -> dict[str, str]:
    members: type[Choices] = getattr(enums, enum)
    names = {str(value).casefold(): value for value in members.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names.update({str(label).casefold(): value for value, label in members.choices})
    return names


def lookup(value: Any, options: Options) -> str | None:
    """What `values` says of exactly this value; nothing for others."""
    return options["values"].get(text(value, options))


def words(value: Any, options: Options) -> str | None:
    """The first of `words` that occurs in the text decides; nothing where none does."""
    found = text(value, options).casefold()
    return next((meant for sign, meant in options["words"].items() if found and sign in found), None)


def reworded(value: Any, options: Options) -> str:
    """The text with the source's own field names, as whole words, put into words of `words`."""
    found = text(value, options)
    for name, meant in options["words"].items():
        found = re.sub(rf"\b{re.escape(name)}\b", meant, found)
    return found[:1].upper() + found[1:]


def official_page(value: Any, options: Options) -> str:
    """The address when it is of the official portals, else nothing."""
    found = text(value, options)
    return found if urlsplit(found).hostname in options["hosts"] else ""


def other_page(value: Any, options: Options) -> list[dict[str, Any]]:
    """A page that is not of the official portals, as public evidence."""
    found = text(value, options)
    if not found or official_page(found, options):
        return []
    host = urlsplit(found).hostname or ""
    return [{"at": "page", "url": found, "kind": "portal_page", "is_public": True, "title": options["title"] % host}]


def items(value: Any) -> list[dict[str, Any]]:
    if is_empty(value):
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValidationError(_("A list of objects is expected here."))
    return value


def notices(value: Any, options: Options) -> list[dict[str, Any]]:
    """`channel` and `date` of each announcement; the words of the channel stay as the detail."""
    found = []
    for item in items(value):
        detail = text(item.get("channel"), options)
        channel = words(detail, options) or options["otherwise"]
        found.append({"at": detail, "channel": channel, "date": day(item.get("date"), options), "detail": detail})
    return found


def documents(value: Any, options: Options) -> list[dict[str, Any]]:
    """Documents a page names; their address is filled in from the row's page."""
    found = []
    for item in items(value):
        title = text(item.get("title"), options)
        kind = words(title, options) or options["otherwise"]
        date = day(item.get("date"), options)
        found.append({"at": title, "title": title, "date": date, "kind": kind, "is_public": True})
    return found


def dated_acts(value: Any, options: Options) -> list[dict[str, Any]]:
    """Those documents that are events themselves: an act of a court, a request, an answer."""
    found = []
    for item in items(value):
        title, date = text(item.get("title"), options), day(item.get("date"), options)
        if date and (kind := words(title, options)):
            found.append({"at": title, "kind": kind, "date": date, "description": title})
    return found


CONVERTERS: dict[str, Callable[[Any, Options], Any]] = {
    made.__name__: made
    for made in (
        text, day, clock, whole, number, yes_no, choice, lookup, words, reworded, official_page, other_page,
        notices, documents, dated_acts,
    )
}  # fmt: skip
