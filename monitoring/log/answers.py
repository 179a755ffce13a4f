"""What an answer may look like before anyone asks whether it makes sense: shapes, sizes, clean text.

Answers are kept as typed under one flat set of names, valid or not. `in_confidence` is one of the names, but is
stored apart (FieldLog.in_confidence) and never goes into a case.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Answers = dict[str, Any]

IN_CONFIDENCE = "in_confidence"
TEXTS = frozenset(
    {
        "title", "kind", "body", "body_text", "region", "district", "place_text", "latitude", "longitude",
        "form", "happened", "held_on", "held_at", "period_from", "period_to", "venue", "online", "attendance",
        "notice_seen_on", "documents", "documents_where", "reachable", "speak", "refused", "registered", "chair",
        "recorded", "asked", "answered", "unanswered", "pressure", "ended_at", "minutes_promised", "list_signed",
        "seen", IN_CONFIDENCE,
    }
)  # fmt: skip
LISTS = frozenset({"channels"})
EVENT_PARTS = ("uid", "kind", "when", "text")
FILE_PARTS = ("title", "publish")
NAMES = TEXTS | LISTS | {"events", "files"}

MAX_TEXT = 200_000
MAX_ROWS = 200


def text(value: Any) -> str:
    """Text as typed, without what no database keeps (zero bytes, halves of characters)."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if not isinstance(value, str | int | float):
        raise ValidationError(_("This answer must be text."), code="shape")
    clean = str(value).replace("\0", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()
    if len(clean) > MAX_TEXT:
        raise ValidationError(
            _("This text has %(count)s characters. Up to %(limit)s can be kept: send the rest as a file."),
            code="too_long",
            params={"count": len(clean), "limit": MAX_TEXT},
        )
    return clean


def _rows(value: Any, kind: type[list] | type[dict]) -> Any:
    if not isinstance(value, kind) or len(value) > MAX_ROWS:
        raise ValidationError(_("This answer must be a list."), code="shape")
    return value


def _event(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValidationError(_("This answer must be a list."), code="shape")
    return {"uid": identifier(value.get("uid")), **{part: text(value.get(part)) for part in EVENT_PARTS[1:]}}


def identifier(value: Any) -> str:
    """A UUID in its usual form; ValidationError for anything else."""
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        raise ValidationError(_("This is not an identifier."), code="shape") from None


def blank(name: str) -> Any:
    """The value of a question nobody answered."""
    if name == "files":
        return {}
    return [] if name in LISTS or name == "events" else ""


def clean_answer(name: str, value: Any) -> Any:
    """The value in its stored shape; raises ValidationError when it has another shape or no sane size."""
    if value is None:
        return blank(name)
    if name in TEXTS:
        return text(value)
    if name in LISTS:
        return [text(item) for item in _rows(value, list)]
    if name == "events":
        events = [_event(item) for item in _rows(value, list)]
        return [event for event in events if any(event[part].strip() for part in EVENT_PARTS[1:])]
    if name == "files":
        return {
            identifier(uid): {part: text(described.get(part)) for part in FILE_PARTS}
            for uid, described in _rows(value, dict).items()
            if isinstance(described, Mapping)
        }
    raise ValidationError(_("There is no question “%(name)s”."), code="unknown", params={"name": name})


def clean_answers(raw: Mapping[str, Any]) -> Answers:
    """Every answer in its stored shape; raises ValidationError with a message for each name that is wrong."""
    found: Answers = {}
    wrong: dict[str, Any] = {}
    for name, value in raw.items():
        try:
            found[name] = clean_answer(name, value)
        except ValidationError as error:
            wrong[text(name)[:60]] = error
    if wrong:
        raise ValidationError(wrong)
    return found
