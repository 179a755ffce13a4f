"""What came back, how it met the questions, and the appeal of it or of silence."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.enums import ReferralKind, ReplyQuality, ReplyResult, StepEventKind, StepOrigin
from monitoring.models import Authority, ExecutiveBody, FollowUpFile, ReferralStep, StepReply
from monitoring.services.referrals.chains import add_step
from monitoring.services.referrals.terms import is_answered, settle, silence_began
from monitoring.services.referrals.writing import locked, must_be_sent, not_ahead, not_before_sending, refuse, write


@transaction.atomic
def record_reply(
    *,
    step: ReferralStep,
    received_on: dt.date,
    result: str,
    user: Any,
    number: str = "",
    summary: str = "",
    file: FollowUpFile | None = None,
) -> StepReply:
    """A notice that the letter was accepted for consideration gives way to the reply itself."""
    held = locked(step, user)
    must_be_sent(held)
    if is_answered(held):
        raise refuse(_("The reply is recorded already: correct it, with the reason."))
    not_ahead(received_on, "received_on")
    not_before_sending(held, received_on, "received_on")
    reply = held.reply if hasattr(held, "reply") else StepReply(step=held)
    reply.received_on, reply.result, reply.file = received_on, result, file
    reply.number, reply.summary = number.strip(), summary.strip()
    reply.full_clean()
    reply.save()
    write(held, StepEventKind.REPLIED, received_on, user, text=str(ReplyResult(result).label), document=file)
    held.refresh_from_db()
    settle(held)
    return reply


@transaction.atomic
def rate_questions(*, step: ReferralStep, ratings: Mapping[int, tuple[str, str]], user: Any) -> None:
    """`ratings`: the key of a question → how it was answered (empty: not rated) and a public note."""
    held = locked(step, user)
    if not is_answered(held):
        raise refuse(_("There is no reply to rate yet."))
    changed = []
    for question in held.questions.all():
        if question.pk not in ratings:
            continue
        quality, note = ratings[question.pk]
        if (question.quality, question.note) == (quality, note.strip()):
            continue
        question.quality, question.note = quality, note.strip()
        question.full_clean()
        question.save()
        changed.append(f"{question.order + 1}: {ReplyQuality(quality).label if quality else '—'}")
    if changed:
        write(held, StepEventKind.RATED, timezone.localdate(), user, text="; ".join(changed)[:500])


@transaction.atomic
def appeal(
    *,
    step: ReferralStep,
    authority: Authority,
    user: Any,
    kind: str = ReferralKind.COMPLAINT_SUPERIOR,
    addressee: ExecutiveBody | None = None,
    addressee_text: str = "",
    questions: Sequence[str] = (),
) -> ReferralStep:
    """Against the reply that came."""
    held = locked(step, user)
    if not is_answered(held):
        raise refuse(_("There is no reply to appeal yet. Silence has an appeal of its own."))
    return add_step(
        referral=held.referral,
        previous=held,
        origin=StepOrigin.APPEAL,
        kind=kind,
        authority=authority,
        addressee=addressee,
        addressee_text=addressee_text,
        questions=questions,
        user=user,
    )


@transaction.atomic
def appeal_of_silence(
    *,
    step: ReferralStep,
    authority: Authority,
    user: Any,
    addressee: ExecutiveBody | None = None,
    addressee_text: str = "",
    questions: Sequence[str] = (),
    today: dt.date | None = None,
) -> ReferralStep:
    """Only once the term of the reply has passed without one: from then on silence counts as a refusal."""
    held = locked(step, user)
    must_be_sent(held)
    if silence_began(held, today or timezone.localdate()) is None:
        raise refuse(_("The term of the reply has not passed without one: there is no silence to appeal."))
    return add_step(
        referral=held.referral,
        previous=held,
        origin=StepOrigin.SILENCE,
        kind=ReferralKind.APPEAL_OF_SILENCE,
        authority=authority,
        addressee=addressee,
        addressee_text=addressee_text,
        questions=questions,
        user=user,
    )
