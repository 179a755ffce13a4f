from monitoring.models.bodies import Authority, ExecutiveBody, Initiator, Official, Tenure
from monitoring.models.case import Case
from monitoring.models.children import EvidenceLink, Milestone
from monitoring.models.consultations import Consultation, Notice
from monitoring.models.council_sessions import CouncilSession, Recommendation
from monitoring.models.councils import Council, CouncilMember
from monitoring.models.deadlines import CalendarDay, CaseDeadline, DeadlineRule, RecordEvent
from monitoring.models.evidence import EvidenceFile, EvidenceReceipt
from monitoring.models.evidence_texts import EvidencePage, EvidenceText
from monitoring.models.figures import (
    AssessedCriterion,
    CaseFigures,
    ScorecardComment,
)
from monitoring.models.findings import Assessment, Finding, FindingStatusRow
from monitoring.models.followup_files import FollowUpFile
from monitoring.models.importing import ImportedRow, ImportRun
from monitoring.models.law import Act, Criterion, Provision
from monitoring.models.letters import LetterTemplate
from monitoring.models.log import FieldLog, ReviewComment
from monitoring.models.nightly import DigestSent, NightRun
from monitoring.models.packages import DataPackage
from monitoring.models.places import Centre, District, Region
from monitoring.models.precedents import Precedent
from monitoring.models.record import CaseVersion, ReferenceSeries
from monitoring.models.referrals import (
    Referral,
    ReferralOutcome,
    ReferralStep,
    ReferredFinding,
    StepEvent,
    StepQuestion,
    StepReply,
)
from monitoring.models.right_of_reply import BodyReply, ReplyRequest, RequestedFinding
from monitoring.models.signs import AttendanceName, AttendanceSheet, ProtocolBand, ProtocolPrint, Suggestion
from monitoring.models.uploads import EvidenceUpload
from monitoring.models.vocabulary import DecisionKind, Outcome, RiskIndicator, Sector, ViolationType
from monitoring.models.workflow import CaseReviewTask

__all__ = [
    "Act",
    "AssessedCriterion",
    "Assessment",
    "AttendanceName",
    "AttendanceSheet",
    "Authority",
    "BodyReply",
    "CalendarDay",
    "Case",
    "CaseDeadline",
    "CaseFigures",
    "CaseReviewTask",
    "CaseVersion",
    "Centre",
    "Consultation",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "Criterion",
    "DataPackage",
    "DeadlineRule",
    "DecisionKind",
    "DigestSent",
    "District",
    "EvidenceFile",
    "EvidenceLink",
    "EvidencePage",
    "EvidenceReceipt",
    "EvidenceText",
    "EvidenceUpload",
    "ExecutiveBody",
    "FieldLog",
    "Finding",
    "FindingStatusRow",
    "FollowUpFile",
    "ImportRun",
    "ImportedRow",
    "Initiator",
    "LetterTemplate",
    "Milestone",
    "NightRun",
    "Notice",
    "Official",
    "Outcome",
    "Precedent",
    "ProtocolBand",
    "ProtocolPrint",
    "Provision",
    "Recommendation",
    "RecordEvent",
    "ReferenceSeries",
    "Referral",
    "ReferralOutcome",
    "ReferralStep",
    "ReferredFinding",
    "Region",
    "ReplyRequest",
    "RequestedFinding",
    "ReviewComment",
    "RiskIndicator",
    "ScorecardComment",
    "Sector",
    "StepEvent",
    "StepQuestion",
    "StepReply",
    "Suggestion",
    "Tenure",
    "ViolationType",
]
