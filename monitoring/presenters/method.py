"""The method page, from the data and the code that count."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.calendars import current_calendar
from monitoring.enums import Answer, CriterionStage, Process
from monitoring.method import CHANGES, EXAMPLE
from monitoring.models import Criterion, DeadlineRule, RiskIndicator
from monitoring.presenters.calculator import rules_list
from monitoring.presenters.dates import long_date
from monitoring.presenters.law import short_law
from monitoring.presenters.scorecards import percent
from monitoring.presenters.states import chip, to_be_verified
from monitoring.risks.computing import INDICATORS
from monitoring.rules import RuleBook, rule_book
from monitoring.scoring import LEAST_COVERAGE, METHOD_VERSION, score

RIGHT_OF_REPLY = "M10"


def method_context() -> dict[str, Any]:
    book = rule_book()
    criteria = list(Criterion.objects.prefetch_related("provisions__act"))
    return {
        "page_title": _("Method"),
        "page_description": _("How records are made and checked, and how every figure is counted."),
        "canonical_url": reverse("monitoring:method"),
        "facts": facts(book),
        "criteria": criteria_groups(criteria),
        "processes": process_facts(criteria),
        "example": example(criteria),
        "least_coverage": f"{percent(LEAST_COVERAGE)}\xa0%",
        "least_cases": settings.SCORECARD_MIN_CASES,
        "reply_rule": reply_rule(),
        "indicators": indicators(),
        "terms": rules_list(book),
        "changes": [
            {"version": change.version, "on": long_date(change.on), "text": str(change.text)} for change in CHANGES
        ],
    }


def facts(book: RuleBook) -> list[dict[str, Any]]:
    return [
        {"term": _("Version of the method"), "value": METHOD_VERSION},
        {"term": _("In force since"), "value": long_date(CHANGES[0].on)},
        {"term": _("Version of the terms of the law"), "value": book.version},
        {"term": _("Version of the working calendar"), "value": current_calendar().version},
    ]


def criteria_groups(criteria: list[Criterion]) -> list[dict[str, Any]]:
    """By stage, in the order of the checklist."""
    return [
        {"title": stage.label, "rows": [criterion_row(each) for each in criteria if each.stage == stage]}
        for stage in CriterionStage
        if any(each.stage == stage for each in criteria)
    ]


def criterion_row(criterion: Criterion) -> dict[str, Any]:
    laws = list(criterion.provisions.all())
    doubted = criterion.needs_verification or any(law.needs_verification for law in laws)
    return {
        "code": criterion.key,
        "title": criterion.name,
        "weight": criterion.severity,
        "law": "; ".join(short_law(law) for law in laws) or criterion.basis,
        "chips": [to_be_verified()] if doubted else [],
    }


def process_facts(criteria: list[Criterion]) -> list[dict[str, Any]]:
    """Which criteria are asked of each kind of process: `P01–P25, P28`."""
    return [
        {"term": process.label, "value": ranges([process in each.processes for each in criteria], criteria)}
        for process in Process
    ]


def ranges(asked: list[bool], criteria: list[Criterion]) -> str:
    """Neighbours in the checklist are joined by a dash."""
    runs: list[list[str]] = [[]]
    for is_asked, criterion in zip(asked, criteria, strict=True):
        if is_asked:
            runs[-1].append(criterion.key)
        elif runs[-1]:
            runs.append([])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs if run)


def example(criteria: list[Criterion]) -> dict[str, Any]:
    """The formula on answers that nobody gave, counted by the code that counts all others."""
    named = {criterion.key: criterion for criterion in criteria}
    answers = [(named[code], answer) for code, answer in EXAMPLE if code in named]
    total = score((answer, criterion.severity) for criterion, answer in answers)
    return {
        "head": [{"label": _("Criterion")}, {"label": _("Answer")}, number(_("Weight")), number(_("Lost"))],
        "rows": [
            [
                f"{criterion.key}. {criterion.name}",
                str(answer.label),
                {"text": str(criterion.severity), "number": True},
                {"text": lost(answer, criterion.severity), "number": True},
            ]
            for criterion, answer in answers
        ],
        "weight": total.weight,
        "lost": halves(total.lost_doubled),
        "answered": total.answered,
        "applicable": total.applicable,
        "coverage": percent(total.coverage or 0),
        "index": percent(total.index or 0),
    }


def number(label: str) -> dict[str, Any]:
    return {"label": label, "number": True}


def lost(answer: Answer, severity: int) -> str:
    if answer in (Answer.NO_DATA, Answer.NOT_APPLICABLE):
        return "—"
    return halves(score([(answer, severity)]).lost_doubled)


def halves(doubled: int) -> str:
    """`3`, `1½`."""
    return f"{doubled // 2 or ('' if doubled % 2 else 0)}{'½' if doubled % 2 else ''}"


def reply_rule() -> dict[str, Any]:
    rule = DeadlineRule.objects.filter(code=RIGHT_OF_REPLY).order_by("-valid_from").first()
    if rule is None or rule.amount is None:
        return {}
    return {"name": rule.name, "length": f"{rule.amount} {rule.get_unit_display()}"}


def indicators() -> list[dict[str, Any]]:
    """Which the site computes and offers to a person, and which only a person can see."""
    computed = chip("plain", _("computed, then judged by a person"))
    seen = chip("unknown", _("only a person can see it"))
    return [
        {
            "code": each.key,
            "title": each.name,
            "level": each.get_level_display(),
            "chips": [computed if each.key in INDICATORS else seen],
        }
        for each in RiskIndicator.objects.all()
    ]
