from monitoring.councils.answers import CouncilAnswer, council_answers
from monitoring.councils.facts import CouncilFacts, council_facts
from monitoring.councils.reasons import Reason, ReasonKind
from monitoring.councils.records import CouncilRecords, read_records

__all__ = [
    "CouncilAnswer",
    "CouncilFacts",
    "CouncilRecords",
    "Reason",
    "ReasonKind",
    "council_answers",
    "council_facts",
    "read_records",
]
