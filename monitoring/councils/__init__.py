from monitoring.councils.answers import CouncilAnswer, council_answers
from monitoring.councils.facts import CouncilFacts, council_facts
from monitoring.councils.reasons import Reason, ReasonKind

__all__ = ["CouncilAnswer", "CouncilFacts", "Reason", "ReasonKind", "council_answers", "council_facts"]
