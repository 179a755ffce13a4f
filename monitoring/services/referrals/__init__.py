"""Verbs of the follow-up. Each writes an event that nothing changes later, and refuses by ValidationError, in words."""

from monitoring.services.referrals.chains import (
    add_step,
    close_chain,
    drop_step,
    open_chain,
    referred_to,
    reopen_chain,
    revise_step,
)
from monitoring.services.referrals.corrections import correct_reply, correct_step, strike_event, strike_outcome
from monitoring.services.referrals.outcomes import RESOLVING, record_outcome, resolve_findings
from monitoring.services.referrals.posting import attach_letter, extend, mark_sent, register, suspend, transfer
from monitoring.services.referrals.replies import appeal, appeal_of_silence, rate_questions, record_reply
from monitoring.services.referrals.terms import recompute_open_steps

__all__ = [
    "RESOLVING",
    "add_step",
    "appeal",
    "appeal_of_silence",
    "attach_letter",
    "close_chain",
    "correct_reply",
    "correct_step",
    "drop_step",
    "extend",
    "mark_sent",
    "open_chain",
    "rate_questions",
    "recompute_open_steps",
    "record_outcome",
    "record_reply",
    "referred_to",
    "register",
    "reopen_chain",
    "resolve_findings",
    "revise_step",
    "strike_event",
    "strike_outcome",
    "suspend",
    "transfer",
]
