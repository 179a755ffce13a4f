"""What every verb of a chain shares: the row locked, the desk asked, the event written."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.enums import StepEventKind
from monitoring.models import FollowUpFile, Referral, ReferralStep, StepEvent
from monitoring.services.desk import check_desk

TEXT_LENGTH = 500


def locked(step: ReferralStep, user: Any) -> ReferralStep:
    """The step as it is now, held until the transaction ends. Raises NotThePublisher for another centre's case."""
    held = (
        ReferralStep.objects.select_for_update(of=("self",))
        .select_related("referral__case__region", "authority", "addressee", "rule", "reply")
        .get(pk=step.pk)
    )
    check_desk(held.referral.case, user)
    return held


def locked_chain(referral: Referral, user: Any) -> Referral:
    held = Referral.objects.select_for_update(of=("self",)).select_related("case__region").get(pk=referral.pk)
    check_desk(held.case, user)
    return held


def write(
    step: ReferralStep,
    kind: StepEventKind,
    on: dt.date,
    user: Any,
    *,
    until: dt.date | None = None,
    text: str = "",
    document: FollowUpFile | None = None,
    strikes: StepEvent | None = None,
) -> StepEvent:
    event = StepEvent(
        step=step, kind=kind, on=on, until=until, text=text.strip(), document=document, strikes=strikes, author=user
    )
    event.full_clean()
    event.save()
    return event


def refuse(text: str, field: str = "") -> ValidationError:
    return ValidationError({field: text} if field else text)


def must_be_sent(step: ReferralStep) -> None:
    if step.sent_on is None:
        raise refuse(_("The letter is not sent yet: say first when it was sent."))


def must_be_awaited(step: ReferralStep) -> None:
    from monitoring.services.referrals.terms import is_awaited

    must_be_sent(step)
    if not is_awaited(step):
        raise refuse(_("No reply is awaited any more: the letter was answered or passed on, or the chain is closed."))


def not_ahead(day: dt.date, field: str) -> None:
    if day > timezone.localdate():
        raise refuse(_("This day is still ahead."), field)


def not_before_sending(step: ReferralStep, day: dt.date, field: str) -> None:
    if step.sent_on and day < step.sent_on:
        raise refuse(_("It is earlier than the letter was sent."), field)
