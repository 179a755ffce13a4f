"""Words of the record of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How well a fact is known; the marks of the domain reference."""

    STATED = "stated", _("Stated in a public source")
    HIGH = "high", _("Known with high confidence")
    MEDIUM = "medium", _("Known with medium confidence: to be verified by a lawyer")
    LOW = "low", _("Known with low confidence: to be verified by a lawyer")
    DERIVED = "derived", _("Derived by calculation")
    ENTERED = "entered", _("Entered by an editor")


UNVERIFIED = frozenset({Confidence.MEDIUM, Confidence.LOW})


class Translation(models.TextChoices):
    OFFICIAL = "official", _("As in the source")
    OURS = "ours", _("Our translation")


class Language(models.TextChoices):
    RU = "ru", _("Russian")
    KK = "kk", _("Kazakh")
    EN = "en", _("English")


class RegionKind(models.TextChoices):
    REGION = "region", _("Region")
    CITY = "city", _("City of republican significance")


class DistrictKind(models.TextChoices):
    DISTRICT = "district", _("District")
    CITY = "city", _("City of regional significance")
    CITY_DISTRICT = "city_district", _("District of a city")


class BodyKind(models.TextChoices):
    MINISTRY = "ministry", _("Ministry")
    COMMITTEE = "committee", _("Committee of a ministry")
    AGENCY = "agency", _("Agency")
    REGION_AKIMAT = "region_akimat", _("Akimat of a region")
    AKIMAT_DEPARTMENT = "akimat_department", _("Department of an akimat")
    DISTRICT_AKIMAT = "district_akimat", _("Akimat of a district or city")
    RURAL_AKIM = "rural_akim", _("Office of a rural akim")
    TERRITORIAL_DEPARTMENT = "territorial_department", _("Territorial department of a ministry")
    QUASI_STATE = "quasi_state", _("State enterprise or company")
    MASLIKHAT = "maslikhat", _("Maslikhat")
    COURT = "court", _("Court")
    OTHER = "other", _("Other")


class CentreStatus(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    TO_BE_CONFIRMED = "to_be_confirmed", _("To be confirmed")


class CriterionStage(models.TextChoices):
    INITIATION = "initiation", _("Initiation and notice")
    DOCUMENTS = "documents", _("Documents")
    TIME = "time", _("Time")
    HEARING = "hearing", _("Hearing")
    ACCOUNT = "account", _("Account of comments")
    DECISION = "decision", _("Decision")
    JUSTICE = "justice", _("Access to justice")
    COUNCIL = "council", _("Public council")


class Process(models.TextChoices):
    EIA_OPEN_MEETING = "eia_open_meeting", _("Environmental impact assessment: open meeting")
    PUBLIC_DISCUSSION = "public_discussion", _("Public discussion on the portal")
    PLAN_PROGRAMME = "plan_programme", _("Plan, programme or strategic assessment")
    NORMATIVE_ACT = "normative_act", _("Draft normative act")
    COUNCIL_CONSULTATION = "council_consultation", _("Public-council consultation")
    INFORMATION_REQUEST = "information_request", _("Information request")


class Article(models.TextChoices):
    A4 = "4", _("Article 4: information on request")
    A5 = "5", _("Article 5: collection and publication of information")
    A6 = "6", _("Article 6: participation in decisions on specific activities")
    A7 = "7", _("Article 7: plans, programmes and policies")
    A8 = "8", _("Article 8: executive regulations")
    A9 = "9", _("Article 9: access to justice")
    A3 = "3", _("Article 3: general provisions")


class Stage(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    UNDER_WAY = "under_way", _("Participation under way")
    AWAITING_DECISION = "awaiting_decision", _("Participation over, decision awaited")
    DECIDED = "decided", _("Decision taken")
    STOPPED = "stopped", _("Cancelled or withdrawn")
    UNKNOWN = "unknown", _("Not known")


class Origin(models.TextChoices):
    LOG = "log", _("A volunteer's log")
    DESK = "desk", _("Entered by a coordinator")
    IMPORT = "import", _("Taken from public pages")


class MilestoneKind(models.TextChoices):
    APPLICATION = "application", _("Application submitted")
    REGISTERED = "registered", _("Registered on the portal")
    NOTICE = "notice", _("Notice published")
    DOCUMENTS_PUBLISHED = "documents_published", _("Documents published")
    DOCUMENTS_REMOVED = "documents_removed", _("Documents taken away")
    HEARING_REQUESTED = "hearing_requested", _("Initiator asked for a hearing")
    HEARING_ANSWERED = "hearing_answered", _("Akimat answered the initiator")
    REQUEST = "request", _("Information requested")
    FORWARDED = "forwarded", _("Request forwarded to another body")
    EXTENSION = "extension", _("Term of the answer extended")
    EXTENSION_NOTIFIED = "extension_notified", _("Applicant told of the extension")
    ANSWER = "answer", _("Answer received")
    REFUSAL = "refusal", _("Refusal received")
    PROTOCOL_SIGNED = "protocol_signed", _("Protocol signed")
    PROTOCOL_PUBLISHED = "protocol_published", _("Protocol published")
    REPORT_SUBMITTED = "report_submitted", _("Draft assessment report submitted")
    TABLE_PUBLISHED = "table_published", _("Table of comments published")
    PROJECT_CHANGED = "project_changed", _("Project substantially changed")
    CONCLUSION = "conclusion", _("Conclusion of the assessment issued")
    CONCLUSION_RECEIVED = "conclusion_received", _("Conclusion received by the akimat")
    CONCLUSION_PUBLISHED = "conclusion_published", _("Conclusion published")
    ADOPTED = "adopted", _("Plan or act adopted")
    DECISION = "decision", _("Decision taken")
    DECISION_PUBLISHED = "decision_published", _("Decision published")
    COMMITMENT = "commitment", _("Land allotted, contract signed or works begun")
    COMPLAINT = "complaint", _("Complaint filed")
    COMPLAINT_DECIDED = "complaint_decided", _("Complaint decided")
    COURT = "court", _("Court act")
    OTHER = "other", _("Other event")


class ConsultationForm(models.TextChoices):
    OPEN_MEETING = "open_meeting", _("Open meeting")
    PUBLIC_DISCUSSION = "public_discussion", _("Public discussion on the portal")
    COUNCIL_SESSION = "council_session", _("Public-council session")
    DRAFT_ACT_DISCUSSION = "draft_act_discussion", _("Discussion of a draft act")
    OTHER = "other", _("Other form")


class ConsultationStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    FAILED = "failed", _("Declared not held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    UNKNOWN = "unknown", _("Outcome not known")


class NoticeChannel(models.TextChoices):
    PORTAL = "portal", _("Portal of the environment authority")
    BODY_SITE = "body_site", _("Site of the akimat or body")
    NEWSPAPER = "newspaper", _("Newspaper")
    BROADCAST = "broadcast", _("Television or radio")
    NOTICE_BOARD = "notice_board", _("Notice board")
    SOCIAL = "social", _("Social networks or messengers")
    OTHER = "other", _("Other channel")


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _("Photograph")
    NOTICE = "notice", _("Notice")
    PROTOCOL = "protocol", _("Protocol")
    DOCUMENT = "document", _("Project document")
    LETTER = "letter", _("Letter or reply")
    RECORDING = "recording", _("Audio or video recording")
    PORTAL_PAGE = "portal_page", _("Public page")
    STATEMENT = "statement", _("Statement of a participant")
    OTHER = "other", _("Other")


class Answer(models.TextChoices):
    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NO_DATA = "no_data", _("No data")


class Severity(models.IntegerChoices):
    INFORMATIVE = 1, _("1 of 5: informative")
    MINOR = 2, _("2 of 5: minor")
    MODERATE = 3, _("3 of 5: moderate")
    SERIOUS = 4, _("4 of 5: serious")
    CRITICAL = 5, _("5 of 5: critical")


class FindingStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    VERIFIED = "verified", _("Verified by a second person")
    PUBLISHED = "published", _("Published")
    ANSWERED = "answered", _("Answered by the body")
    RESOLVED = "resolved", _("Resolved")
    DISPUTED = "disputed", _("Disputed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


FINDING_SHOWN = frozenset(
    {FindingStatus.PUBLISHED, FindingStatus.ANSWERED, FindingStatus.RESOLVED, FindingStatus.DISPUTED}
)


class RiskLevel(models.TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class VersionKind(models.TextChoices):
    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected or completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FileState(models.TextChoices):
    RECEIVED = "received", _("Being prepared")
    READY = "ready", _("Ready")
    FAILED = "failed", _("No safe copy could be made")


class TextState(models.TextChoices):
    """How the reading of a file's words went."""

    PENDING = "pending", _("Being read")
    DONE = "done", _("Text read")
    NONE = "none", _("No text in it")
    NO_OCR = "no_ocr", _("A scan, and nothing here can read it")
    FAILED = "failed", _("The text could not be read")
