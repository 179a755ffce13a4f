"""Cases whose letters or replies a transaction touched: their facts are read anew once it is over.

What a transaction that was rolled back has noted is read with the next one, which changes nothing.
"""

from threading import local

from django.db import models, transaction

from monitoring.models import BodyReply, Referral, ReferralOutcome, ReferralStep, ReplyRequest, StepQuestion, StepReply
from search.indexing import refresh_facts


class _Noted(local):
    def __init__(self) -> None:
        self.cases: set[int] = set()


_noted = _Noted()


def case_of(instance: models.Model) -> int:
    match instance:
        case Referral() | ReplyRequest():
            return instance.case_id
        case ReferralStep():
            return instance.referral.case_id
        case StepReply() | StepQuestion() | ReferralOutcome():
            return instance.step.referral.case_id
        case BodyReply():
            return instance.request.case_id
    raise TypeError(instance)


def note(case: int) -> None:
    _noted.cases.add(case)
    transaction.on_commit(_refresh)


def _refresh() -> None:
    if cases := set(_noted.cases):
        _noted.cases.clear()
        refresh_facts(cases)
