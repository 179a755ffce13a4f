"""Words of what follows a finding: referrals, replies, outcomes, the body's own reply, councils, letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralKind(models.TextChoices):
    COMPLAINT_SUPERIOR = "complaint_superior", _("Complaint to the superior body")
    INFORMATION_REQUEST = "information_request", _("Information request")
    APPEAL_STATEMENT = "appeal_statement", _("Statement (appeal) to a body")
    COMPLAINT_PROSECUTOR = "complaint_prosecutor", _("Statement to the prosecutor")
    CORRUPTION_REPORT = "corruption_report", _("Report of signs of corruption")
    ETHICS_REPORT = "ethics_report", _("Report to the ethics council")
    ENVIRONMENTAL_INSPECTION_REQUEST = "environmental_inspection_request", _("Request for an environmental inspection")
    ADMINISTRATIVE_CLAIM = "administrative_claim", _("Administrative claim")
    PETITION = "petition", _("Petition")
    DEPUTY_REQUEST = "deputy_request", _("Request through a deputy")
    OMBUDSMAN_COMPLAINT = "ombudsman_complaint", _("Complaint to the Commissioner for Human Rights")
    ACCC_COMMUNICATION = "ACCC_communication", _("Communication to the Compliance Committee")
    LENDER_COMPLAINT = "lender_complaint", _("Complaint to a lender")
    MEDIA_PUBLICATION = "media_publication", _("Publication in the media")
    APPEAL_OF_SILENCE = "appeal_of_silence", _("Appeal of silence")


class StepOrigin(models.TextChoices):
    """How a step follows the one before it."""

    FIRST = "first", _("First step")
    TRANSFER = "transfer", _("Transferred by the body to another")
    APPEAL = "appeal", _("Appeal of the reply")
    SILENCE = "silence", _("Appeal of silence (deemed refusal)")
    FURTHER = "further", _("Further step")


class StepEventKind(models.TextChoices):
    DRAFTED = "drafted", _("Letter drafted")
    SENT = "sent", _("Sent")
    REGISTERED = "registered", _("Registered by the addressee")
    EXTENDED = "extended", _("Term extended")
    SUSPENDED = "suspended", _("Term suspended")
    TRANSFERRED = "transferred", _("Transferred to another body")
    OVERDUE = "overdue", _("No reply by the legal date")
    REPLIED = "replied", _("Reply received")
    RATED = "rated", _("Reply rated")
    OUTCOME = "outcome", _("Outcome recorded")
    CLOSED = "closed", _("Closed")
    CORRECTED = "corrected", _("Entry corrected")


class ReplyResult(models.TextChoices):
    ACCEPTED_FOR_CONSIDERATION = "accepted_for_consideration", _("Accepted for consideration")
    PARTLY_SATISFIED = "partly_satisfied", _("Partly satisfied")
    SATISFIED = "satisfied", _("Satisfied")
    REFUSED_WITH_REASONS = "refused_with_reasons", _("Refused with reasons")
    REFUSED_WITHOUT_REASONS = "refused_without_reasons", _("Refused without reasons")
    FORMAL_REPLY = "formal_reply", _("Formal reply that answers nothing")
    REFERRED_BACK = "referred_back", _("Sent back to the body complained of")


INTERIM_RESULTS = frozenset({ReplyResult.ACCEPTED_FOR_CONSIDERATION})


class ReplyQuality(models.TextChoices):
    ANSWERED = "answered", _("Answered")
    PARTLY = "partly", _("Answered in part")
    EVADED = "evaded", _("Evaded")
    WRONG_BODY = "wrong_body", _("Sent to the wrong body")
    NOTHING = "nothing", _("Not answered")


class OutcomeLevel(models.TextChoices):
    BODY = "body", _("For the body")
    PERSON = "person", _("For a person")


class Moderation(models.TextChoices):
    WAITING = "waiting", _("Waits for moderation")
    SHOWN = "shown", _("Shown")
    REFUSED = "refused", _("Not shown")


class MemberSector(models.TextChoices):
    NGO = "ngo", _("Non-governmental organisations")
    CITIZEN = "citizen", _("Citizens")
    STATE = "state", _("State body")
    BUSINESS = "business", _("Business")
    ACADEMIA = "academia", _("Science and education")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


class RecommendationResult(models.TextChoices):
    NO_REPLY = "no_reply", _("No reply")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    REJECTED_WITH_REASONS = "rejected_with_reasons", _("Rejected with reasons")
    REJECTED_WITHOUT_REASONS = "rejected_without_reasons", _("Rejected without reasons")


class SuggestionSource(models.TextChoices):
    CRITERION = "criterion", _("Criterion not met")
    INDICATOR = "indicator", _("Risk indicator computed")


class RecordEventKind(models.TextChoices):
    OVERDUE = "overdue", _("A legal date passed")
    MOVED = "moved", _("A computed date moved")
    NO_REPLY = "no_reply", _("The body did not reply by the date")
