from monitoring.models.bodies import Authority, ExecutiveBody, Initiator, Official, Tenure
from monitoring.models.case import Case
from monitoring.models.children import EvidenceLink, Milestone
from monitoring.models.consultations import Consultation, Notice
from monitoring.models.councils import Council, CouncilMember
from monitoring.models.evidence import EvidenceFile, EvidenceReceipt
from monitoring.models.findings import Assessment, Finding, FindingStatusRow
from monitoring.models.importing import ImportedRow, ImportRun
from monitoring.models.law import Act, Criterion, Provision
from monitoring.models.log import FieldLog, ReviewComment
from monitoring.models.places import Centre, District, Region
from monitoring.models.precedents import Precedent
from monitoring.models.record import CaseVersion, ReferenceSeries, Referral
from monitoring.models.vocabulary import DecisionKind, Outcome, RiskIndicator, Sector, ViolationType
from monitoring.models.workflow import CaseReviewTask

__all__ = [
    "Act",
    "Assessment",
    "Authority",
    "Case",
    "CaseReviewTask",
    "CaseVersion",
    "Centre",
    "Consultation",
    "Council",
    "CouncilMember",
    "Criterion",
    "DecisionKind",
    "District",
    "EvidenceFile",
    "EvidenceLink",
    "EvidenceReceipt",
    "ExecutiveBody",
    "FieldLog",
    "Finding",
    "FindingStatusRow",
    "ImportRun",
    "ImportedRow",
    "Initiator",
    "Milestone",
    "Notice",
    "Official",
    "Outcome",
    "Precedent",
    "Provision",
    "ReferenceSeries",
    "Referral",
    "Region",
    "ReviewComment",
    "RiskIndicator",
    "Sector",
    "Tenure",
    "ViolationType",
]
