"""Lists of the records behind a figure: a row of a table each, with the case it stands in."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.enums import INTERIM_RESULTS, DeadlineState
from monitoring.presenters.dates import partial, partial_table_date, table_date
from monitoring.presenters.scorecards import coverage_text, index_text, tenure_name
from monitoring.scorecards.records import Kind
from monitoring.scorecards.subjects import Subject
from monitoring.scorecards.sums import Sums

if TYPE_CHECKING:
    from monitoring.models import (
        Case,
        CaseDeadline,
        CaseFigures,
        Finding,
        ReferralOutcome,
        ReferralStep,
        ReplyRequest,
        StepQuestion,
    )

Row = list[Any]
STATES = {
    DeadlineState.MET: "met",
    DeadlineState.LATE: "late",
    DeadlineState.SHORT: "breach",
    DeadlineState.OVERDUE: "breach",
    DeadlineState.DUE: "plain",
    DeadlineState.UNCERTAIN: "unknown",
}


def subject_name(subject: Subject) -> str:
    if subject.tenure is not None:
        return tenure_name(subject.tenure)
    if subject.body is not None:
        return _("%(body)s, with subordinate bodies") % {"body": subject.body} if subject.below else str(subject.body)
    return str(subject.region) if subject.region else _("Kazakhstan")


def scorecard_url(subject: Subject) -> str:
    if (tenure := subject.tenure) is not None:
        return reverse("monitoring:tenure_scorecard", args=[tenure.official.key, tenure.pk])
    if subject.body is not None:
        return reverse("monitoring:body_scorecard", args=[subject.body.key]) + ("?below=1" if subject.below else "")
    if subject.region is not None:
        return reverse("monitoring:region_scorecard", args=[subject.region.letters])
    return reverse("monitoring:scorecard")


def of_case(case: "Case", anchor: str = "") -> dict[str, Any]:
    return {"text": str(case.reference), "url": case.get_absolute_url() + (f"#{anchor}" if anchor else "")}


def case_row(figures: "CaseFigures") -> Row:
    sums = Sums(1, *(getattr(figures, name) for name in ("applicable", "answered", "weight", "lost_doubled")))
    case = figures.case
    return [
        of_case(case),
        case.title,
        str(figures.year),
        {"text": coverage_text(sums), "number": True},
        {"text": index_text(sums), "number": True},
        {"text": str(figures.findings), "number": True},
    ]


def finding_row(finding: "Finding") -> Row:
    return [of_case(finding.case, f"f-{finding.uid}"), finding.title, finding.get_severity_display()]


def deadline_row(deadline: "CaseDeadline") -> Row:
    def date(text: str) -> str:
        known = partial(text)
        return partial_table_date(known) if known else "—"

    return [
        of_case(deadline.case),
        str(deadline.rule.name),
        date(deadline.started),
        table_date(deadline.due_on) if deadline.due_on else "—",
        date(deadline.done),
        {"state": STATES[DeadlineState(deadline.state)], "label": deadline.get_state_display()},
    ]


def letter_row(step: "ReferralStep") -> Row:
    reply = getattr(step, "reply", None)
    if reply is not None and reply.result in INTERIM_RESULTS:
        reply = None
    return [
        of_case(step.referral.case, "referrals"),
        step.addressee_name,
        table_date(step.sent_on) if step.sent_on else "—",
        table_date(step.due_on) if step.due_on else "—",
        table_date(reply.received_on) if reply else {"state": "breach", "label": _("no reply by the legal date")},
    ]


def question_row(question: "StepQuestion") -> Row:
    step = question.step
    return [
        of_case(step.referral.case, "referrals"),
        question.text,
        step.addressee_name,
        question.get_quality_display(),
    ]


def reply_row(request: "ReplyRequest") -> Row:
    answered: bool = request.answered  # type: ignore[attr-defined]  # annotated by the view
    return [
        of_case(request.case, "findings"),
        str(request.body or "—"),
        table_date(request.sent_on) if request.sent_on else "—",
        table_date(request.due_on) if request.due_on else "—",
        {"state": "met", "label": _("the body replied")}
        if answered
        else {"state": "unknown", "label": _("the body did not reply by the date")},
    ]


def outcome_row(made: "ReferralOutcome") -> Row:
    case = made.step.referral.case
    return [of_case(case, "referrals"), str(made.outcome), table_date(made.on), made.document]


CASE = gettext_lazy("Case")
TABLES: Mapping[str, tuple[Any, tuple[Any, ...], Callable[[Any], Row]]] = {
    Kind.CASES: (
        gettext_lazy("Cases"),
        (
            CASE,
            gettext_lazy("Title"),
            gettext_lazy("Year"),
            gettext_lazy("Coverage"),
            gettext_lazy("Index, of 100"),
            gettext_lazy("Signs of a breach"),
        ),
        case_row,
    ),
    Kind.FINDINGS: (
        gettext_lazy("Signs of a breach"),
        (CASE, gettext_lazy("Signs of a breach: what"), gettext_lazy("Severity")),
        finding_row,
    ),
    Kind.DEADLINES: (
        gettext_lazy("Legal dates"),
        (
            CASE,
            gettext_lazy("Term"),
            gettext_lazy("Runs from"),
            gettext_lazy("Last day by law"),
            gettext_lazy("Done on"),
            gettext_lazy("State"),
        ),
        deadline_row,
    ),
    Kind.LETTERS: (
        gettext_lazy("Letters and answers"),
        (CASE, gettext_lazy("Addressee"), gettext_lazy("Sent"), gettext_lazy("Answer due"), gettext_lazy("Answered")),
        letter_row,
    ),
    Kind.QUESTIONS: (
        gettext_lazy("How questions were answered"),
        (CASE, gettext_lazy("Question"), gettext_lazy("Addressee"), gettext_lazy("Quality")),
        question_row,
    ),
    Kind.REPLIES: (
        gettext_lazy("Right of reply"),
        (CASE, gettext_lazy("Body"), gettext_lazy("Asked on"), gettext_lazy("Reply due"), gettext_lazy("Reply")),
        reply_row,
    ),
    Kind.OUTCOMES: (
        gettext_lazy("Outcomes"),
        (CASE, gettext_lazy("Outcome"), gettext_lazy("Date"), gettext_lazy("Document")),
        outcome_row,
    ),
}


def table(kind: str, records: Iterable[Any]) -> dict[str, Any]:
    title, head, row = TABLES[kind]
    return {"title": title, "head": [{"label": label} for label in head], "rows": [row(each) for each in records]}
