"""Words of the law: terms, how they are counted, and what came of counting them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermUnit(models.TextChoices):
    WORKING_DAYS = "working", _("working days")
    CALENDAR_DAYS = "calendar", _("calendar days")
    MONTHS = "months", _("months")


class Counting(models.TextChoices):
    EXCLUSIVE = "exclusive", _("the day of the event is not counted")
    INCLUSIVE = "inclusive", _("the day of the event is the first day")


class Direction(models.TextChoices):
    FORWARDS = "forwards", _("after the event")
    BACKWARDS = "backwards", _("before the event")


class Sense(models.TextChoices):
    AT_MOST = "at_most", _("not later than")
    AT_LEAST = "at_least", _("not less than")


class Trigger(models.TextChoices):
    """From which event a term runs; the other end is what the rule is about."""

    REQUEST_RECEIVED = "request_received", _("request received")
    EXTENSION_DECIDED = "extension_decided", _("extension decided")
    TERM_EXPIRED = "term_expired", _("legal term expired")
    ACT_LEARNT = "act_learnt", _("the person learnt of the act")
    COMPLAINT_FILED = "complaint_filed", _("complaint filed")
    DECISION_DELIVERED = "decision_delivered", _("decision on the complaint delivered")
    NOTICE_PUBLISHED = "notice_published", _("notice published")
    HEARING_REQUESTED = "hearing_requested", _("letter of the initiator received")
    HEARING_HELD = "hearing_held", _("hearing held")
    PROTOCOL_SIGNED = "protocol_signed", _("protocol signed")
    CONCLUSION_RECEIVED = "conclusion_received", _("conclusion received by the akimat")
    DISCUSSION_OPENED = "discussion_opened", _("discussion opened")
    DISCUSSION_ENDED = "discussion_ended", _("discussion ended")
    RECOMMENDATION_SENT = "recommendation_sent", _("recommendation sent to the body")
    PETITION_REGISTERED = "petition_registered", _("petition registered")
    NOTICE_TO_BODY = "notice_to_body", _("body invited to reply")
    APPLICATION = "application", _("application submitted")
    SESSION_HELD = "session_held", _("session held")


class DeadlineState(models.TextChoices):
    MET = "met", _("in time")
    LATE = "late", _("late")
    SHORT = "short", _("shorter than the law asks")
    DUE = "due", _("still running")
    OVERDUE = "overdue", _("passed without the act")
    UNCERTAIN = "uncertain", _("cannot be computed")


MISSED = frozenset({DeadlineState.LATE, DeadlineState.SHORT, DeadlineState.OVERDUE})
