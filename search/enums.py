from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Several(StrEnum):
    """Facets of which a record can have several values, also the names of their filters."""

    BODY = "body"
    YEAR = "year"
    OFFICIAL = "official"
    VIOLATION = "violation"
    SEVERITY = "severity"
    RISK = "risk"
    CRITERION = "criterion"
    AUTHORITY = "authority"
    ADDRESSEE = "addressee"
    LETTER = "letter"
    QUALITY = "quality"
    OUTCOME = "outcome"
    REPLY = "reply"


class Group(TextChoices):
    """Under which heading a facet stands."""

    PLACE = "place", _("Where and who")
    DECISION = "decision", _("What and when")
    BREACH = "breach", _("What was found")
    FOLLOW_UP = "follow_up", _("What came of it")


class Aspect(StrEnum):
    """What is kept together of a record: its values are the columns of the index.

    Thousands of records agree in one aspect, hardly two in all of them.
    """

    PLACE = "place_set"
    DECISION = "decision_set"
    BREACH = "breach_set"
    CRITERIA = "criteria_set"
    MISSED = "missed_set"
    FOLLOW_UP = "follow_up_set"


# What lives on its own clock: it changes while the published version of the case stays as it is.
FOLLOWING = (Aspect.CRITERIA, Aspect.MISSED, Aspect.FOLLOW_UP)


class LetterState(TextChoices):
    SILENT = "silent", _("No reply by the legal date")
    LATE = "late", _("Reply after the legal date")
    ANSWERED = "answered", _("Reply received")
    AWAITED = "awaited", _("Reply awaited")


class BodyReplyState(TextChoices):
    REPLIED = "replied", _("The body replied")
    SILENT = "silent", _("The body did not reply in its term")
    AWAITED = "awaited", _("Term of the reply is running")


class ChangeKind(TextChoices):
    """What the journal of public changes tells. Those of letters are named as the events of their history."""

    PUBLISHED = "published", _("New record")
    UPDATED = "updated", _("New version")
    SENT = "sent", _("Sent to an authority")
    TRANSFERRED = "transferred", _("Passed on to another body")
    EXTENDED = "extended", _("Term of the reply extended")
    OVERDUE = "overdue", _("No reply by the legal date")
    REPLIED = "replied", _("Reply received")
    OUTCOME = "outcome", _("Outcome recorded")
    BODY_REPLY = "body_reply", _("Reply of the body")


CHANGES_OF_VERSIONS = (ChangeKind.PUBLISHED, ChangeKind.UPDATED)
CHANGES_OF_LETTERS = (
    ChangeKind.SENT,
    ChangeKind.TRANSFERRED,
    ChangeKind.EXTENDED,
    ChangeKind.OVERDUE,
    ChangeKind.REPLIED,
    ChangeKind.OUTCOME,
)
