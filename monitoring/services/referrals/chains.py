"""Chains: opened about published findings, grown letter by letter, closed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.enums import StepEventKind, StepOrigin
from monitoring.models import (
    Authority,
    Case,
    ExecutiveBody,
    Finding,
    Referral,
    ReferralStep,
    ReferredFinding,
    StepQuestion,
)
from monitoring.services.desk import check_desk
from monitoring.services.referrals.terms import settle
from monitoring.services.referrals.writing import locked, locked_chain, not_ahead, refuse, write


def referred_to(finding: Any) -> str:
    """The addressees a finding was sent to, as one text; what the chain is for while it has no letter."""
    steps = ReferralStep.objects.filter(referral__referred__finding=finding.pk).select_related("authority", "addressee")
    named = dict.fromkeys(step.addressee_name for step in steps)
    if not named and ReferredFinding.objects.filter(finding=finding.pk).exists():
        return _("a referral being written")
    return ", ".join(named)


@transaction.atomic
def open_chain(*, case: Case, findings: Iterable[Finding], user: Any, purpose: str = "", note: str = "") -> Referral:
    """About findings that the published version shows: what is still a draft cannot be sent to an authority."""
    check_desk(case, user)
    if not Case.objects.public().filter(pk=case.pk).exists():
        raise refuse(_("Publish the record first: a draft cannot be sent to an authority."))
    chosen = {finding.pk for finding in findings}
    published = [item for item in Finding.objects.filter(case=case.pk, pk__in=chosen) if item.is_shown]
    if not chosen:
        raise refuse(_("Choose at least one finding."), "findings")
    if len(published) != len(chosen):
        raise refuse(_("Only findings of the published version can be referred."), "findings")
    referral = Referral(case=case, purpose=purpose.strip(), note=note)
    referral.full_clean()
    referral.save()
    ReferredFinding.objects.bulk_create(ReferredFinding(referral=referral, finding=item) for item in published)
    return referral


@transaction.atomic
def add_step(
    *,
    referral: Referral,
    kind: str,
    authority: Authority,
    user: Any,
    addressee: ExecutiveBody | None = None,
    addressee_text: str = "",
    questions: Sequence[str] = (),
    previous: ReferralStep | None = None,
    origin: str = "",
    note: str = "",
) -> ReferralStep:
    """A letter to be written; nobody outside the desk sees it until it is sent."""
    chain = locked_chain(referral, user)
    if chain.closed_on:
        raise refuse(_("The chain is closed. Open it again first."))
    last = previous or chain.steps.order_by("-pk").first()
    step = ReferralStep(
        referral=chain,
        previous=last,
        origin=origin or (StepOrigin.FURTHER if last else StepOrigin.FIRST),
        kind=kind,
        authority=authority,
        addressee=addressee,
        addressee_text=addressee_text.strip(),
        note=note,
    )
    step.full_clean()
    step.save()
    _ask(step, questions)
    write(step, StepEventKind.DRAFTED, timezone.localdate(), user)
    return step


def _ask(step: ReferralStep, questions: Sequence[str]) -> None:
    asked = [text.strip() for text in questions if text.strip()]
    made = [StepQuestion(step=step, order=number, text=text) for number, text in enumerate(asked)]
    for question in made:
        question.full_clean()
    StepQuestion.objects.bulk_create(made)


@transaction.atomic
def revise_step(
    *,
    step: ReferralStep,
    user: Any,
    kind: str,
    authority: Authority,
    addressee: ExecutiveBody | None,
    addressee_text: str,
    questions: Sequence[str],
    note: str = "",
) -> ReferralStep:
    """Only before it is sent; later there are corrections."""
    held = _unsent(step, user)
    held.kind, held.authority, held.addressee = kind, authority, addressee
    held.addressee_text, held.note = addressee_text.strip(), note
    held.full_clean()
    held.save()
    held.questions.all().delete()
    _ask(held, questions)
    return held


@transaction.atomic
def drop_step(*, step: ReferralStep, user: Any) -> None:
    """A letter that was never sent leaves no trace."""
    held = _unsent(step, user)
    if held.next_steps.exists():
        raise refuse(_("Another letter follows this one."))
    held.delete()


def _unsent(step: ReferralStep, user: Any) -> ReferralStep:
    held = locked(step, user)
    if held.sent_on:
        raise refuse(_("The letter is sent: it can only be corrected, with the reason."))
    return held


@transaction.atomic
def close_chain(*, referral: Referral, on: dt.date, user: Any, text: str) -> Referral:
    chain = locked_chain(referral, user)
    last = chain.steps.filter(sent_on__isnull=False).order_by("-sent_on", "-pk").first()
    if chain.closed_on:
        raise refuse(_("The chain is closed already."))
    if last is None:
        raise refuse(_("Nothing was sent: delete the letters that are not needed instead."))
    if not text.strip():
        raise refuse(_("Write why: this is public."), "text")
    not_ahead(on, "on")
    _set_closed(chain, on)
    write(last, StepEventKind.CLOSED, on, user, text=text)
    return chain


@transaction.atomic
def reopen_chain(*, referral: Referral, user: Any, text: str) -> Referral:
    chain = locked_chain(referral, user)
    event = _standing_closure(chain)
    if event is None:
        raise refuse(_("The chain is not closed."))
    _set_closed(chain, None)
    write(event.step, StepEventKind.CORRECTED, timezone.localdate(), user, text=text, strikes=event)
    return chain


def _standing_closure(chain: Referral) -> Any:
    from monitoring.models import StepEvent

    closures = StepEvent.objects.filter(step__referral=chain, kind=StepEventKind.CLOSED, struck_by__isnull=True)
    return closures.select_related("step").last() if chain.closed_on else None


def _set_closed(chain: Referral, on: dt.date | None) -> None:
    chain.closed_on = on
    chain.save(update_fields=["closed_on"])
    for step in chain.steps.filter(sent_on__isnull=False).select_related("rule", "reply"):
        step.referral = chain
        settle(step)
