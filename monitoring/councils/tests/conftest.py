import pytest

from monitoring.councils.terms import Terms
from monitoring.deadlines import WorkCalendar
from monitoring.enums import Confidence, TermUnit, Trigger
from monitoring.models import DeadlineRule
from monitoring.rules import RuleBook

RULES = {
    "D40": {"amount": 10, "trigger": Trigger.RECOMMENDATION_SENT, "confidence": Confidence.MEDIUM},
    "X39": {"amount": 10, "trigger": Trigger.SESSION_HELD, "confidence": Confidence.LOW},
    "X40": {
        "amount": 3,
        "trigger": Trigger.SESSION_HELD,
        "unit": TermUnit.MONTHS,
        "rolls": False,
        "confidence": Confidence.LOW,
    },
}


def council_rules():
    return [DeadlineRule(key=code, code=code, name_ru=code, **fields) for code, fields in RULES.items()]


@pytest.fixture
def terms():
    """The terms without a database."""
    return Terms(RuleBook(council_rules()), WorkCalendar(()))


@pytest.fixture
def rules(db):
    """The terms as rows."""
    for rule in council_rules():
        rule.save()
