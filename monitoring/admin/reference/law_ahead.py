"""What a change of the law of terms would move, in words."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.admin.refusals import case_url
from monitoring.presenters.dates import table_date
from monitoring.services.deadlines import Change
from monitoring.services.foreseeing import MOST, Foreseen, MovedLetter

Row = dict[str, Any]


def ahead(foreseen: Foreseen) -> dict[str, Any]:
    rows = [*map(term_row, foreseen.terms), *map(letter_row, foreseen.moved_letters)]
    return {"said": said(foreseen, len(rows)), "rows": rows}


def said(foreseen: Foreseen, moved: int) -> list[str]:
    if not foreseen.records and not foreseen.letters:
        return [_("It touches no term counted so far.")]
    concerned = ngettext(
        "%(count)s published record has a term that may move.",
        "%(count)s published records have terms that may move.",
        foreseen.records,
    )
    letters = ngettext(
        "%(count)s letter awaits a reply by such a term.",
        "%(count)s letters await replies by such terms.",
        foreseen.letters,
    )
    outcome = ngettext("%(count)s due date moves.", "%(count)s due dates move.", moved)
    lines = [
        concerned % {"count": foreseen.records} if foreseen.records else "",
        letters % {"count": foreseen.letters} if foreseen.letters else "",
        outcome % {"count": moved} if moved else _("No due date moves."),
    ]
    if foreseen.is_partial:
        text = _(
            "Only the %(count)s latest of each were counted now. The rest are counted after saving, and what moves is "
            "written into their history."
        )
        lines.append(text % {"count": MOST})
    return list(filter(None, lines))


def term_row(change: Change) -> Row:
    case = change.old.case
    return {
        "label": str(case),
        "url": case_url("edit", case),
        "term": str(change.old.rule),
        "old": day(change.old.due_on),
        "new": day(change.new.due_on) if change.new else _("counted no more"),
    }


def letter_row(moved: MovedLetter) -> Row:
    step = moved.step
    return {
        "label": str(step.referral.case),
        "url": f"{reverse('monitoring_referrals:chain', args=[step.referral_id])}#step-{step.pk}",
        "term": f"{step.get_kind_display()}: {step.addressee_name}",
        "old": day(step.due_on),
        "new": day(moved.new_due),
    }


def day(date: dt.date | None) -> str:
    return table_date(date) if date else "—"
