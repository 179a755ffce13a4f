"""Answers a volunteer chooses from, in words people use; the values are those of the record where it has them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.enums import ConsultationForm, ConsultationStatus, MilestoneKind, NoticeChannel

WHOLE_COUNTRY = "NAT"
NO_HEARING = "none"
UNKNOWN = "unknown"

EVENTS = [
    ("", _("Choose from the list")),
    (MilestoneKind.NOTICE, _("An announcement appeared")),
    (MilestoneKind.DOCUMENTS_PUBLISHED, _("The documents were put out to read")),
    (MilestoneKind.APPLICATION, _("The company asked for a permit")),
    (MilestoneKind.REQUEST, _("Somebody asked for information")),
    (MilestoneKind.ANSWER, _("An answer came")),
    (MilestoneKind.REFUSAL, _("The request was refused")),
    (MilestoneKind.PROTOCOL_PUBLISHED, _("The minutes of the meeting appeared")),
    (MilestoneKind.DECISION, _("The decision was taken")),
    (MilestoneKind.COMMITMENT, _("Works began, or land was given")),
    (MilestoneKind.COMPLAINT, _("Somebody complained")),
    (MilestoneKind.COURT, _("It went to court")),
    (MilestoneKind.OTHER, _("Something else")),
]

FORMS = [
    (ConsultationForm.OPEN_MEETING, _("Yes, a meeting in a hall")),
    (ConsultationForm.PUBLIC_DISCUSSION, _("Yes, on a website, in writing")),
    (ConsultationForm.COUNCIL_SESSION, _("Yes, in a public council")),
    (ConsultationForm.DRAFT_ACT_DISCUSSION, _("Yes, a draft was put up for comments")),
    (ConsultationForm.OTHER, _("Yes, in another way")),
    (NO_HEARING, _("No, there was nothing")),
    (UNKNOWN, _("I do not know")),
]
MEETINGS = frozenset({ConsultationForm.OPEN_MEETING, ConsultationForm.COUNCIL_SESSION, ConsultationForm.OTHER})
DISCUSSIONS = frozenset({ConsultationForm.PUBLIC_DISCUSSION, ConsultationForm.DRAFT_ACT_DISCUSSION})

HAPPENED = [
    (ConsultationStatus.HELD, _("Yes, it took place")),
    (ConsultationStatus.PLANNED, _("It is still to come")),
    (ConsultationStatus.POSTPONED, _("It was put off to another day")),
    (ConsultationStatus.FAILED, _("People came, but it was declared not held")),
    (ConsultationStatus.CANCELLED, _("It was called off")),
    (ConsultationStatus.UNKNOWN, _("I do not know")),
]

CHANNELS = [
    (NoticeChannel.NOTICE_BOARD, _("On a notice board or a door")),
    (NoticeChannel.NEWSPAPER, _("In a newspaper")),
    (NoticeChannel.BROADCAST, _("On television or radio")),
    (NoticeChannel.BODY_SITE, _("On the akimat's website")),
    (NoticeChannel.PORTAL, _("On the state ecological portal")),
    (NoticeChannel.SOCIAL, _("In a chat or a social network")),
    (NoticeChannel.OTHER, _("In another way")),
]


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


class Speak(models.TextChoices):
    ALL = "all", _("Yes, everybody")
    SOME = "some", _("Not everybody")
    NONE = "none", _("Nobody was allowed to")
    UNKNOWN = "unknown", _("I do not know")


class Documents(models.TextChoices):
    YES = "yes", _("Yes, all that was asked for")
    PARTLY = "partly", _("Only a part")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")


class Chair(models.TextChoices):
    BODY = "body", _("Somebody of the akimat or another authority")
    INITIATOR = "initiator", _("Somebody of the company")
    OTHER = "other", _("Somebody else")
    UNKNOWN = "unknown", _("I do not know")
