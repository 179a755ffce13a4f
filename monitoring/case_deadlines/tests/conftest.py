import datetime as dt

import pytest
import yaml

from monitoring.case_deadlines import case_deadlines
from monitoring.deadlines import WorkCalendar
from monitoring.enums import Origin
from monitoring.models import Case, DeadlineRule, DecisionKind
from monitoring.reference.loading import DATA
from monitoring.rules import RuleBook

OF_RULE = ("key", "code", "trigger", "amount", "unit", "counting", "direction", "sense", "rolls", "confidence")


@pytest.fixture(scope="session")
def book():
    """The rules of the data file, without a database."""
    items = yaml.safe_load((DATA / "deadline_rules.yaml").read_text(encoding="utf-8"))["items"]
    made = []
    for number, item in enumerate(items, start=1):
        fields = {name: item[name] for name in OF_RULE}
        periods = {name: item.get(name) for name in ("valid_from", "valid_to")}
        made.append(DeadlineRule(pk=number, name_ru=item["name_ru"], order=item["order"], **fields, **periods))
    return RuleBook(made)


@pytest.fixture
def terms(book):
    """Terms of a draft in memory by code: `terms([milestone(…)], kind="open_meeting")`."""

    def count(children=(), kind="open_meeting", today=dt.date(2026, 11, 22), **fields):
        case = Case(**{"origin": Origin.LOG, "kind": DecisionKind(key=kind) if kind else None, **fields})
        for child in children:
            getattr(case, {"Milestone": "milestones"}.get(type(child).__name__, "consultations")).add(child)
        found = case_deadlines(case, book, WorkCalendar(), today)
        return {item.code: item for item in found} | {"all": found}

    return count
