"""What a phone takes along before the network is gone: the person's open logs and the bodies they may meet."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from monitoring.log.bodies import NAMES, fold
from monitoring.log.choices import MEETINGS
from monitoring.log.posted import pairs_of
from monitoring.log.state import OPEN, LogState, state_of, with_state
from monitoring.log.steps import all_answers, steps_of
from monitoring.models import ExecutiveBody, FieldLog
from monitoring.services.logs import centres_of

NEWEST = 30


def person_key(user: Any) -> str:
    """Tells the phone whether the same person signed in again, and nothing else."""
    return salted_hmac("monitoring.log.phone", str(user.pk), secret=settings.SECRET_KEY).hexdigest()[:20]


def bodies_for(user: Any) -> list[dict[str, str]]:
    """Bodies of the regions of the person's centres and those of the whole country; of no centre: all.

    `words` are what typing is compared with, in lower case and in Latin letters.
    """
    centres = centres_of(user)
    bodies = ExecutiveBody.objects.current()
    if centres:
        bodies = bodies.filter(Q(region__centres__in=centres) | Q(region=None)).distinct()
    shown = f"name_{get_language() or 'ru'}"
    rows = bodies.order_by("key").values("key", "aliases", "short_name", f"region__{shown}", "region__key", *NAMES)
    return [
        {
            "key": row["key"],
            "name": row[shown] or row["name_ru"] or row["key"],
            "note": row[f"region__{shown}"] or "",
            "region": row["region__key"] or "",
            "words": _words([*(row[name] for name in NAMES), row["short_name"], *(row["aliases"] or [])]),
        }
        for row in rows
    ]


def _words(names: list[str | None]) -> str:
    every = [str(name) for name in names if name]
    return " ".join([*(name.lower() for name in every), *map(fold, every)])


def open_logs(user: Any) -> list[dict[str, Any]]:
    """The person's unfinished and returned logs as screens to go on with, remarks beside them."""
    every = with_state(FieldLog.objects.of(user)).prefetch_related("receipts", "case__review_comments")
    logs = [log for log in every.order_by("-saved_at", "-pk") if state_of(log) in OPEN]
    return [_open_log(log) for log in logs[:NEWEST]]


def _open_log(log: FieldLog) -> dict[str, Any]:
    answers = all_answers(log)
    screens = {step.key: pairs_of(step.form, answers) for step in steps_of(answers)}
    return {
        "uid": str(log.uid),
        "revision": log.revision,
        "kit": answers.get("form", "") in MEETINGS,
        "screens": {key: pairs for key, pairs in screens.items() if pairs},
        "files": {str(receipt.uid): receipt.original_name for receipt in log.receipts.all()},
        "remarks": _remarks(log) if state_of(log) == LogState.RETURNED else [],
    }


def _remarks(log: FieldLog) -> list[dict[str, str]]:
    comments = log.case.review_comments.all() if log.case else []
    return [{"field": comment.field, "text": comment.text} for comment in comments if not comment.resolved_at]
