"""Domestic remedies used: the chains of a case as a chronology that can be attached to a communication."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from monitoring.presenters.case_findings import law_source, shown_findings
from monitoring.presenters.dates import long_date, table_date
from monitoring.presenters.links import absolute, case_list
from monitoring.presenters.referrals import Row, chain_rows, due_row, final_reply, public_chains, sent_steps

if TYPE_CHECKING:
    from monitoring.models import Case, Finding, Referral


def remedies_context(case: "Case") -> dict[str, Any]:
    today = timezone.localdate()
    language = "" if case.language == get_language() else case.language
    findings = {finding.pk: finding for finding in shown_findings(case)}
    chains = public_chains(case)
    return {
        "case": case,
        "page_title": " · ".join([_("Domestic remedies used"), str(case.reference)]),
        "page_description": case.title,
        "crumbs": [(_("Cases"), case_list()), (case.reference, case.get_absolute_url())],
        "reference_line": _("%(reference)s, version %(version)s, as of %(date)s")
        % {"reference": case.reference, "version": case.version, "date": long_date(today)},
        "address": absolute(case.get_absolute_url()),
        "title_lang": language,
        "summary": summary(chains, today),
        "chains": [remedy(number, chain, findings, language, today) for number, chain in enumerate(chains, 1)],
    }


def summary(chains: "list[Referral]", today: dt.date) -> list[dict[str, str]]:
    """How many letters, and what became of them; the rows of the facts component."""
    steps = [(chain, step) for chain in chains for step in sent_steps(chain)]
    silent = sum(1 for chain, step in steps if (row := due_row(step, chain, today)) and row["kind"] == "breach")
    late = sum(1 for chain, step in steps if (row := due_row(step, chain, today)) and row["kind"] == "late")
    answered = sum(1 for _chain, step in steps if final_reply(step))
    outcomes = sum(len(step.outcomes.all()) for _chain, step in steps)
    sent = [step.sent_on for _chain, step in steps if step.sent_on]
    return [
        {"term": _("Letters sent"), "value": str(len(steps))},
        {"term": _("First and last letter"), "value": period(sent)},
        {"term": _("Replies received"), "value": counted(answered, late)},
        {"term": _("No reply by the legal date"), "value": str(silent)},
        {"term": _("Outcomes recorded"), "value": str(outcomes)},
    ]


def counted(answered: int, late: int) -> str:
    if not late:
        return str(answered)
    of_them = ngettext("%(count)s of them late", "%(count)s of them late", late) % {"count": late}
    return f"{answered} ({of_them})"


def period(days: list[dt.date]) -> str:
    return " – ".join(dict.fromkeys(table_date(day) for day in (min(days), max(days)))) if days else ""


def remedy(
    number: int, chain: "Referral", findings: "dict[int, Finding]", language: str, today: dt.date
) -> dict[str, Any]:
    about = [findings[row.finding_id] for row in chain.referred.all() if row.finding_id in findings]
    return {
        "number": number,
        "title": chain.purpose or ", ".join(dict.fromkeys(step.addressee_name for step in sent_steps(chain))),
        "lang": language if chain.purpose else "",
        "findings": [{"title": item.title, "law": law_source(item), "lang": language} for item in about],
        "rows": remedies(chain, language, today),
    }


def remedies(chain: "Referral", language: str, today: dt.date) -> list[Row]:
    """Rows {iso, date, title, text, note, words, answers} of one chain; dates as in tables, states as words."""
    return [
        {
            **row,
            "date": table_date(dt.date.fromisoformat(row["iso"])),
            "words": [chip["label"] for chip in row.get("chips", [])],
        }
        for row in chain_rows(chain, language, today)
    ]
