"""A scorecard as its page shows it: every number with what it is of, and the address of its records."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from monitoring.enums import MISSED, DeadlineState, ReplyQuality, Severity
from monitoring.presenters.dates import table_date
from monitoring.presenters.links import case_list
from monitoring.presenters.numbers import cases_text
from monitoring.scorecards.reading import Scorecard, enough
from monitoring.scorecards.records import Kind, LetterState, ReplyState
from monitoring.scorecards.subjects import Subject
from monitoring.scorecards.sums import Sums
from monitoring.scoring import METHOD_VERSION

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from monitoring.models import ExecutiveBody, Region, Tenure

Cell = str | dict[str, Any]
Row = list[Cell]


def percent(share: float) -> int:
    """Whole, and 0 or 100 only when nothing or nothing else is meant."""
    return min(max(round(share * 100), 1), 99) if 0 < share < 1 else round(share) * 100


def index_text(sums: Sums) -> str:
    return "—" if sums.index is None else str(percent(sums.index))


def coverage_text(sums: Sums) -> str:
    return "—" if sums.coverage is None else f"{percent(sums.coverage)}\xa0%"


def records_url(kind: str, subject: Subject, value: object = "") -> str:
    query = urlencode({**subject.parameters, **({"is": str(value)} if value else {})})
    address = reverse("monitoring:scorecard_records", args=[kind])
    return f"{address}?{query}" if query else address


def cases_url(subject: Subject) -> str:
    """The journalists' list where one of its filters means the same cases, else a list of our own."""
    if subject.tenure is None and (subject.body is None or subject.below):
        filters = {name: value for name, value in subject.parameters.items() if name != "below"}
        if address := case_list(**filters):
            return address
    return records_url(Kind.CASES, subject)


def need_text(sums: Sums) -> str:
    least = settings.SCORECARD_MIN_CASES
    return ngettext(
        "%(cases)s of %(least)s case needed for a scorecard.",
        "%(cases)s of %(least)s cases needed for a scorecard.",
        least,
    ) % {"cases": sums.cases, "least": least}


def summary(subject: Subject, sums: Sums, url: str = "") -> dict[str, Any]:
    """The block of a body's page: main figures, or how many cases are missing for them."""
    if not enough(sums):
        return {"need": need_text(sums), "cases_url": cases_url(subject) if sums.cases else "", "url": url}
    return {"figures": main_figures(subject, sums), "url": url, "note": coverage_note(sums)}


def main_figures(subject: Subject, sums: Sums) -> list[dict[str, Any]]:
    return [
        {
            "value": sums.cases,
            "label": ngettext("case in the record", "cases in the record", sums.cases),
            "url": cases_url(subject),
        },
        {"value": index_text(sums), "label": _("index, of 100"), "url": f"{reverse('monitoring:method')}#index"},
        {
            "value": coverage_text(sums),
            "label": _("coverage: %(answered)s of %(applicable)s answers")
            % {"answered": sums.answered, "applicable": sums.applicable},
            "url": f"{reverse('monitoring:method')}#coverage",
        },
        {
            "value": sums.findings,
            "label": ngettext("sign of a breach", "signs of a breach", sums.findings),
            "url": records_url(Kind.FINDINGS, subject) if sums.findings else "",
        },
    ]


def coverage_note(sums: Sums) -> str:
    if sums.index is not None:
        return ""
    return _("There is no index: less than half of what the law asks could be checked in these cases.")


def findings_rows(subject: Subject, sums: Sums) -> list[Row]:
    levels = sorted(Severity, reverse=True)
    rows = ((level.label, sums.severity(level), level.value) for level in levels)
    return counts(Kind.FINDINGS, subject, rows)


def deadline_rows(card: Scorecard) -> list[Row]:
    missed = sum(card.deadlines.get(state, 0) for state in MISSED)
    rows: list[tuple[Any, int, str]] = [(_("missed, in all"), missed, "missed")]
    rows += [(state.label, card.deadlines.get(state, 0), state.value) for state in DeadlineState]
    return counts(Kind.DEADLINES, card.subject, rows)


def letter_rows(card: Scorecard) -> list[Row]:
    words = {
        LetterState.IN_TIME: _("answered in time"),
        LetterState.LATE: _("answered late"),
        LetterState.UNANSWERED: _("no reply by the legal date"),
    }
    return counts(Kind.LETTERS, card.subject, ((words[state], card.letters[state], state.value) for state in words))


def quality_rows(card: Scorecard) -> list[Row]:
    rows = ((quality.label, card.quality.get(quality, 0), quality.value) for quality in ReplyQuality)
    return counts(Kind.QUESTIONS, card.subject, rows)


def reply_rows(card: Scorecard) -> list[Row]:
    words = {
        ReplyState.ANSWERED: _("the body replied"),
        ReplyState.SILENT: _("the body did not reply by the date"),
    }
    return counts(Kind.REPLIES, card.subject, ((words[state], card.replies[state], state.value) for state in words))


def outcome_rows(card: Scorecard) -> list[Row]:
    rows = ((str(outcome), number, outcome.key) for outcome, number in card.outcomes.items())
    return counts(Kind.OUTCOMES, card.subject, rows)


def counts(kind: str, subject: Subject, rows: "Iterable[tuple[str | _StrPromise, int, object]]") -> list[Row]:
    """Nothing when every count is 0; a 0 opens nothing."""
    made: list[Row] = [
        [str(label), {"text": str(number), "number": True, "url": records_url(kind, subject, value) if number else ""}]
        for label, number, value in rows
    ]
    return made if any(row[1]["text"] != "0" for row in made if isinstance(row[1], dict)) else []


def sections(card: Scorecard) -> list[dict[str, Any]]:
    """Tables of the page, those without records too."""
    body = card.subject.body is not None
    sent = _("Letters sent to this body whose answer is in or was due.") if body else _("Letters whose answer was due.")
    parts = [
        ("findings", _("Signs of a breach"), findings_rows(card.subject, card.total), _("Severity"), ""),
        ("deadlines", _("Legal dates"), deadline_rows(card), _("Term"), _("Computed from the dates of the cases.")),
        ("letters", _("Letters and answers"), letter_rows(card), _("Answer"), sent),
        ("quality", _("How questions were answered"), quality_rows(card), _("Quality"), ""),
        ("replies", _("Right of reply"), reply_rows(card), _("Reply"), _("What bodies were asked before publication.")),
        ("outcomes", _("Outcomes"), outcome_rows(card), _("Outcome"), _("What came of the cases.")),
    ]
    return [
        {
            "anchor": anchor,
            "title": title,
            "note": note,
            "rows": rows,
            "head": [{"label": first}, {"label": pgettext("of records", "Number"), "number": True}],
        }
        for anchor, title, rows, first, note in parts
    ]


def comparison(
    found: "Mapping[int, Sums]",
    named: "Iterable[ExecutiveBody | Region]",
    first: str,
    address: Any,
    subject: Any,
) -> dict[str, Any] | None:
    """Those with enough cases, by name. `subject` makes the subject of one, `address` its page."""
    rows: list[Row] = []
    for each in sorted(named, key=str):
        sums = found.get(each.pk, Sums())
        if not enough(sums):
            continue
        of_each = subject(each)
        rows.append(
            [
                {"text": str(each), "url": address(each)},
                {"text": str(sums.cases), "number": True, "url": cases_url(of_each)},
                {"text": coverage_text(sums), "number": True},
                {"text": index_text(sums), "number": True},
                {
                    "text": str(sums.findings),
                    "number": True,
                    "url": records_url(Kind.FINDINGS, of_each) if sums.findings else "",
                },
            ]
        )
    if not rows:
        return None
    labels = [_("Cases"), _("Coverage"), _("Index, of 100"), _("Signs of a breach")]
    return {"head": [{"label": first}, *({"label": label, "number": True} for label in labels)], "rows": rows}


def tenure_name(tenure: "Tenure") -> str:
    """`Ахметов А., аким, 15.01.2024 – по сей день`."""
    until = table_date(tenure.ended_on) if tenure.ended_on else _("to this day")
    return f"{tenure.official}, {tenure.position}, {table_date(tenure.started_on)} – {until}"


def period_text(card: Scorecard, today: dt.date) -> str:
    """`2021–2026, 48 cases, as of 22.11.2026`."""
    years = list(card.years)
    when = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return _("%(years)s, %(cases)s, as of %(date)s; method %(version)s.") % {
        "years": when,
        "cases": cases_text(card.total.cases),
        "date": table_date(today),
        "version": METHOD_VERSION,
    }
