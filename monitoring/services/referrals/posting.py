"""A letter on its way: sent, registered, its term put off, passed on to another body."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.enums import StepEventKind, StepOrigin
from monitoring.models import Authority, DeadlineRule, ExecutiveBody, FollowUpFile, ReferralStep
from monitoring.rules import rule_book
from monitoring.services.referrals.terms import default_rule, settle
from monitoring.services.referrals.writing import (
    locked,
    must_be_awaited,
    must_be_sent,
    not_ahead,
    not_before_sending,
    refuse,
    write,
)


@transaction.atomic
def attach_letter(*, step: ReferralStep, file: FollowUpFile, user: Any) -> ReferralStep:
    held = locked(step, user)
    if file.case_id != held.referral.case_id:
        raise refuse(_("This paper belongs to another record."))
    held.letter = file
    held.save(update_fields=["letter"])
    return held


@transaction.atomic
def mark_sent(
    *,
    step: ReferralStep,
    sent_on: dt.date,
    user: Any,
    received_on: dt.date | None = None,
    registration_no: str = "",
    letter: FollowUpFile | None = None,
    rule: DeadlineRule | None = None,
) -> ReferralStep:
    """From now on the step is public. The term runs from the receipt, or from the sending while that is not known."""
    held = locked(step, user)
    if held.sent_on:
        raise refuse(_("It is written already when the letter was sent."))
    if held.referral.closed_on:
        raise refuse(_("The chain is closed. Open it again first."))
    not_ahead(sent_on, "sent_on")
    if received_on:
        not_ahead(received_on, "received_on")
    held.sent_on, held.received_on, held.registration_no = sent_on, received_on, registration_no.strip()
    held.letter = letter or held.letter
    held.rule = rule or default_rule(held, rule_book(), received_on or sent_on)
    held.full_clean()
    held.save()
    write(held, StepEventKind.SENT, sent_on, user, document=held.letter)
    if received_on or held.registration_no:
        write(held, StepEventKind.REGISTERED, received_on or sent_on, user, text=held.registration_no)
    settle(held)
    return held


@transaction.atomic
def register(*, step: ReferralStep, on: dt.date, user: Any, registration_no: str = "") -> ReferralStep:
    """The addressee received it: the term runs from that day."""
    held = locked(step, user)
    must_be_sent(held)
    if held.received_on:
        raise refuse(_("It is written already when the letter was received: correct it, with the reason."), "on")
    not_ahead(on, "on")
    not_before_sending(held, on, "on")
    held.received_on, held.registration_no = on, registration_no.strip() or held.registration_no
    held.full_clean()
    held.save(update_fields=["received_on", "registration_no"])
    write(held, StepEventKind.REGISTERED, on, user, text=held.registration_no)
    settle(held)
    return held


@transaction.atomic
def extend(
    *,
    step: ReferralStep,
    on: dt.date,
    until: dt.date,
    user: Any,
    text: str = "",
    document: FollowUpFile | None = None,
) -> ReferralStep:
    """The body told on `on` that it will answer by `until`. Beyond what the law allows the due day does not move."""
    held = locked(step, user)
    must_be_awaited(held)
    not_ahead(on, "on")
    not_before_sending(held, on, "on")
    if held.due_on and until <= held.due_on:
        raise refuse(_("The new last day is not later than the one there is."), "until")
    if until < on:
        raise refuse(_("The new last day is earlier than the notice of it."), "until")
    write(held, StepEventKind.EXTENDED, on, user, until=until, text=text, document=document)
    settle(held)
    return held


@transaction.atomic
def suspend(
    *,
    step: ReferralStep,
    start: dt.date,
    end: dt.date,
    user: Any,
    text: str,
    document: FollowUpFile | None = None,
) -> ReferralStep:
    """Days from `start` to `end`, both inclusive, do not count; `text` names the document that says so."""
    held = locked(step, user)
    must_be_awaited(held)
    not_before_sending(held, start, "start")
    if end < start:
        raise refuse(_("It ends before it begins."), "end")
    if not text.strip():
        raise refuse(_("Name the document that suspends the term."), "text")
    write(held, StepEventKind.SUSPENDED, start, user, until=end, text=text, document=document)
    settle(held)
    return held


@transaction.atomic
def transfer(
    *,
    step: ReferralStep,
    on: dt.date,
    user: Any,
    authority: Authority,
    addressee: ExecutiveBody | None = None,
    addressee_text: str = "",
    received_on: dt.date | None = None,
    registration_no: str = "",
    document: FollowUpFile | None = None,
) -> ReferralStep:
    """The body passed the letter on: returns the next step, whose own term runs from its receipt there."""
    held = locked(step, user)
    must_be_awaited(held)
    not_ahead(on, "on")
    not_before_sending(held, on, "on")
    following = ReferralStep(
        referral=held.referral,
        previous=held,
        origin=StepOrigin.TRANSFER,
        kind=held.kind,
        authority=authority,
        addressee=addressee,
        addressee_text=addressee_text.strip(),
        sent_on=on,
        received_on=received_on,
        registration_no=registration_no.strip(),
    )
    if received_on:
        not_ahead(received_on, "received_on")
    following.rule = default_rule(following, rule_book(), received_on or on)
    following.full_clean()
    following.save()
    for question in held.questions.all():
        following.questions.create(order=question.order, text=question.text)
    write(held, StepEventKind.TRANSFERRED, on, user, text=following.addressee_name, document=document)
    write(following, StepEventKind.SENT, on, user)
    if received_on or following.registration_no:
        write(following, StepEventKind.REGISTERED, received_on or on, user, text=following.registration_no)
    settle(held)
    settle(following)
    return following
