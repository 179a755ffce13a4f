"""The screens of the log in the order in which a hearing happens."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from monitoring.log.steps import ALL_STEPS, STEPS, Step


@dataclass(frozen=True)
class Section:
    """Screens shown together on the phone."""

    key: str
    title: Promise
    steps: tuple[Step, ...]


def _section(key: str, title: Promise, *steps: str) -> Section:
    return Section(key, title, tuple(STEPS[step] for step in steps))


HEARING_KIT = (
    _section("before", _("Before the meeting"), "notice"),
    _section("during", _("During the meeting"), "meeting", "speak", "conduct"),
    _section("after", _("After the meeting"), "after"),
    _section("seen", _("What did you see?"), "seen"),
    _section("subject", _("What, who and where"), "what", "body", "place"),
    _section("files", _("Photos and documents"), "files"),
    _section("confidence", _("In confidence"), "confidence"),
)
WHOLE_LOG = tuple(Section(step.key, step.question, (step,)) for step in ALL_STEPS)
