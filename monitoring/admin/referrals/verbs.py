"""What can be done with a letter now: each verb has a form, a label and the service it calls."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from monitoring.admin.referrals import forms as f
from monitoring.models import ReferralStep
from monitoring.services import referrals as services
from monitoring.services.referrals.terms import is_answered, is_awaited, silence_began

Run = Callable[[ReferralStep, Any, Any], Any]


@dataclass(frozen=True)
class Verb:
    label: Any
    form: type[f.StepForm]
    run: Run
    paper_field: str = ""


def called(service: Any, *names: str) -> Run:
    """Calls `service` with the values of the form, or only those of `names`."""

    def run(step: ReferralStep, user: Any, values: Any) -> Any:
        chosen = {name: values[name] for name in names} if names else values
        return service(step=step, user=user, **chosen)

    return run


VERBS: dict[str, Verb] = {
    "send": Verb(_("It was sent"), f.SentForm, called(services.mark_sent), "letter"),
    "revise": Verb(_("Change the letter"), f.LetterForm, called(services.revise_step)),
    "drop": Verb(_("Delete this draft"), f.EmptyForm, called(services.drop_step)),
    "register": Verb(_("The addressee received it"), f.RegisterForm, called(services.register)),
    "reply": Verb(_("A reply came"), f.ReplyForm, called(services.record_reply), "file"),
    "extend": Verb(_("The term was extended"), f.ExtendForm, called(services.extend), "document"),
    "suspend": Verb(_("The term was suspended"), f.SuspendForm, called(services.suspend), "document"),
    "transfer": Verb(_("It was passed on to another body"), f.TransferForm, called(services.transfer), "document"),
    "silence": Verb(_("Appeal the silence"), f.SilenceForm, called(services.appeal_of_silence)),
    "appeal": Verb(_("Appeal the reply"), f.AppealForm, called(services.appeal)),
    "outcome": Verb(_("Record an outcome"), f.OutcomeForm, called(services.record_outcome), "file"),
    "correct": Verb(_("Correct the dates or the number"), f.CorrectForm, called(services.correct_step)),
    "correct_reply": Verb(_("Correct the reply"), f.CorrectReplyForm, called(services.correct_reply), "file"),
}


def possible(step: ReferralStep, today: dt.date) -> list[str]:
    """Names of the verbs in the order in which they are offered; the services ask again."""
    if step.referral.closed_on:
        return ["outcome", "correct"] + (["correct_reply"] if hasattr(step, "reply") else []) if step.sent_on else []
    if step.sent_on is None:
        return ["send", "revise", "drop"]
    names = [] if step.received_on else ["register"]
    if is_awaited(step):
        names += ["silence"] if silence_began(step, today) else []
        names += ["reply", "extend", "suspend", "transfer"]
    elif is_answered(step):
        names.append("appeal")
    elif not hasattr(step, "reply"):
        names.append("reply")
    names += ["outcome", "correct"]
    return [*names, "correct_reply"] if hasattr(step, "reply") else names
