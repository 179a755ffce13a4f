"""Entries made by mistake are put right by later entries that say what stood before and why it changed."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.enums import StepEventKind
from monitoring.models import FollowUpFile, ReferralOutcome, ReferralStep, StepEvent, StepReply
from monitoring.services.referrals.terms import settle
from monitoring.services.referrals.writing import TEXT_LENGTH, locked, must_be_sent, not_ahead, refuse, write

STRIKABLE = frozenset({StepEventKind.EXTENDED, StepEventKind.SUSPENDED})
STEP_FIELDS = ("sent_on", "received_on", "registration_no", "addressee_text", "addressee", "authority", "rule")
REPLY_FIELDS = ("received_on", "number", "result", "summary")


@transaction.atomic
def correct_step(*, step: ReferralStep, user: Any, reason: str, **values: Any) -> ReferralStep:
    """`values` by the names of STEP_FIELDS; the due day follows."""
    held = locked(step, user)
    must_be_sent(held)
    for name in ("sent_on", "received_on"):
        if day := values.get(name):
            not_ahead(day, name)
    if "sent_on" in values and not values["sent_on"]:
        raise refuse(_("A letter that was sent has a day on which it was."), "sent_on")
    changed = _changed(held, {name: values[name] for name in STEP_FIELDS if name in values})
    _explained(changed, reason)
    held.full_clean()
    held.save()
    _write_correction(held, user, reason, changed)
    held.refresh_from_db()
    settle(held)
    return held


@transaction.atomic
def correct_reply(
    *, step: ReferralStep, user: Any, reason: str, file: FollowUpFile | None = None, **values: Any
) -> StepReply:
    """`values` by the names of REPLY_FIELDS; `file` replaces the paper when given."""
    held = locked(step, user)
    if not hasattr(held, "reply"):
        raise refuse(_("There is no reply to correct."))
    reply = held.reply
    if day := values.get("received_on"):
        not_ahead(day, "received_on")
    changed = _changed(reply, {name: values[name] for name in REPLY_FIELDS if name in values})
    if file:
        reply.file = file
        changed.append(str(_("file")))
    _explained(changed, reason)
    reply.full_clean()
    reply.save()
    _write_correction(held, user, reason, changed)
    settle(held)
    return reply


@transaction.atomic
def strike_event(*, event: StepEvent, user: Any, reason: str) -> StepEvent:
    """An extension or suspension that was not: the due day goes back."""
    held = locked(event.step, user)
    if event.kind not in STRIKABLE:
        raise refuse(_("Only an extension or a suspension can be struck out; correct the letter or the reply itself."))
    if StepEvent.objects.filter(strikes=event).exists():
        raise refuse(_("It is struck out already."))
    if not reason.strip():
        raise refuse(_("Write why."), "reason")
    text = f"{reason.strip()} ({event})"
    struck = write(held, StepEventKind.CORRECTED, _today(), user, text=text[:TEXT_LENGTH], strikes=event)
    settle(held)
    return struck


@transaction.atomic
def strike_outcome(*, outcome: ReferralOutcome, user: Any, reason: str) -> None:
    """The outcome goes, the entry that it was recorded stays with the reason beside it."""
    held = locked(outcome.step, user)
    if not reason.strip():
        raise refuse(_("Write why."), "reason")
    said = _("Outcome struck out: %(outcome)s (%(document)s)") % {"outcome": outcome, "document": outcome.document}
    write(held, StepEventKind.CORRECTED, _today(), user, text=f"{reason.strip()} {said}"[:TEXT_LENGTH])
    outcome.delete()


def _today() -> dt.date:
    return timezone.localdate()


def _changed(instance: Any, values: dict[str, Any]) -> list[str]:
    """Set the values; what differs from before, in words: `sent on: 2026-04-02 → 2026-04-03`."""
    changed = []
    for name, value in values.items():
        before = getattr(instance, name)
        if before != value:
            label = str(instance._meta.get_field(name).verbose_name)
            changed.append(f"{label}: {_shown(before)} → {_shown(value)}")
            setattr(instance, name, value)
    return changed


def _shown(value: Any) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value or "—")


def _explained(changed: list[str], reason: str) -> None:
    if not changed:
        raise refuse(_("Nothing is different from what is written."))
    if not reason.strip():
        raise refuse(_("Write why."), "reason")


def _write_correction(step: ReferralStep, user: Any, reason: str, changed: list[str]) -> None:
    text = f"{reason.strip()} ({'; '.join(changed)})"
    write(step, StepEventKind.CORRECTED, _today(), user, text=text[:TEXT_LENGTH])
